import type { Limiter } from "../state/stores.ts";
import { attributeSets, type Instruments } from "./instruments.ts";

export interface LimitMetrics {
  /** @param rule The name of the limit, not whom it counts. */
  readonly exceeded: (rule: string) => void;
}

export function limitMetrics(meter: Instruments): LimitMetrics {
  const exceeded = meter.createCounter("countersign.limits.exceeded", {
    description: "Times that a limit was reached, by its name.",
    unit: "{refusal}",
  });
  const ofRule = attributeSets("limit");
  return { exceeded: (rule) => exceeded.add(1, ofRule(rule)) };
}

/** The same limiter, counted. */
export function meteredLimiter(limiter: Limiter, metrics: LimitMetrics | undefined): Limiter {
  if (metrics === undefined) return limiter;
  return {
    async take(rule, key) {
      const answer = await limiter.take(rule, key);
      if (!answer.allowed) metrics.exceeded(rule.name);
      return answer;
    },
  };
}
