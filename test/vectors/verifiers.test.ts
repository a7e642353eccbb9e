/** Runs each language's verifier as its head says, where the language is on this machine. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { VerifyVector } from "../../tools/vectors/verify-vectors.ts";
import { FOLDER, vectors } from "./read.ts";

interface Language {
  readonly id: string;
  readonly file: string;
  readonly program: string;
  readonly args?: readonly string[];
  /** The argument that asks whether the program is there. */
  readonly ask?: string;
  /** What makes a program of the file first. */
  readonly compiler?: string;
}

const LANGUAGES: readonly Language[] = [
  { id: "javascript", file: "verify.mjs", program: process.execPath },
  { id: "python", file: "verify.py", program: "python3" },
  { id: "php", file: "verify.php", program: "php" },
  { id: "java", file: "Verify.java", program: "java", ask: "-version" },
  // Mono is the C# that Debian has.
  { id: "csharp", file: "Verify.cs", program: "mono", compiler: "mcs" },
  { id: "go", file: "verify.go", program: "go", args: ["run"], ask: "version" },
  { id: "ruby", file: "verify.rb", program: "ruby" },
];

const isHere = ({ program, ask = "--version", compiler }: Language): boolean =>
  [program, ...(compiler ? [compiler] : [])].every((name) => spawnSync(name, [ask]).status === 0);

const here = LANGUAGES.filter(isHere);
const missing = LANGUAGES.filter((language) => !here.includes(language));
const names = (list: readonly Language[]): string => list.map(({ id }) => id).join(", ") || "none";
console.log(`verifiers run here: ${names(here)}; not run: ${names(missing)}`);

const folder = mkdtempSync(join(tmpdir(), "verifiers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("there is one for each folder, and JavaScript can be run", () => {
  expect(LANGUAGES.map(({ id }) => id).sort()).toEqual(readdirSync(join(FOLDER, "verifiers")).sort());
  expect(names(here)).toContain("javascript");
});

test.for(missing)("$id", ({ id }, { skip }) => {
  skip(`${id} is not on this machine: its verifier was not run`);
});

/** One wrong byte, one verdict too strict and one too lenient: a verifier that only nods would not see them. */
function withMistakes(): { readonly path: string; readonly names: readonly string[] } {
  const path = join(folder, "mistaken");
  cpSync(FOLDER, path, { recursive: true });
  const changed: string[] = [];
  const change = (name: string, edit: (one: Record<string, unknown>, index: number) => boolean): void => {
    const file = JSON.parse(readFileSync(join(path, name), "utf8")) as { cases: Record<string, unknown>[] };
    changed.push(...file.cases.filter(edit).map((one) => String(one.name)));
    writeFileSync(join(path, name), JSON.stringify(file));
  };
  change("sign.json", (one, index) => {
    if (index !== 3) return false;
    one.signature = String(one.signature).replace(/.$/, (last) => (last === "A" ? "E" : "A"));
    return true;
  });
  const verdicts: Readonly<Record<string, VerifyVector["verdict"]>> = {
    "valid: no typ": "mac-mismatch",
    "mac: a role changed afterwards": "valid",
    "time: expires this very second": "valid",
  };
  change("verify.json", (one) => {
    const verdict = verdicts[String(one.name)];
    if (verdict === undefined) return false;
    Object.assign(one, { verdict, secretIndex: 0 });
    return true;
  });
  return { path, names: changed };
}

describe.each(here)("$id", ({ id, file, program, args = [], compiler }) => {
  const source = join(FOLDER, "verifiers", id, file);

  test("agrees with every case, and with no case that was changed", { timeout: 180_000 }, () => {
    const runs = compiler ? join(folder, `${id}.exe`) : source;
    if (compiler) execFileSync(compiler, ["-langversion:7", "-warnaserror", `-out:${runs}`, source]);
    const verifier = (path: string): { status: number | null; lines: string[] } => {
      const options = { encoding: "utf8", cwd: folder } as const;
      const { status, stdout } = spawnSync(program, [...args, runs, path], options);
      return { status, lines: stdout.split("\n").filter((line) => line !== "") };
    };

    const all = vectors("sign").length + vectors("verify").length;
    expect(verifier(FOLDER)).toEqual({ status: 0, lines: [`ok ${all}`] });

    const mistakes = withMistakes();
    expect(mistakes.names).toHaveLength(4);
    expect(verifier(mistakes.path)).toEqual({
      status: 1,
      lines: expect.arrayContaining(mistakes.names.map((name) => `failed: ${name}`)),
    });
    expect(verifier(mistakes.path).lines).toHaveLength(4);
  });
});
