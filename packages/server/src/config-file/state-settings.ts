import { refuseToStart } from "../errors.ts";
import type { RedisStateOptions } from "../state/redis/open.ts";
import type { AuditConfig, ConfigFile } from "./config.ts";
import type { SecretReader } from "./secrets.ts";

export interface AuditSettings {
  readonly kind: "jsonl" | "postgres" | "sqlite";
  /** A path, or the address of Postgres. */
  readonly place: string;
  /** The first writes. */
  readonly keys: readonly Uint8Array<ArrayBuffer>[];
}

export interface StateSettings {
  readonly replicas: number;
  readonly redis: Omit<RedisStateOptions, "onChange"> | undefined;
  readonly audit: AuditSettings | undefined;
}

/** @throws StartUpError where several processes would not share what they have to */
export function stateSettings({ state = {}, callers }: ConfigFile, read: SecretReader): StateSettings {
  const { replicas = 1, redis, audit } = state;
  if (replicas > 1 && callers.development === undefined) {
    if (redis === undefined) {
      refuseToStart(
        "setting-invalid",
        "state.replicas",
        `${replicas} replicas would each count limits and remember nonces for themselves`,
        "Give state.redis, or run one process.",
      );
    }
    if (audit !== undefined && audit.postgres === undefined) {
      refuseToStart(
        "setting-invalid",
        "state.replicas",
        `${replicas} replicas would each have an audit in a file of their own`,
        "Give state.audit.postgres, or run one process.",
      );
    }
  }
  return {
    replicas,
    redis: redis && {
      url: read.address(redis.url, "state.redis.url"),
      username: redis.username,
      password: redis.password && read.one(redis.password, "state.redis.password"),
      keys: read.keys(redis.keys, "state.redis.keys"),
      replicas,
      ...(redis.prefix !== undefined && { prefix: redis.prefix }),
    },
    audit: audit && auditSettings(audit, read),
  };
}

function auditSettings({ sqlite, jsonl, postgres, keys }: AuditConfig, read: SecretReader): AuditSettings {
  const list = read.keys(keys, "state.audit.keys");
  if (list.length === 0) {
    return refuseToStart(
      "setting-invalid",
      "state.audit.keys",
      "state.audit.keys: there is no key",
      "Make one with `openssl rand -base64 32`, in a file that only the server can read.",
    );
  }
  if (postgres !== undefined) {
    return { kind: "postgres", place: read.address(postgres, "state.audit.postgres"), keys: list };
  }
  return sqlite === undefined
    ? { kind: "jsonl", place: read.path(jsonl ?? ""), keys: list }
    : { kind: "sqlite", place: read.path(sqlite), keys: list };
}
