import type { WebhookOutcome } from "../webhooks/route.ts";
import { attributeSets, type Instruments } from "./instruments.ts";

export interface WebhookMetrics {
  readonly ended: (outcome: WebhookOutcome) => void;
}

export function webhookMetrics(meter: Instruments): WebhookMetrics {
  const webhooks = meter.createCounter("countersign.webhooks", {
    description: "Requests to the address for Zoom's webhooks, by what became of them.",
    unit: "{request}",
  });
  const ofOutcome = attributeSets("outcome");
  return { ended: (outcome) => webhooks.add(1, ofOutcome(outcome)) };
}
