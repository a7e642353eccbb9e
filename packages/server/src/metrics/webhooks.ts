import type { WebhookOutcome } from "../webhooks/route.ts";
import { attributeSets, type Instruments } from "./instruments.ts";

export interface WebhookMetrics {
  readonly ended: (outcome: WebhookOutcome) => void;
}

const TROUBLE = [
  "handler-failed",
  "handler-slow",
  "not-authentic",
  "store-unavailable",
] as const satisfies readonly WebhookOutcome[];

export function webhookMetrics(meter: Instruments): WebhookMetrics {
  const webhooks = meter.createCounter("countersign.webhooks", {
    description: "Requests to the address for Zoom's webhooks, by what became of them.",
    unit: "{request}",
  });
  const ofOutcome = attributeSets("outcome");
  // So that the first of each is a change, and shows.
  for (const outcome of TROUBLE) webhooks.add(0, ofOutcome(outcome));
  return { ended: (outcome) => webhooks.add(1, ofOutcome(outcome)) };
}
