import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { explainMac } from "../../../src/diagnose/forensics/index.ts";
import { CLEAN, KEY, OTHERS } from "./explain.ts";

const signingInput = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJtbiI6IjEyMyJ9";
const made = (secret: string, hash = "sha256"): Buffer =>
  createHmac(hash, secret).update(signingInput).digest();
const explain = (macText: string, sdkSecret = CLEAN): ReturnType<typeof explainMac> =>
  explainMac({ signingInput, macText, sdkKey: KEY, sdkSecret, others: OTHERS });

test("a signature that is right", () => {
  expect(explain(made(CLEAN).toString("base64url"))).toEqual({
    matches: true,
    plain: true,
    steps: [],
    sentence: "it verifies with the secret as given",
    help: "",
  });
});

test("a signature that is right, and a secret that was given with a newline", () => {
  const help = "Nothing else may stand around the secret given here; compare again with the clean one.";
  expect(explain(made(CLEAN).toString("base64url"), `${CLEAN}\n`)).toEqual({
    matches: true,
    plain: false,
    steps: [
      { id: "newline-removed", kind: "secret", words: "without its final newline", fault: "given", help },
    ],
    sentence: "it verifies with the secret without its final newline",
    help,
  });
});

test("another app's secret", () => {
  const help =
    "The key and the secret have to be of one app: sign with the secret that belongs to the token's `appKey`.";
  expect(explain(made(OTHERS["another app"]).toString("base64url"))).toEqual({
    matches: true,
    plain: false,
    steps: [
      {
        id: "other",
        kind: "secret",
        words: 'with the other secret "another app"',
        fault: "signed",
        help,
        instead: true,
        label: "another app",
      },
    ],
    sentence: 'it verifies with the other secret "another app"',
    help,
  });
});

test.each([
  [made(`${CLEAN}\n`).toString("base64url"), "it verifies with the secret with a newline at its end"],
  [made(KEY).toString("base64url"), "it verifies with the SDK key in the place of the secret"],
  [made("").toString("base64url"), "it verifies with an empty secret"],
  [made(CLEAN).toString("hex"), "it verifies with the secret as given, with the MAC written as hex"],
  [made(CLEAN, "sha512").toString("base64url"), "it verifies with the secret as given, by HMAC with SHA-512"],
  [
    made(Buffer.from(`${CLEAN}\n`).toString("base64")).toString("base64url"),
    "it verifies with the secret with a newline at its end, then base64-encoded",
  ],
])("%s", (macText, sentence) => {
  expect(explain(macText)).toMatchObject({ matches: true, plain: false, sentence });
});

test("no match says what was tried", () => {
  expect(explain(made("quite another").toString("base64url"))).toEqual({
    matches: false,
    tried: expect.any(Number) as number,
    families: [
      "white space, line ends, a byte order mark, quotes, brackets or a variable's name around the secret, added and removed",
      "the secret cut off or changed as shells, env files, URLs and forms do it",
      "the secret encoded or decoded as base64, base64url, hex, UTF-16 or Latin-1, hashed, or in another case",
      "the SDK key in the place of the secret, or joined with it",
      "the other secrets given",
      "an empty secret, what failed look-ups leave, and the placeholders of samples",
      "the MAC over other inputs: one part alone, other base64, rewritten JSON, texts not encoded, UTF-16",
      "other hashes: SHA-1, SHA-384, SHA-512, and SHA-256 without HMAC",
      "the MAC as hex, as base64 of hex, in standard base64, padded, spoiled as text, or cut to 16 bytes or more",
      "pairs of these",
    ],
  });
});
