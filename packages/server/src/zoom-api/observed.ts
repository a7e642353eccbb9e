import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { ClockMetrics } from "../metrics/clock.ts";
import type { CallOutcome, ZoomMetrics } from "../metrics/zoom.ts";
import { TRACER } from "../traces/tracer.ts";
import type { ZoomUrls } from "./base-url.ts";
import { endpointOf } from "./endpoint.ts";
import type { Answered } from "./exchange.ts";
import type { Outcome, ZoomRequest } from "./zoom-http.ts";

export interface CallMetrics {
  readonly zoom: ZoomMetrics;
  readonly clock: ClockMetrics;
}

/** Told by who asks, once Zoom is asked and once it has answered. */
export interface Watching {
  readonly asked: () => void;
  readonly answered: (answered: Answered) => void;
}

/** The same calls, each a span and a number. Neither says whom or which meeting a call is about. */
export function observed(
  send: (request: ZoomRequest, watching: Watching) => Promise<Outcome>,
  bases: Readonly<Record<keyof ZoomUrls, URL>>,
  metrics: CallMetrics | undefined,
): (request: ZoomRequest) => Promise<Outcome> {
  return async (request) => {
    const { service, method, path } = request;
    const endpoint = endpointOf(path);
    const span = TRACER.startSpan(`${method} ${endpoint}`, { kind: SpanKind.CLIENT });
    let began: number | undefined;
    let sent = 0;
    let status: number | undefined;
    const watching: Watching = {
      asked() {
        began = performance.now();
        sent = Date.now();
      },
      answered(answered) {
        status = answered.status;
        metrics?.clock.dated(answered.headers.date, sent, Date.now());
      },
    };
    try {
      const outcome = await context.with(trace.setSpan(context.active(), span), () =>
        send(request, watching),
      );
      const kind = kindOf(outcome);
      metrics?.zoom.called(path, kind, began === undefined ? undefined : performance.now() - began);
      if (span.isRecording()) {
        const failed = kind !== "done";
        span.setAttributes({
          "http.request.method": method,
          "server.address": bases[service].hostname,
          "url.template": endpoint,
          "countersign.zoom.outcome": kind,
          ...(status !== undefined && { "http.response.status_code": status }),
          ...(failed && { "error.type": kind }),
        });
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      }
      return outcome;
    } finally {
      span.end();
    }
  };
}

function kindOf(outcome: Outcome): CallOutcome {
  if (outcome.kind !== "not-done") return outcome.kind;
  switch (outcome.error.code) {
    case "zoom-circuit-open":
      return "circuit-open";
    case "zoom-rate-limited":
      return "rate-limited";
    default:
      return "not-sent";
  }
}
