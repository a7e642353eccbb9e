import {
  context,
  isSpanContextValid,
  propagation,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  trace,
} from "@opentelemetry/api";
import type { Exchange } from "../http/exchange.ts";
import { methodOf } from "../http/log.ts";
import { TRACER } from "./tracer.ts";

const HEADERS: TextMapGetter<Headers> = {
  keys: (headers) => [...headers.keys()],
  get: (headers, name) => headers.get(name) ?? undefined,
};

/**
 * One span for a request, below the one that its `traceparent` names. The route that answered is on it and never the
 * path that was asked for: people put signatures and keys into those.
 */
export async function inSpan(
  request: Request,
  exchange: Exchange,
  work: () => Promise<Response> | Response,
): Promise<Response> {
  const parent = propagation.extract(context.active(), request.headers, HEADERS);
  const method = methodOf(request.method);
  const span = TRACER.startSpan(method, { kind: SpanKind.SERVER }, parent);
  // No SDK: nothing would be told to anybody.
  if (!isSpanContextValid(span.spanContext())) return work();
  try {
    const response = await context.with(trace.setSpan(parent, span), work);
    if (span.isRecording()) {
      const { route, outcome, requestId } = exchange;
      const { status } = response;
      const failed = status >= 500;
      span.setAttributes({
        "http.request.method": method === "OTHER" ? "_OTHER" : method,
        "http.response.status_code": status,
        "countersign.outcome": outcome,
        "countersign.request_id": requestId,
        ...(route !== "none" && { "http.route": route }),
        ...(failed && { "error.type": outcome }),
      });
      if (route !== "none") span.updateName(`${method} ${route}`);
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
    }
    return response;
  } finally {
    span.end();
  }
}
