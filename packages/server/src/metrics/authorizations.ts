import type { OAuthReport } from "../oauth/options.ts";
import { attributeSets, type Instruments } from "./instruments.ts";

export interface AuthorizationMetrics {
  readonly ended: (step: OAuthReport["route"], outcome: OAuthReport["outcome"]) => void;
}

export function authorizationMetrics(meter: Instruments): AuthorizationMetrics {
  const steps = meter.createCounter("countersign.authorizations", {
    description:
      "Steps of users' authorizations of the Zoom app (start, callback, revoke), by how they ended.",
    unit: "{step}",
  });
  const ofStep = attributeSets("step", "outcome");
  return { ended: (step, outcome) => steps.add(1, ofStep(step, outcome)) };
}
