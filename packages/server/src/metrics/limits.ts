import type { LimitAnswer, Limiter, LimitRule } from "../state/stores.ts";
import { attributeSets, type Instruments } from "./instruments.ts";

export interface LimitMetrics {
  /** @param rule The name of the limit, not whom it counts. */
  readonly exceeded: (rule: string) => void;
}

/** The names of the limits; one that is missing here is counted all the same. */
const RULES = [
  "address",
  "caller",
  "host-hour",
  "host-minute",
  "meeting",
  "oauth-link",
  "obf-minute",
  "obf-token",
];

export function limitMetrics(meter: Instruments): LimitMetrics {
  const exceeded = meter.createCounter("countersign.limits.exceeded", {
    description: "Times that a limit was reached, by its name.",
    unit: "{refusal}",
  });
  const ofRule = attributeSets("limit");
  // So that the first time of each is a change, and shows.
  for (const rule of RULES) exceeded.add(0, ofRule(rule));
  return { exceeded: (rule) => exceeded.add(1, ofRule(rule)) };
}

/** The same limiter, counted. */
export function meteredLimiter(limiter: Limiter, metrics: LimitMetrics | undefined): Limiter {
  if (metrics === undefined) return limiter;
  const counted = (rule: LimitRule, answer: LimitAnswer): LimitAnswer => {
    if (!answer.allowed) metrics.exceeded(rule.name);
    return answer;
  };
  return {
    take(rule, key) {
      const answer = limiter.take(rule, key);
      return "then" in answer ? answer.then((late) => counted(rule, late)) : counted(rule, answer);
    },
  };
}
