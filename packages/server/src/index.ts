export type { Access, AccessParts, ApiKeysAccess } from "./access/access.ts";
export { type ApiKey, createApiKey, type NewApiKey } from "./access/api-key.ts";
export { apiKeyRecords, apiKeys } from "./access/api-keys.ts";
export type {
  Authentication,
  AuthenticationProblem,
  Authenticator,
  AuthenticatorFacts,
  Caller,
  Peer,
  Scope,
} from "./access/caller.ts";
export type { DevelopmentAccess } from "./access/development.ts";
export type { NativePermission, Permission, Policy, PolicyAnswer, Wish } from "./access/policy.ts";
export { type App, type AppOptions, createApp, type RequestInfo } from "./app.ts";
export { type ServerConfig, type ServerConfigOptions, serverConfigFromEnv } from "./config/env.ts";
export { readPrivateFile } from "./config/private-file.ts";
export { type StartUpCode, StartUpError } from "./errors.ts";
export { jsonLines, type Log, type LogRecord } from "./http/log.ts";
export type { ProblemBody, ProblemEntry } from "./http/problem.ts";
export type { ProblemCode } from "./http/problems.ts";
export { type Limits, type Served, type ServeOptions, serve } from "./node/serve.ts";
export { type MemoryLimiterOptions, memoryLimiter } from "./state/memory/limiter.ts";
export { type MemoryNoncesOptions, memoryNonces } from "./state/memory/nonces.ts";
export { type MemoryValuesOptions, memoryValues } from "./state/memory/values.ts";
export type { RedisAddress } from "./state/redis/connection.ts";
export { openRedisState, type RedisState, type RedisStateOptions } from "./state/redis/open.ts";
export { memoryState, type State } from "./state/state.ts";
export {
  type Audit,
  type AuditEntry,
  type ExpiringValues,
  type LimitAnswer,
  type Limiter,
  type LimitRule,
  type Nonces,
  StoreUnavailable,
} from "./state/stores.ts";
