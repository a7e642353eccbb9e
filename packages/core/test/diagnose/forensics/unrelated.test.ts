import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { explainMac } from "../../../src/diagnose/forensics/index.ts";
import { all, CLEAN, KEY, scene } from "./explain.ts";
import { HASHES, INPUTS, MACS, SECRETS, sign } from "./signer.ts";

const at = scene([], 0);
const signingInput = sign(at, [])?.signingInput ?? "";
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const anySecret = fc.string({ unit: fc.constantFrom(...letters), minLength: 20, maxLength: 40 });

test("1,000 unrelated secrets never match, changed and paired as they may be", () => {
  let tried = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(anySecret, { minLength: 5, maxLength: 5 }),
      ([signer = "", sdkSecret = "", ...rest]) => {
        const macText = createHmac("sha256", signer).update(signingInput).digest("base64url");
        const others = Object.fromEntries(rest.map((value, i) => [`app ${i}`, value]));
        const answer = explainMac({ signingInput, macText, sdkKey: KEY, sdkSecret, others });
        expect(answer.matches).toBe(false);
        if (!answer.matches) tried += answer.tried;
      },
    ),
    { numRuns: 250, seed: 1 },
  );
  expect(tried).toBeGreaterThan(250 * 3000);
}, 300_000);

test("a MAC that is cut proves something down to 16 bytes, and nothing below", () => {
  const mac = createHmac("sha256", CLEAN).update(signingInput).digest();
  const found = [32, 31, 17, 16, 15, 8, 1, 0].map((bytes) =>
    explainMac({ signingInput, macText: mac.subarray(0, bytes).toString("base64url"), sdkSecret: CLEAN }),
  );
  expect(found.map((answer) => (answer.matches ? answer.steps.map(({ id }) => id) : false))).toEqual([
    [],
    ["cut"],
    ["cut"],
    ["cut"],
    false,
    false,
    false,
    false,
  ]);
});

test("no sentence and no help shows a secret, nor one in a label", () => {
  const canaries = [at.given, at.key, ...Object.values(at.others), "canaryCanaryCanary"];
  const others = { ...at.others, canaryCanaryCanary: "canaryCanaryCanary" };
  const steps = [
    ...all("secret", SECRETS),
    ...all("input", INPUTS),
    ...all("hash", HASHES),
    ...all("mac", MACS),
  ];
  const tokens = steps.flatMap((step) => sign(scene([step], 1), [step]) ?? []);
  tokens.push({
    signingInput,
    macText: createHmac("sha256", "canaryCanaryCanary").update(signingInput).digest("base64url"),
  });
  let matched = 0;
  for (const token of tokens) {
    const answer = explainMac({ ...token, sdkKey: at.key, sdkSecret: at.given, others });
    if (answer.matches) matched++;
    const told = JSON.stringify(answer);
    expect(canaries.filter((canary) => told.includes(canary))).toEqual([]);
  }
  expect(matched).toBeGreaterThan(100);
});

test("never throws, whatever the texts", () => {
  const any = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.base64String(),
    fc.constantFrom("\ud800", "%", "$", ".", ""),
  );
  fc.assert(
    fc.property(any, any, any, any, (input, macText, sdkKey, sdkSecret) => {
      const answer = explainMac({
        signingInput: input,
        macText,
        sdkKey,
        sdkSecret,
        others: { [input]: macText },
      });
      expect(typeof answer.matches).toBe("boolean");
    }),
    { numRuns: 200 },
  );
}, 60_000);
