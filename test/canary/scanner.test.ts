import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { encodingsOf } from "./support/encodings.ts";
import { scanFolder } from "./support/places.ts";
import { type Hit, kindOf, Scanner, WINDOW } from "./support/scanner.ts";

/** One of each kind: letters only, with characters that JSON and addresses write otherwise, bytes that are no text. */
const CANARIES: Readonly<Record<string, string | Uint8Array>> = {
  plain: "cAnArYwithLettersOnly0123456789x",
  awkward: 'c/n+ry "quoted" & 100%\\n grün',
  binary: new Uint8Array(32).map((_, index) => (index * 73 + 200) % 256),
};

function scanner(): Scanner {
  const made = new Scanner();
  for (const [name, value] of Object.entries(CANARIES)) made.add(name, value);
  return made;
}

const bytesOf = (value: string | Uint8Array): Buffer => Buffer.from(value);
const cases = Object.entries(CANARIES).flatMap(([name, value]) =>
  [...encodingsOf(bytesOf(value))].map(([encoding, text]) => ({ name, encoding, text })),
);

describe("each canary in each encoding is found", () => {
  test.each(cases)("$name, $encoding", ({ name, text }) => {
    const hits = scanner().scan("here", Buffer.from(`{"seen":"${text}"}`, "latin1"));
    expect([...new Set(hits.map(({ canary }) => canary))]).toEqual([name]);
  });

  test.each(cases)("$name, $encoding: every twelve characters of it", ({ name, text }) => {
    const one = scanner();
    const missed: number[] = [];
    for (let from = 0; from + WINDOW <= text.length; from += 1) {
      const piece = text.slice(from, from + WINDOW);
      const hits = one.scan("here", Buffer.from(`  ${piece}~`, "latin1"));
      if (!hits.some(({ canary }) => canary === name)) missed.push(from);
    }
    expect(missed).toEqual([]);
  });
});

describe("in base64 of something longer, wherever it begins there", () => {
  const plain = bytesOf(CANARIES.plain ?? "");
  test.each([0, 1, 2, 3, 4, 5])("after %i bytes", (before) => {
    const whole = Buffer.concat([Buffer.alloc(before, 0x41), plain, Buffer.from("after")]);
    for (const encoding of ["base64", "base64url"] as const) {
      expect(scanner().scan("here", whole.toString(encoding)).length).toBeGreaterThan(0);
    }
  });
});

describe("as software writes it", () => {
  const [plain, awkward] = [String(CANARIES.plain), String(CANARIES.awkward)];
  test.each<[string, string | Uint8Array]>([
    ["a log line", `${JSON.stringify({ level: "info", header: { authorization: `Bearer ${plain}` } })}\n`],
    ["a query", new URLSearchParams({ token: plain }).toString()],
    ["Basic credentials", `Authorization: Basic ${Buffer.from(`client-id:${awkward}`).toString("base64")}`],
    ["JSON in JSON", JSON.stringify({ body: JSON.stringify({ secret: plain }) })],
    ["a stack", new Error(`cannot use ${awkward}`).stack ?? ""],
    ["a path", `/v1/explain/${encodeURIComponent(awkward)}`],
    ["a buffer's dump", Buffer.from(plain).toString("hex")],
    [
      "a claim of a token",
      `eyJ.${Buffer.from(JSON.stringify({ sub: "x", pw: plain })).toString("base64url")}.x`,
    ],
  ])("%s", (_name, text) => {
    expect(scanner().scan("here", text).length).toBeGreaterThan(0);
  });

  test("a file of SQLite and its log of writes, as they lie on the disk", () => {
    const folder = mkdtempSync(join(tmpdir(), "countersign-canary-"));
    const database = new DatabaseSync(join(folder, "kept.sqlite"));
    database.exec("PRAGMA journal_mode = WAL; CREATE TABLE kept (name TEXT, value BLOB)");
    database.prepare("INSERT INTO kept VALUES (?, ?)").run(plain, CANARIES.binary as Uint8Array);
    const hits = scanFolder(scanner(), folder);
    database.close();
    const closed = scanFolder(scanner(), folder);
    rmSync(folder, { recursive: true });
    const raw = (all: readonly Hit[]) => all.filter(({ encoding }) => encoding === "raw");
    expect(
      [raw(hits), raw(closed)].map((all) => all.map(({ place, canary }) => `${canary} in ${place}`).sort()),
    ).toEqual([
      ["binary in kept.sqlite-wal", "plain in kept.sqlite-wal"],
      ["binary in kept.sqlite", "plain in kept.sqlite"],
    ]);
  });
});

describe("what is none is not found", () => {
  test.each<[string, string]>([
    ["nothing", ""],
    ["other words", "nothing of the kind stands in here, however long one looks for it"],
    ["eleven characters", `"${String(CANARIES.plain).slice(0, WINDOW - 1)}"`],
    ["another token", `eyJhbGciOiJIUzI1NiJ9.${Buffer.from("something else entirely").toString("base64url")}`],
  ])("%s", (_name, text) => {
    expect(scanner().scan("here", text)).toEqual([]);
  });
});

test("a JWT is found by its claims and by its signature, and not by the header that all have", () => {
  const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url");
  const claims = Buffer.from('{"mn":"87270695528","role":1}').toString("base64url");
  const one = new Scanner();
  one.addJwt("a signature", `${header}.${claims}.${"m4c".repeat(14)}x`);
  const found = (text: string) => one.scan("here", text).map(({ canary }) => canary);
  expect([found(header), found(claims), found("m4c".repeat(5))]).toEqual([
    [],
    ["a signature, its claims"],
    ["a signature, its signature"],
  ]);
});

test.each([0, 1, 2])(
  "what the claims of two kinds of JWT have in common is neither's, %i bytes further",
  (shift) => {
    const jwt = (claims: string, mac: string) =>
      `e30.${Buffer.from(claims).toString("base64url")}.${mac.repeat(14)}x`;
    const time = `"iat":1795550000,"exp":1795557200}`;
    const one = new Scanner();
    one.addJwt("caller's JWT", jwt(`{"sub":"${"a".repeat(3)}",${time}`, "jw7"));
    const signature = jwt(`{"sub":"${"a".repeat(3 + shift)}xyz",${time}`, "m4c");
    one.addJwt("signature 1", signature);
    one.addJwt("signature 2", signature);
    expect(new Set(one.scan("here", signature).map(({ canary }) => kindOf(canary)))).toEqual(
      new Set(["signature"]),
    );
  },
);

test("what is shorter than twelve characters is looked for whole; what is too short is refused", () => {
  const one = new Scanner();
  one.add("passcode", "Pq7Zx2Lm9R");
  expect(one.scan("here", '{"password":"Pq7Zx2Lm9R"}').map(({ canary }) => canary)).toContain("passcode");
  expect(one.scan("here", '{"password":"Pq7Zx2Lm"}')).toEqual([]);
  expect(() => one.add("too short", "1234567")).toThrow("too short is too short to be looked for");
});

test("a hit says where, and nothing of the secret", () => {
  const [hit] = scanner().scan("stderr", `abc${CANARIES.plain}`);
  expect(hit).toEqual({ place: "stderr", canary: "plain", encoding: "raw", at: 3 });
});
