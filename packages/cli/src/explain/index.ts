import { type Explainer, type Explanation, explainerOf } from "./explainer.ts";
import { REFUSALS } from "./refusals.ts";
import { START_UP_REFUSALS } from "./start-up.ts";
import { VERIFY_PROBLEMS } from "./verify-problems.ts";

/** Every family of codes that `countersign explain` knows. Another one is one more line. */
export const EXPLAINERS: readonly Explainer[] = [
  explainerOf("a refusal", REFUSALS),
  explainerOf("a refusal to start", START_UP_REFUSALS),
  explainerOf("an answer of verify", VERIFY_PROBLEMS),
];

export interface Explained extends Explanation {
  readonly code: string;
  readonly kind: string;
}

/** All that is known of a code: one entry for each family that has it. */
export function explainCode(
  code: string,
  explainers: readonly Explainer[] = EXPLAINERS,
): readonly Explained[] {
  return explainers.flatMap(({ kind, explain }) => {
    const explanation = explain(code);
    return explanation === undefined ? [] : [{ code, kind, ...explanation }];
  });
}
