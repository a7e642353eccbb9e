import { type Credentials, credentialsFromEnv, type Environment } from "@countersign/core";
import type { ApiKeysAccess } from "../access/access.ts";
import { type DevelopmentAccess, developmentWarning } from "../access/development.ts";
import { isLoopbackAddress, isLoopbackName } from "../access/loopback.ts";
import type { AuditSettings } from "../config-file/state-settings.ts";
import { refuseToStart, StartUpError } from "../errors.ts";
import { originList } from "../http/cors.ts";
import { type MetricsSettings, metricsWarnings } from "../metrics/settings.ts";
import { parseApiKeys } from "./api-keys-file.ts";
import { auditFromEnv, refuseHostsWithoutAudit } from "./audit.ts";
import { metricsFromEnv } from "./metrics.ts";
import { readPrivateFile } from "./private-file.ts";
import {
  list,
  readHost,
  readMaxRole,
  readMeetingsOf,
  readPort,
  readSwitch,
  refuseUnknown,
} from "./settings.ts";

export interface ServerConfig {
  readonly credentials: Credentials;
  readonly access: ApiKeysAccess | DevelopmentAccess;
  readonly allowNative: boolean;
  /** Where a row is written before somebody gets what they can host with, for `openAudit`. */
  readonly audit: AuditSettings | undefined;
  readonly corsOrigins: readonly string[];
  /** Whose meetings these are, for `POST /v1/join`. Not known unless given. */
  readonly meetingsOf: "other" | "own" | undefined;
  readonly host: string;
  readonly port: number;
  /** Where the metrics can be read. Nowhere unless given. */
  readonly metrics: MetricsSettings | undefined;
  /** What an operator should know before the first request. */
  readonly warnings: readonly string[];
}

export interface ServerConfigOptions {
  /** Reads a file that a variable names. Unless given: from the disk, refusing what other users can read. */
  readonly readFile?: (path: string) => string;
}

/**
 * Reads a server's configuration out of environment variables.
 *
 * @throws StartUpError where it is not safe or not possible to serve with it
 * @throws CountersignError where the credentials cannot sign
 */
export function serverConfigFromEnv(env: Environment, options: ServerConfigOptions = {}): ServerConfig {
  const { readFile = readPrivateFile } = options;
  refuseUnknown(env);
  const host = readHost(env);
  const allowNative = readSwitch(env, "COUNTERSIGN_ALLOW_NATIVE");
  const access = readAccess(env, { host, allowNative, readFile });
  const audit = auditFromEnv(env, readFile);
  if (audit === undefined) refuseHostsWithoutAudit(access, allowNative);
  const corsOrigins = list(env.CORS_ALLOW_ORIGIN);
  originList(corsOrigins);
  const metrics = metricsFromEnv(env, readFile);
  const credentials = readCredentials(env, readFile);
  return {
    credentials,
    access,
    allowNative,
    audit,
    corsOrigins,
    meetingsOf: readMeetingsOf(env),
    host,
    port: readPort(env),
    metrics,
    warnings: [
      ...credentials.warnings,
      ...warningsOf(access, corsOrigins),
      ...metricsWarnings(metrics, "COUNTERSIGN_METRICS_HOST"),
    ],
  };
}

/** The core says of every file alike that it cannot be read; why this server would not read it says more. */
function readCredentials(env: Environment, readFile: (path: string) => string): Credentials {
  let why: unknown;
  try {
    return credentialsFromEnv(env, {
      readFile: (path) => {
        try {
          return readFile(path);
        } catch (error) {
          why = error;
          throw error;
        }
      },
    });
  } catch (error) {
    throw StartUpError.is(why) ? why : error;
  }
}

interface Surroundings {
  readonly host: string;
  readonly allowNative: boolean;
  readonly readFile: (path: string) => string;
}

function readAccess(env: Environment, { host, allowNative, readFile }: Surroundings): ServerConfig["access"] {
  const development = readSwitch(env, "COUNTERSIGN_DEVELOPMENT");
  const file = env.COUNTERSIGN_API_KEYS_FILE;
  if (development && file) {
    return refuseToStart(
      "access-twice",
      "COUNTERSIGN_DEVELOPMENT",
      "COUNTERSIGN_DEVELOPMENT and COUNTERSIGN_API_KEYS_FILE are both set",
      "Set one of them.",
    );
  }
  if (file) return { kind: "api-keys", keys: parseApiKeys(readFile(file), file) };
  if (!development) {
    return refuseToStart(
      "access-missing",
      "COUNTERSIGN_API_KEYS_FILE",
      "nothing says who may have a signature",
      "Set COUNTERSIGN_API_KEYS_FILE; or, on your own machine, COUNTERSIGN_DEVELOPMENT=1 with COUNTERSIGN_MEETINGS.",
    );
  }
  if (env.NODE_ENV === "production") {
    return refuseToStart(
      "development-in-production",
      "COUNTERSIGN_DEVELOPMENT",
      "COUNTERSIGN_DEVELOPMENT asks no caller who they are, and NODE_ENV is production",
      "Set COUNTERSIGN_API_KEYS_FILE instead.",
    );
  }
  if (!isLoopbackAddress(host) && !isLoopbackName(host)) {
    return refuseToStart(
      "development-not-loopback",
      "HOST",
      `COUNTERSIGN_DEVELOPMENT asks no caller who they are, and HOST is ${host}, which other machines can reach`,
      "Set HOST to 127.0.0.1, or COUNTERSIGN_API_KEYS_FILE instead of COUNTERSIGN_DEVELOPMENT.",
    );
  }
  const meetings = list(env.COUNTERSIGN_MEETINGS);
  if (meetings.length === 0 && !allowNative) {
    return refuseToStart(
      "setting-invalid",
      "COUNTERSIGN_MEETINGS",
      "COUNTERSIGN_DEVELOPMENT is set, and COUNTERSIGN_MEETINGS names no meeting",
      "List the meeting numbers that you develop with, with commas between them.",
    );
  }
  return {
    kind: "development",
    meetings,
    maxRole: readMaxRole(env),
    native: allowNative,
  };
}

function warningsOf(access: ServerConfig["access"], corsOrigins: readonly string[]): string[] {
  if (access.kind === "development") {
    return [developmentWarning(access)];
  }
  return corsOrigins.length > 0
    ? [
        "CORS_ALLOW_ORIGIN has no use with API keys: requests from pages are refused, since keys are for servers",
      ]
    : [];
}
