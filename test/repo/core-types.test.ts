import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, read } from "./workspace.ts";

const CORE = join(ROOT, "packages/core");

test("core's settings take no types from anywhere", () => {
  const { compilerOptions, references } = JSON.parse(read("packages/core/tsconfig.json"));
  expect({ types: compilerOptions.types, lib: compilerOptions.lib, references }).toEqual({
    types: [],
    lib: undefined,
    references: [],
  });
  expect(JSON.parse(read("tsconfig.base.json")).compilerOptions.lib).toEqual(["ES2023"]);
});

/** Compiles one file under core's own settings and gives the numbers of the errors. */
function errorsOf(source: string): string[] {
  const folder = mkdtempSync(join(CORE, "probe-"));
  try {
    writeFileSync(join(folder, "probe.ts"), source);
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        extends: "../tsconfig.json",
        compilerOptions: {
          rootDir: "..",
          noEmit: true,
          composite: false,
          incremental: false,
          tsBuildInfoFile: null,
        },
        include: ["probe.ts"],
      }),
    );
    execFileSync(join(ROOT, "node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8", stdio: "pipe" });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout: string };
    return [...stdout.matchAll(/error (TS\d+)/g)].map(([, code]) => String(code));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each<[source: string, errors: string[]]>([
  [
    'import { sha256 } from "../src/token/sha256.ts";\nexport const probe: Uint8Array = sha256(new Uint8Array(0));',
    [],
  ],
  ["export const probe: unknown = process.env;", ["TS2591"]],
  ['import { readFileSync } from "node:fs";\nexport const probe: unknown = readFileSync;', ["TS2591"]],
  ["export const probe: unknown = Buffer.from('');", ["TS2591"]],
  ["export const probe: unknown = document.title;", ["TS2584"]],
  ["export const probe: unknown = fetch;", ["TS2304"]],
  ["export const probe: unknown = crypto.subtle;", ["TS2304"]],
])(
  "under core's settings %o gives %o",
  (source, errors) => {
    expect(errorsOf(source)).toEqual(errors);
  },
  30_000,
);
