import { ENDPOINT_NAMES, endpointOf } from "../zoom-api/endpoint.ts";
import type { ZoomHttp } from "../zoom-api/zoom-http.ts";
import { attributeSets, type Instruments } from "./instruments.ts";
import { SECONDS } from "./requests.ts";

/** What came of a call: the kinds of `Outcome`, and why Zoom was not asked. */
export type CallOutcome = "circuit-open" | "done" | "not-sent" | "rate-limited" | "refused" | "unknown";

const TROUBLE = [
  "circuit-open",
  "not-sent",
  "rate-limited",
  "unknown",
] as const satisfies readonly CallOutcome[];

export interface ZoomMetrics {
  /** @param ms Nothing where Zoom was not asked. */
  readonly called: (path: string, outcome: CallOutcome, ms: number | undefined) => void;
  /** Asked at each look at the metrics; the latest counts. @returns what ends it */
  readonly watch: (http: Pick<ZoomHttp, "budgetLeft" | "isOpen">) => () => void;
}

export function zoomMetrics(meter: Instruments): ZoomMetrics {
  const calls = meter.createCounter("countersign.zoom.calls", {
    description:
      "Calls to Zoom by endpoint and outcome: done, refused (4xx), rate-limited, circuit-open or not-sent (Zoom did nothing), unknown (Zoom may have acted).",
    unit: "{call}",
  });
  const durations = meter.createHistogram("countersign.zoom.call.duration", {
    description: "Of calls that Zoom was asked, by endpoint.",
    unit: "s",
    advice: { explicitBucketBoundaries: [...SECONDS] },
  });
  const open = meter.createObservableGauge("countersign.zoom.breaker.open", {
    description:
      "1 while a service of Zoom's did not answer five times in a row and is asked once in five seconds only.",
  });
  const budget = meter.createObservableGauge("countersign.zoom.budget.left", {
    description:
      "Of the calls that one account may make in a second, the share that is left to the account with the least.",
    unit: "1",
  });
  const ofCall = attributeSets("endpoint", "outcome");
  const ofEndpoint = attributeSets("endpoint");
  const ofService = attributeSets("service");

  let watched: Pick<ZoomHttp, "budgetLeft" | "isOpen"> | undefined;
  open.addCallback((result) => {
    if (watched === undefined) return;
    for (const service of ["oauth", "api"] as const) {
      result.observe(watched.isOpen(service) ? 1 : 0, ofService(service));
    }
  });
  budget.addCallback((result) => {
    if (watched !== undefined) result.observe(watched.budgetLeft());
  });

  return {
    called(path, outcome, ms) {
      const endpoint = endpointOf(path);
      calls.add(1, ofCall(endpoint, outcome));
      if (ms !== undefined) durations.record(ms / 1000, ofEndpoint(endpoint));
    },
    watch(http) {
      watched = http;
      // So that the first of each is a change, and shows.
      for (const endpoint of ENDPOINT_NAMES) {
        for (const outcome of TROUBLE) calls.add(0, ofCall(endpoint, outcome));
      }
      return () => {
        if (watched === http) watched = undefined;
      };
    },
  };
}
