import { expect, test } from "vitest";
import { type CompactJws, parseJsonObject, readCompact } from "../../src/token/compact.ts";

const part = (text: string | readonly number[]): string => Buffer.from(text as string).toString("base64url");
const HEADER = part('{"alg":"HS256"}');
const NOT_UTF8 = part([0x22, 0xff, 0x22]);

function read(token: string): CompactJws {
  const jws = readCompact(token);
  if (typeof jws === "string") throw new Error(jws);
  return jws;
}

test.each<[name: string, token: string, problem: string]>([
  ["no dot", HEADER, "not-three-parts"],
  ["one dot", `${HEADER}.e30`, "not-three-parts"],
  ["one dot at the end", `${HEADER}.`, "not-three-parts"],
  ["two dots at the end", `${HEADER}..`, "not-three-parts"],
  ["three dots", `${HEADER}.e30.AA.AA`, "not-three-parts"],
  ["three dots in a row", `${HEADER}...AA`, "not-three-parts"],
  ["a dot before", `.${HEADER}.e30`, "not-three-parts"],
  ["dots alone", "..", "not-three-parts"],
  ["a header that is no base64url", "e30=.e30.AA", "not-canonical-base64url"],
  ["a payload that is none", `${HEADER}.e30=.AA`, "not-canonical-base64url"],
  ["a MAC that is none", `${HEADER}.e30.A`, "not-canonical-base64url"],
  ["a header that is none, and a payload not UTF-8", `e30=.${NOT_UTF8}.AA`, "not-canonical-base64url"],
  ["a header that is not UTF-8", `${NOT_UTF8}.e30.AA`, "not-utf8"],
  ["a payload that is not UTF-8", `${HEADER}.${NOT_UTF8}.AA`, "not-utf8"],
  ["a payload that is not UTF-8 under a list", `W10.${NOT_UTF8}.AA`, "not-utf8"],
  ["a header that is a list", "W10.e30.AA", "header-not-a-json-object"],
  ["a header that is null", `${part("null")}.e30.AA`, "header-not-a-json-object"],
  ["a header that is no JSON", `${part("{")}.e30.AA`, "header-not-a-json-object"],
])("%s: %s", (_name, token, problem) => {
  expect(readCompact(token)).toBe(problem);
  expect(readCompact(`${HEADER}.e30.AA`)).toHaveProperty("payloadText", "{}");
  expect(readCompact(token)).toBe(problem);
});

test.each<[name: string, payload: string]>([
  ["an empty payload", ""],
  ["a payload", '{"mn":"87270695528"}'],
  ["one as long as the memory that is used again", `"${"é".repeat(400)}"`],
  ["one that is longer", `"${"é".repeat(2000)}"`],
])("%s is read as it stands", (_name, payload) => {
  const { header, payloadText, signed, signedBytes, mac } = read(`${HEADER}.${part(payload)}.AQID`);
  const input = `${HEADER}.${part(payload)}`;
  expect({ header, payloadText, signedBytes, mac }).toEqual({
    header: { alg: "HS256" },
    payloadText: payload,
    signedBytes: input.length,
    mac: Uint8Array.of(1, 2, 3),
  });
  expect(Buffer.from(signed.subarray(0, signedBytes)).toString()).toBe(input);
  expect(signed.length - signedBytes).toBeGreaterThanOrEqual(72);
});

test.each<[name: string, letters: number, kept: boolean]>([
  ["the usual header", 36, true],
  ["one of 64 letters", 64, true],
  ["one of 66 letters", 66, false],
])("%s is read once: %d letters, %o", (_name, letters, kept) => {
  const short = '{"alg":"HS256","a":""}';
  const header = part(short.replace('""', `"${"a".repeat((letters * 3) / 4 - short.length)}"`));
  expect(header).toHaveLength(letters);
  const first = read(`${header}.e30.AA`).header;
  expect(read(`${header}.e30.AA`).header === first).toBe(kept);
  expect(read(`${HEADER}.e30.AA`).header).toEqual({ alg: "HS256" });
});

test.each([["null"], ["[]"], ['"a"'], ["1"], [""], ["{"], ["undefined"]])("%s is no JSON object", (text) => {
  expect(parseJsonObject(text)).toBeUndefined();
});
