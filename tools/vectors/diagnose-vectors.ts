// The examples of every rule as evidence in JSON, with what is found in it.
import { isDeepStrictEqual } from "node:util";
import {
  diagnose,
  type Evidence,
  evidenceOf,
  type Finding,
  type Outcome,
  RULES,
} from "@countersign/core/diagnose";

export interface DiagnoseVector {
  readonly name: string;
  /** The rule whose example it is. */
  readonly rule: string;
  /** Whether that rule finds something in it. */
  readonly fails: boolean;
  readonly evidence: unknown;
  readonly outcome: Outcome;
  /** In order; the first is the verdict. */
  readonly findings: readonly Pick<Finding, "at" | "cause" | "certainty" | "rule">[];
}

interface Made {
  readonly vectors: readonly DiagnoseVector[];
  /** Examples that JSON cannot hold: a promise in the signature's place, a member that is `undefined`. */
  readonly leftOut: readonly string[];
}

export function diagnoseVectors(): Made {
  const vectors: DiagnoseVector[] = [];
  const leftOut: string[] = [];
  for (const { id: rule, examples } of RULES) {
    const all = [
      ...examples.failing.map((example) => ({ example, fails: true })),
      ...examples.passing.map((example) => ({ example, fails: false })),
    ];
    for (const { example, fails } of all) {
      const name = `${rule}: ${example.name}`;
      const given = evidenceOf(example);
      const evidence = throughJson(given);
      if (evidence === undefined) {
        leftOut.push(name);
        continue;
      }
      const { outcome, findings } = diagnose(evidence);
      vectors.push({
        name,
        rule,
        fails,
        evidence,
        outcome,
        findings: findings.map(({ rule, cause, certainty, at }) => ({ rule, cause, certainty, at })),
      });
    }
  }
  return { vectors, leftOut };
}

/** The same, had from its JSON; nothing where JSON loses some of it. */
function throughJson(evidence: Evidence): Evidence | undefined {
  const read = JSON.parse(JSON.stringify(evidence)) as Evidence;
  return isDeepStrictEqual(read, withoutPrototypes(evidence)) ? read : undefined;
}

/** A copy whose plain parts compare equal to what JSON makes; a promise or a class stays what it is. */
function withoutPrototypes(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Promise) return value;
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutPrototypes(part)]));
}
