import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBase64url, encodeBase64url, lettersOf, writeBase64url } from "../../src/token/base64url.ts";

/** RFC 4648 section 10, without padding, and what base64url is for. */
test.each([
  ["", ""],
  ["66", "Zg"],
  ["666f", "Zm8"],
  ["666f6f", "Zm9v"],
  ["666f6f62", "Zm9vYg"],
  ["666f6f6261", "Zm9vYmE"],
  ["666f6f626172", "Zm9vYmFy"],
  ["fbffbf", "-_-_"],
])("%s is %s", (hex, text) => {
  expect(encodeBase64url(Buffer.from(hex, "hex"))).toBe(text);
  expect(Buffer.from(decodeBase64url(text) ?? []).toString("hex")).toBe(hex);
});

test.each([
  "Zg==",
  "Zg=",
  "Z",
  "Zm9vY",
  "+/+/",
  "Zm8 ",
  " Zm8",
  "Zm8\n",
  "Zm\u20398",
  "Zé",
  "Zm8.",
  "Zh",
  "Zm9",
  "\uff3a\uff47",
  "Zm8\u0080",
  "\u0080AAA",
  "!A",
  "!AA",
  "A!A",
  "AA!",
  "Zm9v!A",
  "!AAAAAAA",
  "A!AAAAAA",
  "AA!AAAAA",
  "AAA!AAAA",
  "AAA!Zg",
])("%o is not canonical base64url", (text) => {
  expect(decodeBase64url(text)).toBeUndefined();
});

test("any bytes come back, and node:buffer spells them alike", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = encodeBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64url"));
      expect(decodeBase64url(text)).toEqual(bytes);
    }),
  );
});

test("any text that is read is the one spelling of its bytes", () => {
  fc.assert(
    fc.property(fc.oneof(fc.base64String(), fc.string(), fc.stringMatching(/^[\w-]*$/)), (text) => {
      const bytes = decodeBase64url(text);
      if (bytes) expect(encodeBase64url(bytes)).toBe(text);
    }),
  );
});

test.each([0, 1, 2, 3, 4, 5, 6, 7])("of the first %d bytes nothing is written of the others", (length) => {
  const bytes = Uint8Array.from({ length: 9 }, (_, i) => 0xff - i);
  const into = new Uint8Array(20).fill(0x2e);
  const end = writeBase64url(bytes, length, into, 2);
  const letters = Buffer.from(bytes.subarray(0, length)).toString("base64url");
  expect(end).toBe(2 + letters.length);
  expect(Buffer.from(into.subarray(0, end)).toString()).toBe(`..${letters}`);
  // Behind its end it may write up to whole groups of four, and no further.
  expect([...into.subarray(2 + 4 * Math.ceil(length / 3))].filter((letter) => letter !== 0x2e)).toEqual([]);
});

test("letters of up to 1,024 bytes stand in the same memory, longer ones in their own", () => {
  const usual = lettersOf("a");
  expect(lettersOf("b".repeat(1024))).toBe(usual);
  expect(lettersOf("b".repeat(1000), 24)).toBe(usual);
  expect(lettersOf("b".repeat(1000), 25)).toHaveLength(1025);
  const long = lettersOf("b".repeat(1025));
  expect(long).toHaveLength(1025);
  expect(lettersOf("b".repeat(1025))).not.toBe(long);
});
