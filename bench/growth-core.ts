// The core: rules that run, letters of a token, signatures at once.
import { createHmac } from "node:crypto";
import { createSigner, createVerifier } from "@countersign/core";
import { diagnose, runRules } from "../packages/core/src/diagnose/diagnose.ts";
import { readEvidence } from "../packages/core/src/diagnose/evidence.ts";
import { EXAMPLE, evidenceOf } from "../packages/core/src/diagnose/example.ts";
import { TOKEN_MAX } from "../packages/core/src/diagnose/facts/form.ts";
import { deriveFacts } from "../packages/core/src/diagnose/facts.ts";
import { RULES } from "../packages/core/src/diagnose/rules/index.ts";
import { meetingAt, type Prepared, type Series } from "./growth-series.ts";
import { NOW, SDK_KEY, SDK_SECRET } from "./runtimes-signers.ts";

const { sdkSecret } = EXAMPLE;

/** A signature of exactly so many characters, or one less where base64 has no such length. */
export function tokenOf(characters: number): string {
  const times = { iat: EXAMPLE.payload.iat, exp: EXAMPLE.payload.exp };
  for (let padding = Math.ceil(characters * 0.75); padding >= 0; padding--) {
    const input = [
      { alg: "HS256", typ: "JWT" },
      { ...times, pad: "x".repeat(padding) },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const mac = createHmac("sha256", sdkSecret).update(input).digest("base64url");
    if (input.length + 1 + mac.length <= characters) return `${input}.${mac}`;
  }
  throw new RangeError(`no signature has ${characters} characters`);
}

const LENGTHS = [200, 1000, 4000, TOKEN_MAX];

function diagnosing(characters: number, secret: string): Pick<Prepared, "once"> {
  const credentials = { sdkKey: EXAMPLE.sdkKey, sdkSecret: secret };
  const evidence = { signature: tokenOf(characters), credentials, now: EXAMPLE.now };
  return { once: () => diagnose(evidence).outcome };
}

export const coreSeries: readonly Series[] = [
  {
    of: `rules that run (there are ${RULES.length})`,
    operation: "the facts of a right signature, and so many rules",
    sizes: [10, 20, 40, 80, RULES.length],
    wanted: "linear",
    prepare(size) {
      // One of so many, all through the list: some look at more than others.
      const share = (index: number): number => Math.floor((index * size) / RULES.length);
      const rules = RULES.filter((_, index) => share(index + 1) > share(index));
      const evidence = evidenceOf({ name: "" });
      return {
        once: () => {
          const { findings, notChecked } = runRules(rules, deriveFacts(readEvidence(evidence)));
          return "x".repeat(findings.length + notChecked.length);
        },
        warmUp: 50,
      };
    },
  },
  {
    of: "characters of a signature",
    operation: "verified",
    sizes: LENGTHS,
    wanted: "linear",
    why: "all of it is hashed and read",
    prepare(size) {
      const verify = createVerifier(sdkSecret);
      const token = tokenOf(size);
      return {
        once: () => {
          const result = verify(token, { now: EXAMPLE.now });
          if (!result.ok) throw new Error(result.message);
          return token;
        },
      };
    },
  },
  {
    of: `characters of a signature, to the most that is looked into (${TOKEN_MAX})`,
    operation: "diagnosed, with the right secret",
    sizes: LENGTHS,
    wanted: "linear",
    why: "all of it is hashed and read",
    prepare: (size) => ({ ...diagnosing(size, sdkSecret), warmUp: 50 }),
  },
  {
    of: `characters of a signature, to the most that is looked into (${TOKEN_MAX})`,
    operation: "diagnosed, with another app's secret: all mistakes are tried",
    sizes: LENGTHS,
    wanted: "linear",
    why: "each mistake that is tried hashes all of it; the work of a search has an end",
    prepare: (size) => ({ ...diagnosing(size, "fixtureSecretOfAnotherApp0000002"), warmUp: 2 }),
  },
  {
    of: "signatures of one `signMany`",
    operation: "one of them",
    sizes: [1, 100, 10_000, 100_000],
    wanted: "constant",
    prepare(size) {
      const signer = createSigner({ sdkKey: SDK_KEY, sdkSecret: SDK_SECRET, now: () => NOW });
      const requests = Array.from(
        { length: size },
        (_, index) => ({ meetingNumber: meetingAt(index), role: 0 }) as const,
      );
      return {
        once: () => signer.signMany(requests).at(-1)?.signature ?? "",
        operations: size,
        warmUp: Math.max(1, Math.ceil(2000 / size)),
      };
    },
  },
];
