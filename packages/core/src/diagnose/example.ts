import { encodeBase64url } from "../token/base64url.ts";
import { hmac, hmacKey } from "../token/hmac.ts";
import { utf8 } from "../token/platform.ts";
import type { Evidence } from "./evidence.ts";
import type { Observation } from "./rule.ts";

/** A valid signature with parts replaced. What is not named is right. */
export interface Example {
  /** What was done, as a title. */
  readonly name: string;
  /** Members to put into the header; `undefined` takes one out. */
  readonly header?: { readonly [name: string]: unknown };
  /** Claims to put into the payload; `undefined` takes one out. */
  readonly payload?: { readonly [name: string]: unknown };
  /** The header's or payload's text, where it is not the JSON of the above. */
  readonly headerText?: string;
  readonly payloadText?: string;
  /** Signs with this secret instead. */
  readonly secret?: string;
  /** Makes what was passed to `join()` out of the right token. */
  readonly pass?: (token: string) => unknown;
  /** More evidence; each member replaces the usual one. `credentials: {}` leaves them out. */
  readonly evidence?: Omit<Evidence, "signature">;
}

export interface FailingExample extends Example {
  /** Exactly what the rule says. */
  readonly finding: Observation;
}

/** What every example is made with. The secret signs examples and nothing else. */
export const EXAMPLE = {
  /** 2025-11-24 02:00:00 UTC. */
  now: 1_763_949_600,
  sdkKey: "fixtureKey_0123456789A",
  sdkSecret: "fixtureSecretForExamplesOnly0001",
  meetingNumber: "87270695528",
  header: { alg: "HS256", typ: "JWT" },
  payload: {
    appKey: "fixtureKey_0123456789A",
    sdkKey: "fixtureKey_0123456789A",
    mn: "87270695528",
    role: 0,
    iat: 1_763_949_570,
    exp: 1_763_956_770,
    tokenExp: 1_763_956_770,
  },
} as const;

/** Makes an example real: evidence with a signed token, as a user would give it. */
export function evidenceOf(example: Example): Evidence {
  const header = example.headerText ?? JSON.stringify({ ...EXAMPLE.header, ...example.header });
  const payload = example.payloadText ?? JSON.stringify({ ...EXAMPLE.payload, ...example.payload });
  const token = signText(header, payload, example.secret ?? EXAMPLE.sdkSecret);
  return {
    signature: example.pass ? example.pass(token) : token,
    credentials: { sdkKey: EXAMPLE.sdkKey, sdkSecret: EXAMPLE.sdkSecret },
    now: EXAMPLE.now,
    ...example.evidence,
  };
}

function signText(header: string, payload: string, secret: string): string {
  const input = `${encodeBase64url(utf8(header))}.${encodeBase64url(utf8(payload))}`;
  return `${input}.${encodeBase64url(hmac(hmacKey(utf8(secret)), utf8(input)))}`;
}
