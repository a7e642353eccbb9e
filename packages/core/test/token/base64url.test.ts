import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBase64url, encodeBase64url } from "../../src/token/base64url.ts";

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
