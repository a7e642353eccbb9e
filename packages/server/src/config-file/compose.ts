import { type App, createApp } from "../app.ts";
import type { Log } from "../http/log.ts";
import { meteredAudit } from "../metrics/audit.ts";
import { meteredLimiter } from "../metrics/limits.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { type OAuthRoutes, oauthRoutes } from "../oauth/routes.ts";
import { type WebhookRoute, webhookRoute } from "../webhooks/route.ts";
import { accessOf } from "./access.ts";
import type { OpenState } from "./open-state.ts";
import { endGrants } from "./open-zoom.ts";
import type { Settings } from "./settings.ts";

export interface Composing {
  readonly now: () => number;
  readonly tell: (line: string) => void;
  readonly log?: Log | undefined;
  readonly metrics?: Metrics | undefined;
}

/** Everything that a configuration serves, as one app. @throws StartUpError, CountersignError */
export function compose(settings: Settings, state: OpenState, composing: Composing): App {
  const { now, log, metrics } = composing;
  const { config, credentials, tenants, zoom } = settings;
  const access = accessOf(settings, state.nonces);
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
  const webhooks = webhooksOf(settings, state, composing);
  const path = config.webhooks?.path ?? "/v1/webhooks";
  const oauth = oauthOf(settings, state, access, composing);
  return async (request, info) => {
    if (webhooks !== undefined && new URL(request.url).pathname === path) return webhooks(request);
    return (await oauth?.(request, info)) ?? app(request, info);
  };
}

function webhooksOf(
  { config, webhookSecrets, zoom }: Settings,
  state: OpenState,
  { now, tell, metrics }: Composing,
): WebhookRoute | undefined {
  if (webhookSecrets === undefined) return undefined;
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

function oauthOf(
  { config, zoom }: Settings,
  state: OpenState,
  access: ReturnType<typeof accessOf>,
  { now, tell, metrics }: Composing,
): OAuthRoutes | undefined {
  if (zoom?.oauth === undefined || state.zoom === undefined) return undefined;
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
