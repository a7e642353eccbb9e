import { expect, test } from "vitest";
import { shown } from "../src/errors.ts";
import { CountersignError } from "../src/index.ts";

const REFUSAL = { code: "role-invalid", field: "role", message: "no", help: "yes" } as const;

test("an error says what, where, and the way out", () => {
  const error = new CountersignError(REFUSAL);
  expect({ ...error, message: error.message }).toEqual({
    ...REFUSAL,
    name: "CountersignError",
    docs: "docs/refusals.md#role-invalid",
  });
  expect(String(error)).toBe("CountersignError: no");
});

test("another copy's error is recognised, anything else is not", () => {
  const copy = Object.assign(new Error("no"), { ...REFUSAL, name: "CountersignError" });
  expect(CountersignError.is(copy)).toBe(true);
  expect(CountersignError.is(new Error("no"))).toBe(false);
  expect(CountersignError.is({ ...REFUSAL, name: "CountersignError" })).toBe(false);
  expect(CountersignError.is(undefined)).toBe(false);
});

test.each<[value: unknown, text: string]>([
  ["a\tb\u0000", '"a\\tb\\u0000"'],
  ["\u009b31m\u202e\u2066\u200b\ufeff\u00a0", '"\\u009b31m\\u202e\\u2066\\u200b\\ufeff\\u00a0"'],
  ["\ud800", '"\\ud800"'],
  ["é漢🔑", '"é漢🔑"'],
  ["x".repeat(62), `"${"x".repeat(62)}"`],
  ["x".repeat(63), `"${"x".repeat(62)}…`],
  ["🔑".repeat(63), `"${"🔑".repeat(62)}…`],
  [undefined, "nothing"],
  [null, "null"],
  [-0, "0"],
  [[1], "a list"],
  [{}, "an object"],
  [1n, "a bigint"],
])("shown(%o)", (value, text) => {
  expect(shown(value)).toBe(text);
  expect([...shown(value)].length).toBeLessThanOrEqual(64);
});
