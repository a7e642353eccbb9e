import { type AuditMetrics, auditMetrics } from "./audit.ts";
import { type AuthorizationMetrics, authorizationMetrics } from "./authorizations.ts";
import { type ClockMetrics, type Clocks, clockMetrics } from "./clock.ts";
import { type ConfigurationMetrics, configurationMetrics } from "./configuration.ts";
import { type GrantMetrics, grantMetrics } from "./grants.ts";
import type { Instruments } from "./instruments.ts";
import { type LimitMetrics, limitMetrics } from "./limits.ts";
import { type RequestMetrics, requestMetrics } from "./requests.ts";
import { type StoreMetrics, storeMetrics } from "./stores.ts";
import { type WebhookMetrics, webhookMetrics } from "./webhooks.ts";
import { type ZoomMetrics, zoomMetrics } from "./zoom.ts";

/** Everything that is counted, by what counts it. No label says who asked, for which meeting, or with what. */
export interface Metrics {
  readonly requests: RequestMetrics;
  readonly limits: LimitMetrics;
  readonly audit: AuditMetrics;
  readonly stores: StoreMetrics;
  readonly zoom: ZoomMetrics;
  readonly grants: GrantMetrics;
  readonly clock: ClockMetrics;
  readonly configuration: ConfigurationMetrics;
  readonly webhooks: WebhookMetrics;
  readonly authorizations: AuthorizationMetrics;
}

export interface MetricsOptions {
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: (() => number) | undefined;
  /** Against each other they show that somebody moved this machine's. */
  readonly clocks?: Clocks | undefined;
}

/** @param meter Of an SDK of OpenTelemetry's, or `prometheusMeter().meter`. */
export function createMetrics(meter: Instruments, options: MetricsOptions = {}): Metrics {
  const { now = () => Date.now() / 1000, clocks } = options;
  const stores = storeMetrics(meter);
  return {
    requests: requestMetrics(meter),
    limits: limitMetrics(meter),
    audit: auditMetrics(meter),
    stores,
    zoom: zoomMetrics(meter),
    grants: grantMetrics(meter, stores, clocks?.monotonic),
    clock: clockMetrics(meter, clocks),
    configuration: configurationMetrics(meter, now),
    webhooks: webhookMetrics(meter),
    authorizations: authorizationMetrics(meter),
  };
}
