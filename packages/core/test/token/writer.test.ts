import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hmacKey } from "../../src/token/hmac.ts";
import { utf8 } from "../../src/token/platform.ts";
import { REST_MAX, tokenWriter } from "../../src/token/writer.ts";
import { ALPHANUMERIC, seeded } from "../random.ts";

const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url");

/** As a reader of RFC 7515 would write it. */
function expected(secret: string, payload: string): string {
  const input = `${HEADER}.${Buffer.from(payload).toString("base64url")}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}

test("a token is the same to the byte, wherever it is divided, and whatever was written before", () => {
  const random = seeded(7515);
  const secret = random.text(ALPHANUMERIC, 32);
  const key = hmacKey(utf8(secret));
  const different: string[] = [];
  for (const beginning of [0, 1, 2, 3, 20, 75, 76, 77, 140, 300]) {
    const first = random.text(ALPHANUMERIC, beginning);
    const write = tokenWriter(key, first);
    for (let i = 0; i < 600; i++) {
      const middle = random.text(ALPHANUMERIC, random.whole(0, 12));
      const end = random.text(ALPHANUMERIC, random.whole(0, REST_MAX - 12));
      if (write(middle, end) !== expected(secret, first + middle + end))
        different.push(`${beginning}, ${middle.length}, ${end.length}`);
    }
  }
  expect(different).toEqual([]);
});

test("an end that comes again is written right after a middle of any length", () => {
  const write = tokenWriter(hmacKey(utf8("secret")), '{"appKey":"a","mn":"');
  const different: string[] = [];
  for (const end of [
    '","role":0,"iat":1795500000}',
    "",
    "}",
    '"}',
    '","role":0}',
    '","role":1,"iat":1795500000}',
  ]) {
    for (const middle of [
      "",
      "1",
      "2",
      "12",
      "34",
      "123",
      "456",
      "87270695528",
      "87270695529",
      "872706955",
      "",
    ]) {
      for (let again = 0; again < 2; again++) {
        if (write(middle, end) !== expected("secret", `{"appKey":"a","mn":"${middle}${end}`))
          different.push(`${middle} ${end}`);
      }
    }
  }
  expect(different).toEqual([]);
});

test.each([
  ["", ""],
  ["1", ""],
  ["", "}"],
  ["12", "}"],
])("the first token of a writer: %o and %o", (middle, end) => {
  expect(tokenWriter(hmacKey(utf8("secret")), '{"a')(middle, end)).toBe(
    expected("secret", `{"a${middle}${end}`),
  );
});

test("two writers do not write over each other, and a token handed out stays as it is", () => {
  const one = tokenWriter(hmacKey(utf8("one")), "first");
  const two = tokenWriter(hmacKey(utf8("two")), "second");
  const made = one("a", "b");
  two("c", "d");
  expect([made, one("a", "b"), two("c", "d")]).toEqual([
    expected("one", "firstab"),
    expected("one", "firstab"),
    expected("two", "secondcd"),
  ]);
});

test("the longest rest has its place", () => {
  const write = tokenWriter(hmacKey(utf8("secret")), '{"a');
  expect(write("", "x".repeat(REST_MAX))).toBe(expected("secret", `{"a${"x".repeat(REST_MAX)}`));
});
