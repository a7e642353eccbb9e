import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonObject } from "../../src/zoom-api/json-object.ts";

test.each<[what: string, text: string, value: object | undefined]>([
  [
    "an object",
    '{"a":1,"b":"x","c":null,"d":[true,{"e":-1.5e3}]}',
    { a: 1, b: "x", c: null, d: [true, { e: -1500 }] },
  ],
  ["an empty object with space around", " \r\n{ }\t", {}],
  ["escapes", '{"\\u0061":"\\n\\ud83d\\ude00"}', { a: "\n\u{1f600}" }],
  ["nothing", "", undefined],
  ["a list", '["a"]', undefined],
  ["a string", '"a"', undefined],
  ["null", "null", undefined],
  ["half of an object", '{"a":"b', undefined],
  ["something behind it", '{"a":1} x', undefined],
  ["two objects", "{}{}", undefined],
  ["a member twice", '{"a":1,"a":1}', undefined],
  ["a member twice, written differently", '{"a":1,"\\u0061":1}', undefined],
  ["a member twice, deep inside", '{"a":[{"b":1,"b":2}]}', undefined],
  ["NaN", '{"a":NaN}', undefined],
  ["Infinity", '{"a":Infinity}', undefined],
  ["a number that starts with zero", '{"a":01}', undefined],
  ["a comma too many", '{"a":1,}', undefined],
  ["a comment", '{"a":1/**/}', undefined],
  ["single quotes", "{'a':1}", undefined],
  ["a byte order mark", '\ufeff{"a":1}', undefined],
  ["a name of the prototype", '{"__proto__":{"a":1}}', undefined],
  ["a page", "<!doctype html><p>Not Zoom", undefined],
  [
    "sixteen deep",
    `{"a":${"[".repeat(15)}${"]".repeat(15)}}`,
    JSON.parse(`{"a":${"[".repeat(15)}${"]".repeat(15)}}`),
  ],
  ["seventeen deep", `{"a":${"[".repeat(16)}${"]".repeat(16)}}`, undefined],
])("%s", (_what, text, value) => {
  expect(jsonObject(text)).toEqual(value);
});

test("512 members, and not one more", () => {
  const members = (count: number): string =>
    `{${Array.from({ length: count }, (_, n) => `"m${n}":${n}`).join(",")}}`;
  expect(Object.keys(jsonObject(members(512)) ?? {})).toHaveLength(512);
  expect(jsonObject(members(513))).toBeUndefined();
});

test("a number too great for a number is not passed on as one that could be taken for right", () => {
  expect(jsonObject('{"expires_in":1e999}')).toEqual({ expires_in: Number.POSITIVE_INFINITY });
});

test("gives what JSON.parse gives, or nothing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      const found = jsonObject(text);
      if (found !== undefined) expect(found).toEqual(JSON.parse(text));
    }),
    { numRuns: 2000 },
  );
});
