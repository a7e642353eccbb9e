import type { Example, FailingExample } from "./example.ts";
import type { FactName, Facts } from "./facts.ts";

export type Cause =
  | "legacy-format"
  | "wrong-token-kind"
  | "time-units"
  | "exp-range"
  | "clock-skew"
  | "wrong-credentials"
  | "encoding"
  | "claims"
  | "role-or-companion-token"
  | "app-configuration"
  | "join-call"
  | "meeting"
  | "sdk-version"
  | "network";

/**
 * - `proven`: arithmetic or a documented rule decides.
 * - `likely`: reports agree.
 * - `possible`: only Zoom can tell.
 */
export type Certainty = "proven" | "likely" | "possible";

/**
 * How early in the chain the mistake is, from the text passed to the meeting joined. Earlier comes first. Age
 * is last: a signature with another mistake in it was refused before it expired.
 */
export const STAGES = [
  "form",
  "kind",
  "header",
  "encoding",
  "time-units",
  "clock",
  "lifetime",
  "claims",
  "mac",
  "credentials",
  "companions",
  "join-call",
  "client",
  "app",
  "meeting",
  "age",
] as const;
export type Stage = (typeof STAGES)[number];

export interface Source {
  readonly url: string;
  /** What stands there, in our words. */
  readonly says: string;
  /** The day it was read, as Zoom's side changes. */
  readonly read: string;
}

/** What a rule saw: a finding without what is the same in all findings of the rule. */
export interface Observation {
  readonly certainty: Certainty;
  readonly at: string;
  readonly message: string;
  readonly help: string;
}

interface RuleOf<Need extends FactName, Use extends FactName> {
  /** The file's name. */
  readonly id: string;
  /** The mistake in a few words, as a heading. */
  readonly title: string;
  readonly cause: Cause;
  readonly stage: Stage;
  /** The facts `check` reads. Without one of them the rule is not run. */
  readonly needs: readonly [Need, ...Need[]];
  /** Facts that `check` reads where they are there. */
  readonly uses?: readonly Use[];
  /** In how many of the collected reports this was the cause; orders what only Zoom can tell. */
  readonly reports?: number;
  readonly check: (facts: Pick<Facts, Need> & Partial<Pick<Facts, Use>>) => Observation | undefined;
  /** The reason in general, for a reader who does not know this part of the standard. */
  readonly why: string;
  readonly sources: readonly [Source, ...Source[]];
  readonly examples: {
    readonly failing: readonly [FailingExample, ...FailingExample[]];
    readonly passing: readonly [Example, ...Example[]];
  };
}

export interface Rule extends Omit<RuleOf<FactName, FactName>, "check"> {
  readonly check: (facts: Facts) => Observation | undefined;
}

/** Checks a rule's types: reading a fact that was not declared does not compile. */
export function defineRule<const Need extends FactName, const Use extends FactName = never>(
  rule: RuleOf<Need, Use>,
): Rule {
  return rule;
}
