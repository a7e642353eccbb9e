import type { Environment } from "@countersign/core";
import { type MetricsSettings, metricsSettings } from "../metrics/settings.ts";
import { readPortOf, readSwitch } from "./settings.ts";

const PORT = "COUNTERSIGN_METRICS_PORT";
const HOST = "COUNTERSIGN_METRICS_HOST";
const TOKEN = "COUNTERSIGN_METRICS_TOKEN_FILE";
const WITH_APP = "COUNTERSIGN_METRICS_WITH_APP";

/**
 * Where the metrics can be read: nowhere, unless one of the variables says so.
 *
 * @throws StartUpError
 */
export function metricsFromEnv(
  env: Environment,
  readFile: (path: string) => string,
): MetricsSettings | undefined {
  const withApp = readSwitch(env, WITH_APP);
  const host = env[HOST]?.trim() || undefined;
  const port = env[PORT]?.trim() ? readPortOf(env, PORT) : undefined;
  const file = env[TOKEN]?.trim();
  if (!withApp && host === undefined && port === undefined && !file) return undefined;
  const tokens = file ? [readFile(file).replace(/\r?\n$/, "")] : [];
  return metricsSettings({
    host,
    port,
    withApp,
    tokens,
    names: { host: HOST, token: TOKEN, withApp: WITH_APP },
  });
}
