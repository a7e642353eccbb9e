import type { Finding, Outcome } from "./report.ts";
import type { Cause, Certainty } from "./rule.ts";

/** Causes that lie on Zoom's side of a right token. What is only possible there proves nothing against it. */
const OUTSIDE: readonly Cause[] = [
  "app-configuration",
  "clock-skew",
  "join-call",
  "meeting",
  "network",
  "role-or-companion-token",
  "sdk-version",
  "wrong-credentials",
];

const BY_CERTAINTY: { readonly [C in Certainty]: Outcome } = {
  proven: "rejected",
  likely: "risky",
  possible: "risky",
};

/** Rules whose finding is sure to be there and not sure to do harm. */
const HARMLESS: readonly string[] = ["mn-unsafe-number", "sdk-key-only", "secret-in-payload", "typ-not-jwt"];

/** Rules whose finding is about what was given for the check: the token may well be right. */
export const NOT_THE_TOKEN: readonly string[] = ["secret-given-unclean"];

const WORST_FIRST: readonly Outcome[] = ["rejected", "risky", "unproven", "ok"];

/**
 * What findings mean for the token, all taken together: the worst of them. A join that failed is never `ok`,
 * also where no rule knows the error: then the cause is somewhere that nobody has looked.
 */
export function outcomeOf(findings: readonly Finding[], joinFailed: boolean): Outcome {
  const outcomes = findings.map(outcomeOfOne);
  const worst = WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? "ok";
  return worst === "ok" && joinFailed ? "unproven" : worst;
}

function outcomeOfOne({ rule, cause, certainty }: Finding): Outcome {
  if (NOT_THE_TOKEN.includes(rule)) return "unproven";
  if (certainty === "possible" && OUTSIDE.includes(cause)) return "unproven";
  return HARMLESS.includes(rule) ? "risky" : BY_CERTAINTY[certainty];
}
