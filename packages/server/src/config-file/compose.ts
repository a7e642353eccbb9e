import type { Access } from "../access/access.ts";
import { type App, createApp } from "../app.ts";
import type { Log } from "../http/log.ts";
import { meteredAudit } from "../metrics/audit.ts";
import { meteredLimiter } from "../metrics/limits.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { OAuthRoutes } from "../oauth/routes.ts";
import type { WebhookRoute } from "../webhooks/route.ts";
import { accessOf } from "./access.ts";
import type { OpenState } from "./open-state.ts";
import type { Settings } from "./settings.ts";

export interface Composing {
  readonly now: () => number;
  readonly tell: (line: string) => void;
  readonly log?: Log | undefined;
  readonly metrics?: Metrics | undefined;
}

/** Everything that a configuration serves, as one app, and nothing loaded beyond it. @throws StartUpError, CountersignError */
export async function compose(settings: Settings, state: OpenState, composing: Composing): Promise<App> {
  const { now, log, metrics } = composing;
  const { config, credentials, tenants, zoom } = settings;
  const access = await accessOf(settings, state.nonces);
  const companion = state.zoom?.companion;
  const app = createApp({
    credentials,
    tenants,
    access,
    allowNative: config.allowNative ?? false,
    corsOrigins: config.corsOrigins ?? [],
    state,
    limits: config.limits,
    companion,
    hostCheck: companion && zoom?.hostCheck && { companion, ...zoom.hostCheck },
    meetingsOf: config.meetingsOf,
    now,
    metrics,
    ...(log && { log }),
  });
  const webhooks = await webhooksOf(settings, state, composing);
  const path = config.webhooks?.path ?? "/v1/webhooks";
  const oauth = await oauthOf(settings, state, access, composing);
  if (webhooks === undefined && oauth === undefined) return app;
  return async (request, info) => {
    if (webhooks !== undefined && new URL(request.url).pathname === path) return webhooks(request);
    return (await oauth?.(request, info)) ?? app(request, info);
  };
}

async function webhooksOf(
  { config, webhookSecrets, zoom }: Settings,
  state: OpenState,
  { now, tell, metrics }: Composing,
): Promise<WebhookRoute | undefined> {
  if (webhookSecrets === undefined) return undefined;
  const [{ webhookRoute }, { endGrants }] = await Promise.all([
    import("../webhooks/route.ts"),
    import("./open-zoom.ts"),
  ]);
  const { onDeauthorized, onEvent } = config.webhooks ?? {};
  return webhookRoute({
    secrets: webhookSecrets,
    nonces: state.nonces,
    now,
    onEvent,
    onDeauthorized:
      state.zoom === undefined
        ? onDeauthorized
        : async (deauthorized) => {
            if (state.zoom && zoom) await endGrants(state.zoom, zoom.tenants, deauthorized);
            await onDeauthorized?.(deauthorized);
          },
    onOutcome: (outcome) => {
      metrics?.webhooks.ended(outcome);
      tell(`webhook: ${outcome}`);
    },
  });
}

async function oauthOf(
  { config, zoom }: Settings,
  state: OpenState,
  access: Access,
  { now, tell, metrics }: Composing,
): Promise<OAuthRoutes | undefined> {
  if (zoom?.oauth === undefined || state.zoom === undefined) return undefined;
  const { oauthRoutes } = await import("../oauth/routes.ts");
  const { http, store, keys, forget } = state.zoom;
  const apps = Object.entries(zoom.tenants).flatMap(([name, { users }]) =>
    users ? [[name, users] as const] : [],
  );
  return oauthRoutes({
    ...zoom.oauth,
    apps: Object.fromEntries(apps),
    access,
    mayManage: config.zoom?.mayManage,
    store,
    keys,
    accessTokens: { forget },
    nonces: state.nonces,
    limiter: meteredLimiter(state.limiter, metrics?.limits),
    limits: config.limits,
    audit: meteredAudit(state.audit, metrics?.audit),
    http,
    urls: zoom.urls,
    report: ({ route, outcome, requestId }) => {
      metrics?.authorizations.ended(route, outcome);
      tell(`oauth ${route}: ${outcome} (request ${requestId})`);
    },
    now,
  });
}
