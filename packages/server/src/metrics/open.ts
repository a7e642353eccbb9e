import type { App } from "../app.ts";
import { isSdkRegistered } from "../traces/registered.ts";
import type { Instruments } from "./instruments.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { NO_INSTRUMENTS } from "./no-instruments.ts";
import { METRICS_PATH } from "./path.ts";

export interface OpenMetrics {
  readonly metrics: Metrics;
  /** Answers `GET /metrics`, where somebody may read them. */
  readonly route: ((request: Request) => Promise<Response>) | undefined;
  readonly close: () => void;
}

export interface OpeningMetrics {
  /** Whether Prometheus is to read them. If not, they go to whatever SDK of OpenTelemetry's is registered. */
  readonly forPrometheus: boolean;
  /** Asked at each request, so that a token can be replaced. None: whoever reaches it may read. */
  readonly tokens: () => readonly string[];
  /** The time in seconds since 1970. */
  readonly now: () => number;
}

/** What a server counts, and where it can be read. */
export async function openMetrics({ forPrometheus, tokens, now }: OpeningMetrics): Promise<OpenMetrics> {
  if (!forPrometheus) {
    const metrics = createMetrics(await registeredMeter(), { now });
    return { metrics, route: undefined, close: () => undefined };
  }
  const [{ prometheusMeter }, { metricsRoute }, { watchProcess }] = await Promise.all([
    import("./prometheus/meter.ts"),
    import("./route.ts"),
    import("./process.ts"),
  ]);
  const prometheus = prometheusMeter();
  const close = watchProcess(prometheus.meter);
  return {
    metrics: createMetrics(prometheus.meter, { now }),
    route: metricsRoute(prometheus, { tokens }),
    close,
  };
}

async function registeredMeter(): Promise<Instruments> {
  if (!isSdkRegistered()) return NO_INSTRUMENTS;
  const { metrics } = await import("@opentelemetry/api");
  return metrics.getMeter("@countersign/server");
}

/** The app, with the metrics beside it at its own address. */
export function besideApp(app: App, route: NonNullable<OpenMetrics["route"]>): App {
  return (request, info) => {
    // Cheap for what it is not; the route is not asked for by other spellings of it.
    const mine = request.url.endsWith(METRICS_PATH) && new URL(request.url).pathname === METRICS_PATH;
    return mine ? route(request) : app(request, info);
  };
}
