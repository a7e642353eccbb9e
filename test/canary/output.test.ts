import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Find, OutputScan, secretsInSources } from "./support/output.ts";

const SECRET = "vN4kT8wLq2Xz7Rm5Yc1Hd9Bs6Pj3Gf0E";
const part = (json: object | string): string =>
  Buffer.from(typeof json === "string" ? json : JSON.stringify(json)).toString("base64url");
const JWT = `${part({ alg: "HS256", typ: "JWT" })}.${part({ role: 1 })}.${"m4c".repeat(14)}x`;
const API_KEY = `zsk_portal_${"k3y".repeat(14)}x`;
const TOKEN = `sandbox-refresh-12-${"t0ken-".repeat(4)}`;

function finds(pieces: readonly (Buffer | string)[]): readonly Find[] {
  const scan = new OutputScan(new Map([["some test", SECRET]]));
  for (const piece of pieces) scan.write(Buffer.from(piece));
  scan.end();
  return scan.finds;
}
const kinds = (text: string): readonly string[] => finds([text]).map(({ what }) => what);

describe("is found", () => {
  test.each<[what: string, text: string, as: string]>([
    ["a JWT", JWT, "a JWT"],
    ["a JWT in a URL", `https://app.example.com/?signature=${JWT}&x`, "a JWT"],
    ["a JWT in JSON", JSON.stringify({ signature: JWT }), "a JWT"],
    ["a JWT of another algorithm", `${part({ alg: "none" })}.${part({ a: 1 })}.x`, "a JWT"],
    ["a JWT with colours inside", `\u001b[32m+ ${JWT.slice(0, 40)}\u001b[39m${JWT.slice(40)}`, "a JWT"],
    ["an API key", `Bearer ${API_KEY}`, "an API key"],
    ["a token of the stand-in", TOKEN, "a token of the stand-in"],
    ["a secret", `secret: ${SECRET}`, "the secret of some test"],
    ["a secret in base64", Buffer.from(`id:${SECRET}`).toString("base64"), "the secret of some test"],
    ["a secret in hexadecimal", Buffer.from(SECRET).toString("hex"), "the secret of some test"],
  ])("%s", (_what, text, as) => {
    expect(kinds(`before\n${text}\nafter\n`)).toEqual([as]);
    // And with nothing after it.
    expect(kinds(text)).toEqual([as]);
  });
});

describe("is not", () => {
  test.each<[what: string, text: string]>([
    ["two parts", JWT.split(".").slice(0, 2).join(".")],
    ["a signature that is cut to be shown", `${JWT.slice(0, 20)}…`],
    ["three parts of which the first is no header", `${part('{"sub":"x"}')}.${part({ a: 1 })}.abc`],
    ["three parts of which the first is no JSON", "eyJhbGciOi.abcdef.abcdef"],
    ["the beginning of a key", "zsk_portal_k3yk, 54 characters"],
    ["words", "sandbox-refresh-tokens: how they are kept; see docs/decisions/refresh-tokens.md"],
  ])("%s", (_what, text) => {
    expect(kinds(text)).toEqual([]);
  });
});

test("it comes in pieces of any size, and the line and the last file named are told", () => {
  const text = `one\nstdout | test/a.test.ts > says\n\n${JWT}\n ✓ test/b.test.ts\n${SECRET}\nend\n`;
  const expected = [
    { line: 4, after: "test/a.test.ts", what: "a JWT" },
    { line: 6, after: "test/b.test.ts", what: "the secret of some test" },
  ];
  for (const size of [1, 7, 64, 4096]) {
    const bytes = Buffer.from(text);
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
    expect(finds(pieces)).toEqual(expected);
  }
});

test("a line without an end is looked through all the same, and not kept whole", () => {
  const piece = "x".repeat(65_536);
  const pieces = [...Array(20).fill(piece), ` ${JWT} `, ...Array(20).fill(piece)] as string[];
  expect(finds(pieces).map(({ line, what }) => [line, what])).toEqual([[1, "a JWT"]]);
});

test("nothing of a secret is in what is said about it", () => {
  const said = JSON.stringify(finds([JWT, " ", API_KEY, " ", TOKEN, " ", SECRET]));
  for (const secret of [JWT, API_KEY, TOKEN, SECRET]) expect(said).not.toContain(secret.slice(0, 12));
});

test("the secrets in sources are those that a name says are one", () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-sources-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "x.test.ts");
  const lines = [
    `const SDK_SECRET = "${SECRET}";`,
    `const app = { sdkSecret: "another-of-them/0123456789", sdkKey: "noneOfThem0123456789abc" };`,
    `const twice = { clientSecret: '${SECRET}' };`,
    'const secretName = "ZOOM_MEETING_SDK_SECRET";',
    'const secretFile = "/run/secrets/zoom-sdk-secret";',
    'const secret = "with white space it is a sentence";',
    'const secret = "short";',
  ];
  writeFileSync(file, lines.join("\n"));
  expect([...secretsInSources([file])]).toEqual([
    [`${file} (1)`, SECRET],
    [`${file} (2)`, "another-of-them/0123456789"],
  ]);
});
