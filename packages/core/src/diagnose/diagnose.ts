import { decodedOf } from "./decoded.ts";
import { type Evidence, readEvidence } from "./evidence.ts";
import { deriveFacts, evidenceFor, type Facts } from "./facts.ts";
import { inOrder } from "./order.ts";
import { outcomeOf } from "./outcome.ts";
import { attempt } from "./plain.ts";
import type { Finding, NotChecked, Report } from "./report.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules/index.ts";
import { scrub } from "./scrub.ts";
import { unexplained } from "./unexplained.ts";

const LAST = RULES.filter(({ needs }) => needs.includes("unexplained"));
const FIRST = RULES.filter((rule) => !LAST.includes(rule));

/**
 * Says why a signature is refused, as far as that can be told from what is given. Runs every rule, whatever
 * others found. Never throws.
 */
export function diagnose(evidence: Evidence): Report {
  const facts = deriveFacts(readEvidence(evidence));
  const seen = runRules(FIRST, facts);
  const open = unexplained(facts, seen.findings);
  const rest = runRules(LAST, open ? { ...facts, unexplained: open } : facts);

  const findings = inOrder([...seen.findings, ...rest.findings], RULES, facts.error);
  const report: Report = {
    schema: 1,
    outcome: outcomeOf(findings, facts.error !== undefined),
    verdict: findings[0] ?? null,
    findings,
    notChecked: [...seen.notChecked, ...rest.notChecked],
    decoded: decodedOf(facts),
  };
  return scrub(report, facts);
}

/** Runs each rule whose facts are there and says of the others what they lack. */
export function runRules(
  rules: readonly Rule[],
  facts: Partial<Facts>,
): { findings: Finding[]; notChecked: NotChecked[] } {
  const findings: Finding[] = [];
  const notChecked: NotChecked[] = [];
  for (const rule of rules) {
    const missing = rule.needs.filter((name) => facts[name] === undefined);
    if (missing.length > 0) {
      notChecked.push({ rule: rule.id, missing, give: evidenceFor(missing, facts) });
      continue;
    }
    // Every fact it can read was declared, and is there. A rule with a mistake in it costs its own finding only.
    const ran = attempt(() => ({ observation: rule.check(facts as Facts) }));
    if (!ran) notChecked.push({ rule: rule.id, missing: [], give: [] });
    else if (ran.observation) {
      const { certainty, at, message, help } = ran.observation;
      const docs = `docs/rules/${rule.id}.md`;
      findings.push({ rule: rule.id, cause: rule.cause, certainty, at, message, help, docs });
    }
  }
  return { findings, notChecked };
}
