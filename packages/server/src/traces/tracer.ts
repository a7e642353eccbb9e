import { type Tracer, trace } from "@opentelemetry/api";

/** Of whatever SDK is registered, also later; with none spans are nothing. */
export const TRACER: Tracer = trace.getTracer("@countersign/server");
