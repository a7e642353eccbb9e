import { diagnose } from "../diagnose.ts";
import { type Evidence, readEvidence } from "../evidence.ts";
import { deriveFacts } from "../facts.ts";
import { attempt } from "../plain.ts";
import type { Finding, Report } from "../report.ts";
import { RULES } from "../rules/index.ts";
import type { Comparison, Difference, Explanation } from "./comparison.ts";
import { differencesOf, isSameInput, type Side, sideOf } from "./line-up.ts";

/**
 * Says which one difference between a signature that is accepted and one that is refused explains the refusal. Both
 * are diagnosed with the same evidence; what is wrong with both explains nothing. Never throws.
 *
 * @param evidence What is known beside the two: the secret, the join, the error of the failing one.
 */
export function compare(
  working: unknown,
  failing: unknown,
  evidence: Omit<Evidence, "signature" | "works"> = {},
): Comparison {
  const { error: _, ...withoutError } = attempt(() => ({ ...evidence })) ?? {};
  const good = diagnose({ ...withoutError, signature: working });
  const bad = diagnose({ ...withoutError, ...errorOf(evidence), signature: failing });
  const sides = [sideOf(working), sideOf(failing)] as const;
  const found = onlyIn(bad, good)[0];
  const explanation = found ? explanationOf(found, sides) : macOfSameInput(sides);
  const differences = linedUp(sides, evidence).map(
    (difference): Difference =>
      explanation && difference.at === explanation.at
        ? { ...difference, matters: "explains", why: explanation.message }
        : difference,
  );
  return {
    schema: 1,
    outcome: explanation && explanation.certainty !== "possible" ? "explained" : "unproven",
    explanation,
    differences: inOrder(differences),
    shared: good.findings
      .map(({ rule }) => rule)
      .filter((id) => bad.findings.some(({ rule }) => rule === id)),
    working: good,
    failing: bad,
  };
}

function errorOf(evidence: Omit<Evidence, "signature" | "works">): Pick<Evidence, "error"> {
  const error = attempt(() => evidence.error);
  return error === undefined ? {} : { error };
}

/** What is wrong with the one and not with the other, in the report's order. */
function onlyIn(report: Report, other: Report): Finding[] {
  return report.findings.filter(({ rule }) => !other.findings.some((one) => one.rule === rule));
}

type Sides = readonly [working: Side | undefined, failing: Side | undefined];

/** What is only possible for one signature becomes likely where it is all that sets two apart. */
function explanationOf({ certainty, at, message, help, rule }: Finding, sides: Sides): Explanation {
  const alone = certainty === "possible" && haveSameInput(sides);
  return { certainty: alone ? "likely" : certainty, at, message, help, rule };
}

/**
 * Two signatures with the same header and payload and different MACs were not made with the same secret, or not in
 * the same way: with the working one beside it, that is proven without knowing the secret.
 */
function macOfSameInput(sides: Sides): Explanation | null {
  const [working, failing] = sides;
  if (!haveSameInput(sides) || working?.facts.macText === failing?.facts.macText) return null;
  return {
    certainty: "proven",
    at: "mac",
    message:
      "header and payload are the same in both and the MAC is not, so it was made with another secret or in another way",
    help: "Sign with the very secret that makes the working one, and take the HMAC-SHA-256 of the text `header.payload`. Give the secret to have the mistake named.",
    rule: null,
  };
}

function haveSameInput([working, failing]: Sides): boolean {
  return working !== undefined && failing !== undefined && isSameInput(working, failing);
}

function linedUp([working, failing]: Sides, evidence: Omit<Evidence, "signature" | "works">): Difference[] {
  if (!working || !failing) return [];
  const facts = deriveFacts(readEvidence(evidence));
  const joined = facts.expectedMeetingNumber ?? textOf(facts.joinCall?.meetingNumber);
  return differencesOf(working, failing, joined?.replace(/\D/g, ""));
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

const WEIGHTS: readonly Difference["matters"][] = ["explains", "may", "none"];

/** Those that matter first; among equals the earlier in the chain, as the rules have it. */
function inOrder(differences: readonly Difference[]): Difference[] {
  const known = (at: string): number =>
    RULES.some((rule) => rule.examples.failing.some((one) => one.finding.at === at)) ? 0 : 1;
  return [...differences].sort(
    (a, b) => WEIGHTS.indexOf(a.matters) - WEIGHTS.indexOf(b.matters) || known(a.at) - known(b.at),
  );
}
