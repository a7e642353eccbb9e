import type { Evidence } from "@countersign/core/diagnose";
import { type Members, readMembers } from "../http/members.ts";
import { entry, type ProblemEntry } from "../http/problem.ts";
import type { JsonValue } from "../json/value.ts";
import { type SecretFound, secretsIn } from "./secrets.ts";
import { signatureWithoutMac, withoutMac } from "./without-mac.ts";

/** An app's manifest and a meeting's settings are wide, and less deep than core reads. */
const JSON_LIMITS = { depth: 8, keys: 256 };

/** Names inside of what was passed as the signature are shown, and one this long may be a secret in the wrong place. */
const NAME_MAX = 20;

const OWN_CLOCK: ReadonlySet<string> = new Set(["clockOffset", "now", "secretsRemoved"]);
const SIGNATURES: ReadonlySet<string> = new Set(["signature", "works"]);

const HELP =
  "Leave it out: this path takes no secrets. `countersign doctor` checks with them on the machine that has them. If it is live, have Zoom make a new one.";

export type ReadEvidence = { readonly evidence: Evidence } | { readonly errors: readonly ProblemEntry[] };

/**
 * Reads the body of a diagnosis: evidence as everywhere, without secrets. The signature's third part is gone from
 * here on. The clock is the server's, so times of the caller's are dropped.
 *
 * @param now Seconds since 1970.
 */
export function readEvidence(text: string, now: number): ReadEvidence {
  const body = readMembers(text, JSON_LIMITS);
  if ("error" in body) return { errors: [body.error] };
  const { members } = body;
  const secrets = secretsIn({ kind: "object", members });
  if (secrets.length > 0) return { errors: refusalsOf(secrets) };
  return { evidence: { ...plainMembers(members), now, secretsRemoved: true } };
}

/** Each once, however often it stands there. */
function refusalsOf(secrets: readonly SecretFound[]): ProblemEntry[] {
  const reasons = new Map(
    secrets.map(({ name, what }): [reason: string, property: string] => {
      if (what === "link") return ["a link in the body carries a passcode or a token", "$body"];
      return name === undefined
        ? ["a key of the body is named like a secret", "$body"]
        : [`${name} is named like a secret`, name];
    }),
  );
  return [...reasons].map(([reason, property]) =>
    entry("secret-in-request", { property, reason, help: HELP }),
  );
}

function plainMembers(members: Members): object {
  const kept = [...members].filter(([name]) => !OWN_CLOCK.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, SIGNATURES.has(name) ? plainSignature(value) : plain(value)]),
  );
}

function plainSignature(value: JsonValue): unknown {
  if (value.kind === "string") return signatureWithoutMac(value.text);
  return plain(value, (name) => (name.length > NAME_MAX ? "…" : name));
}

function plain(value: JsonValue, named: (name: string) => string = (name) => name): unknown {
  switch (value.kind) {
    case "string":
      return withoutMac(value.text);
    case "number":
      return Number(value.literal);
    case "boolean":
      return value.value;
    case "null":
      return null;
    case "array":
      return value.items.map((item) => plain(item, named));
    case "object":
      return Object.fromEntries(
        [...value.members].map(([name, inner]) => [
          named(name),
          // The join call has the signature in it too.
          name === "signature" ? plainSignature(inner) : plain(inner, named),
        ]),
      );
  }
}
