import type { ApiKey } from "../access/api-key.ts";
import { DEFAULT_TENANT } from "../access/caller.ts";
import { developmentWarning } from "../access/development.ts";
import { isLoopbackAddress, isLoopbackName } from "../access/loopback.ts";
import type { RequestKeyRecord } from "../access/signed-requests.ts";
import { parseApiKeys } from "../config/api-keys-file.ts";
import { refuseToStart } from "../errors.ts";
import { originList } from "../http/cors.ts";
import { type MetricsSettings, metricsSettings, metricsWarnings } from "../metrics/settings.ts";
import type { AppCredentials } from "../signature/tenants.ts";
import type { AppConfig, ConfigFile, MetricsConfig } from "./config.ts";
import type { SecretReader } from "./secrets.ts";
import { type StateSettings, stateSettings } from "./state-settings.ts";
import { type ZoomSettings, zoomSettings } from "./zoom-settings.ts";

/** A configuration with everything read that it refers to, and checked as far as that goes without serving. */
export interface Settings {
  readonly config: ConfigFile;
  readonly host: string;
  readonly port: number;
  readonly credentials: AppCredentials | undefined;
  readonly tenants: Readonly<Record<string, AppCredentials>> | undefined;
  readonly apiKeys: readonly ApiKey[] | undefined;
  readonly requestKeys: readonly RequestKeyRecord[] | undefined;
  /** The token of the hook of each part of the policy that has one. */
  readonly hookTokens: readonly (string | undefined)[];
  readonly state: StateSettings;
  readonly webhookSecrets: readonly string[] | undefined;
  readonly zoom: ZoomSettings | undefined;
  /** Where the metrics can be read. Nowhere unless given. */
  readonly metrics: MetricsSettings | undefined;
  /** What an operator should know before the first request. */
  readonly warnings: readonly string[];
}

export interface SettingsContext {
  readonly read: SecretReader;
  readonly production: boolean;
  /** From the command line; they win. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/** @throws StartUpError */
export function settingsOf(config: ConfigFile, context: SettingsContext): Settings {
  const { read } = context;
  const { callers, policy = [], webhooks, corsOrigins = [] } = config;
  const host = context.host ?? config.listen?.host ?? "127.0.0.1";
  originList(corsOrigins);
  checkCallers(config, host, context.production);
  const appOf = ({ sdkKey, sdkSecret }: AppConfig, field: string): AppCredentials => ({
    sdkKey,
    sdkSecret: read.list(sdkSecret, `${field}.sdkSecret`),
  });
  if ((config.app === undefined) === (config.tenants === undefined)) {
    return refuseToStart(
      "setting-invalid",
      "app",
      config.app === undefined ? "there is no Zoom app to sign for" : "app and tenants are both there",
      'Give app: { sdkKey, sdkSecret } for one Zoom app, or tenants: { "name": { … } } for several.',
    );
  }
  const credentials = config.app && appOf(config.app, "app");
  const tenants =
    config.tenants &&
    Object.fromEntries(
      Object.entries(config.tenants).map(([name, app]) => [name, appOf(app, `tenants.${name}`)]),
    );
  const metrics = config.metrics && metricsOf(config.metrics, read);
  return {
    config,
    host,
    port: context.port ?? config.listen?.port ?? 4000,
    credentials,
    tenants,
    apiKeys: callers.apiKeys && parseApiKeys(read.file(callers.apiKeys.file), callers.apiKeys.file),
    requestKeys: callers.signedRequests?.map(({ secret, ...key }, index) => ({
      ...key,
      secret: read.one(secret, `callers.signedRequests[${index}].secret`),
    })),
    hookTokens: policy.map(({ hook }, index) =>
      hook?.token === undefined ? undefined : read.one(hook.token, `policy[${index}].hook.token`),
    ),
    state: stateSettings(config, read),
    webhookSecrets: webhooks && read.list(webhooks.secrets, "webhooks.secrets"),
    zoom: zoomSettings(config, tenants ?? (credentials && { [DEFAULT_TENANT]: credentials }) ?? {}, read),
    metrics,
    warnings: [...warningsOf(config), ...metricsWarnings(metrics, "metrics.host")],
  };
}

function metricsOf({ host, port, withApp, token }: MetricsConfig, read: SecretReader): MetricsSettings {
  return metricsSettings({
    host,
    port,
    withApp: withApp ?? false,
    tokens: token === undefined ? [] : read.list(token, "metrics.token"),
    names: { host: "metrics.host", token: "metrics.token", withApp: "metrics.withApp" },
  });
}

function checkCallers({ callers, policy }: ConfigFile, host: string, production: boolean): void {
  const { development, ...known } = callers;
  const kinds = Object.entries(known).filter(([, value]) => value !== undefined);
  if (development === undefined) {
    if (kinds.length === 0) {
      refuseToStart(
        "access-missing",
        "callers",
        "nothing says who may have a signature",
        "Name one of callers.apiKeys, signedRequests, oidc and session; on your own machine callers.development.",
      );
    }
    if (policy === undefined && kinds.some(([kind]) => kind !== "apiKeys")) {
      refuseToStart(
        "policy-invalid",
        "policy",
        "callers are known, and nothing says what they may have",
        'Add a policy, as in [{ "claims": {} }] for what their tokens say. The default is no.',
      );
    }
    return;
  }
  if (kinds.length > 0) {
    refuseToStart(
      "access-twice",
      "callers.development",
      `callers.development asks nobody who they are, and callers.${kinds[0]?.[0]} does`,
      "Leave one of them out.",
    );
  }
  if (policy !== undefined) {
    refuseToStart(
      "policy-invalid",
      "policy",
      "callers.development says by itself what may be had, and there is a policy beside it",
      "Leave the policy out.",
    );
  }
  if (production) {
    refuseToStart(
      "development-in-production",
      "callers.development",
      "callers.development asks no caller who they are, and NODE_ENV is production",
      "Name callers.apiKeys, signedRequests or oidc instead.",
    );
  }
  if (!isLoopbackAddress(host) && !isLoopbackName(host)) {
    refuseToStart(
      "development-not-loopback",
      "listen.host",
      `callers.development asks no caller who they are, and listen.host is ${host}, which other machines can reach`,
      "Listen on 127.0.0.1, or name callers.apiKeys, signedRequests or oidc instead.",
    );
  }
}

function warningsOf({ callers, corsOrigins = [], state, webhooks, zoom }: ConfigFile): string[] {
  const fromPages = callers.oidc ?? callers.session ?? callers.development;
  const users = zoom?.users ?? Object.values(zoom?.tenants ?? {}).find((one) => one.users !== undefined);
  return [
    ...(callers.development ? [developmentWarning(callers.development)] : []),
    ...(corsOrigins.length > 0 && fromPages === undefined
      ? ["corsOrigins has no use here: these callers are servers, and requests from pages are refused"]
      : []),
    ...(callers.signedRequests && state?.redis === undefined
      ? [
          "nonces are in memory: for five minutes after a restart a recorded signed request would be taken once more",
        ]
      : []),
    ...(users !== undefined && webhooks === undefined
      ? [
          "there are no webhooks: that a user took the app away shows only when Zoom refuses their tokens, and what is stored of them stays",
        ]
      : []),
  ];
}
