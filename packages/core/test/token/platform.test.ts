import { afterEach, describe, expect, test, vi } from "vitest";
import { asciiOf, fromUtf8 } from "../../src/token/platform.ts";

test.each<[name: string, bytes: readonly number[], text: string | undefined]>([
  ["nothing", [], ""],
  ["ASCII", [0x00, 0x61, 0x7f], "\0a\x7f"],
  ["two bytes", [0x61, 0xc3, 0xa9], "aé"],
  ["four bytes", [0xf0, 0x9f, 0x94, 0x91], "🔑"],
  ["a byte order mark, which stays", [0xef, 0xbb, 0xbf, 0x61], "\ufeffa"],
  ["the second byte of two alone", [0x80], undefined],
  ["the first byte of two alone", [0x61, 0xc3], undefined],
  ["a byte that is in no UTF-8", [0xff], undefined],
  ["half of a surrogate pair", [0xed, 0xa0, 0x80], undefined],
  ["a slash in two bytes", [0xc0, 0xaf], undefined],
])("fromUtf8(): %s", (_name, bytes, text) => {
  expect(fromUtf8(Uint8Array.from(bytes))).toBe(text);
  expect(fromUtf8(Uint8Array.from([...bytes, 0xff]), bytes.length)).toBe(text);
});

describe("asciiOf()", () => {
  afterEach(() => vi.unstubAllGlobals());

  const BYTES = Uint8Array.from([0x61, 0x62, 0x63]);

  test.each([0, 1, 2, 3])("of the first %d bytes", (length) => {
    expect(asciiOf(BYTES, length)).toBe("abc".slice(0, length));
  });

  test.each<[name: string, buffer: unknown]>([
    ["there is no Buffer", undefined],
    ["Buffer is something else", () => "not Node's"],
    ["Buffer has no prototype", {}],
    ["Buffer has no latin1Slice", { prototype: {} }],
  ])("where %s", async (_name, buffer) => {
    vi.resetModules();
    vi.stubGlobal("Buffer", buffer);
    const elsewhere = await import("../../src/token/platform.ts");
    vi.unstubAllGlobals();
    expect(elsewhere.asciiOf).not.toBe(asciiOf);
    for (const length of [0, 1, 2, 3]) expect(elsewhere.asciiOf(BYTES, length)).toBe("abc".slice(0, length));
  });
});
