import type { Exchange } from "../http/exchange.ts";
import { PROBLEMS } from "../http/problems.ts";
import { attributeSets, type Instruments } from "./instruments.ts";

/** What is counted of a request: what its exchange knows in the end. Nothing here says who asked, or for what. */
export type Answered = Pick<Exchange, "gave" | "join" | "outcome" | "problems" | "route">;

export interface RequestMetrics {
  /** @param ms How long the answer took; nothing for a request that was refused before it was one. */
  readonly answered: (answered: Answered, status: number, ms: number | undefined) => void;
}

/** In seconds. Signing takes less than a millisecond, and a join ends within ten seconds whatever Zoom does. */
export const SECONDS: readonly number[] = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

const CLASSES = ["0xx", "1xx", "2xx", "3xx", "4xx", "5xx"];

export function requestMetrics(meter: Instruments): RequestMetrics {
  const answers = meter.createCounter("countersign.answers", {
    description:
      "Requests answered, by route, class of the status, and outcome: ok, signed, diagnosed or the code of the problem.",
    unit: "{request}",
  });
  const durations = meter.createHistogram("countersign.answer.duration", {
    description: "From a request to its answer.",
    unit: "s",
    advice: { explicitBucketBoundaries: [...SECONDS] },
  });
  const problems = meter.createCounter("countersign.problems", {
    description: "Each thing that was wrong with a request, by its code. A request can have several.",
    unit: "{problem}",
  });
  const diagnoses = meter.createCounter("countersign.diagnoses", {
    description: "Signatures diagnosed, by outcome and the rule of the verdict.",
    unit: "{diagnosis}",
  });
  const signatures = meter.createCounter("countersign.signatures", {
    description:
      "Signatures given: for a participant, a host, or a native SDK, which names neither meeting nor role.",
    unit: "{signature}",
  });
  const joins = meter.createCounter("countersign.joins", {
    description: "Joins given by /v1/join, by the token that came beside the signature.",
    unit: "{join}",
  });

  const ofAnswer = attributeSets("route", "status", "outcome");
  const ofRoute = attributeSets("route");
  const ofProblem = attributeSets("code");
  const ofDiagnosis = attributeSets("outcome", "rule");
  const ofSignature = attributeSets("role");
  const ofJoin = attributeSets("token");

  // So that the first time that something is wrong with the server is a change, and shows.
  for (const [code, { status }] of Object.entries(PROBLEMS)) {
    if (status >= 500) problems.add(0, ofProblem(code));
  }

  return {
    answered({ route, outcome, problems: wrong, gave, join }, status, ms) {
      const isDiagnosis = outcome.startsWith("diagnosed:");
      const kind = CLASSES[Math.floor(status / 100)] ?? "0xx";
      answers.add(1, ofAnswer(route, kind, isDiagnosis ? "diagnosed" : outcome));
      if (ms !== undefined) durations.record(ms / 1000, ofRoute(route));
      if (gave !== undefined) signatures.add(1, ofSignature(gave));
      if (join !== undefined) joins.add(1, ofJoin(join));
      if (isDiagnosis) {
        const [, found = "", rule = "none"] = outcome.split(":");
        diagnoses.add(1, ofDiagnosis(found, rule));
      }
      if (wrong !== undefined) for (const { code } of wrong) problems.add(1, ofProblem(code));
    },
  };
}
