import fc from "fast-check";
import { expect, test } from "vitest";
import { signatureWithoutMac, withoutMac } from "../../src/diagnose/without-mac.ts";

const H = "eyJhbGciOiJIUzI1NiJ9";
const P = "eyJtbiI6Ijg3MjcwNjk1NTI4In0";
const M = "q8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Ds-_AbCdEfGhIj";

test.each<[what: string, given: string, left: string]>([
  ["a signature", `${H}.${P}.${M}`, `${H}.${P}.`],
  ["none but two parts", `${H}.${P}`, `${H}.${P}`],
  ["an empty third part", `${H}.${P}.`, `${H}.${P}.`],
  ["four parts", `${H}.${P}.${M}.${M}`, `${H}.${P}..`],
  ["in quotes", `"${H}.${P}.${M}"`, `"${H}.${P}."`],
  ["a line break at the end", `${H}.${P}.${M}\n`, `${H}.${P}.\n`],
  ["behind a scheme", `Bearer ${H}.${P}.${M}`, `Bearer ${H}.${P}.`],
  ["behind a key", `key:sdkKey.${H}.${P}.${M}`, `key:sdkKey.${H}.${P}.`],
  ["behind a label", `signature=${H}.AAAA.${M}`, `signature=${H}.AAAA.`],
  ["in JSON", `{"signature":"${H}.${P}.${M}","x":"1.5"}`, `{"signature":"${H}.${P}.","x":"1.5"}`],
  ["in a URL", `${H}%2E${P}%2e${M}`, `${H}%2E${P}%2e`],
  ["standard base64, padded", `${H}==.${P}=.a+b/${M}=`, `${H}==.${P}=.`],
  ["a header that is none", `AAAA.${P}.${M}`, `AAAA.${P}.`],
  ["a payload that is none", `${H}.AAAA.${M}`, `${H}.AAAA.`],
  ["no token", "www.zoom.us and 1.2.3", "www.zoom.us and 1.2.3"],
  ["nothing", "", ""],
])("both leave of %s the first two parts", (_, given, left) => {
  expect([withoutMac(given), signatureWithoutMac(given)]).toEqual([left, left]);
});

test.each<[what: string, given: string, left: string]>([
  ["a third part with spaces", `${H}.${P}.${M.slice(0, 20)}\n${M.slice(20)}`, `${H}.${P}.\n`],
  ["line breaks everywhere", `ey\nJh.ey\nJt.${M.slice(0, 9)}\r\n${M.slice(9)}`, "ey\nJh.ey\nJt.\r\n"],
  ["a third part that is none", `${H}.${P}.*${M}*`, `${H}.${P}.`],
  ["a quote inside it", `${H}.${P}.${M}"${M}`, `${H}.${P}."`],
])("of a signature also %s is gone", (_, given, left) => {
  expect(signatureWithoutMac(given)).toBe(left);
});

test("a letter before it and what looks like a label behind it hide no third part", () => {
  expect(signatureWithoutMac(`w${H}.${P}.${M}:ew`)).toBe(`w${H}.${P}.`);
});

test("an address is left as it is", () => {
  const address = "https://www.monkey.example.com/ewe.eyes.html";
  expect(withoutMac(address)).toBe(address);
});

test("several tokens in one text", () => {
  expect(withoutMac(`first ${H}.${P}.${M}, then ${H}.${P}.${M}; end.`)).toBe(
    `first ${H}.${P}., then ${H}.${P}.; end.`,
  );
});

test("whatever stands around a token, its third part is gone", () => {
  const around = fc.string({ unit: fc.constantFrom(..."\"'`\\ {}[]:,;\n=%.ewyJ"), maxLength: 12 });
  fc.assert(
    fc.property(around, around, (before, after) => {
      for (const cut of [withoutMac, signatureWithoutMac]) {
        expect(cut(`${before}${H}.${P}.${M}${after}`)).not.toContain(M);
      }
    }),
    { numRuns: 2000 },
  );
});
