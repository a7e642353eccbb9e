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
export { authenticator } from "./access/caller.ts";
export type { DevelopmentAccess } from "./access/development.ts";
export type { HostCheck } from "./access/host-gate.ts";
export type { LimitSettings } from "./access/limits.ts";
export { type OidcAlgorithm, type OidcOptions, oidc } from "./access/oidc.ts";
export type { NativePermission, Permission, Policy, PolicyAnswer, Wish } from "./access/policy.ts";
export type { ClaimPath } from "./access/policy-claims.ts";
export { type ClaimsPolicyOptions, policyFromClaims } from "./access/policy-claims.ts";
export { firstYes } from "./access/policy-first.ts";
export { type HookPolicyOptions, policyFromHook } from "./access/policy-hook.ts";
export { type MeetingRule, type NativeRule, type PolicyRule, policyFromList } from "./access/policy-list.ts";
export { remindOfDevelopment } from "./access/reminder.ts";
export { type SessionOptions, type SessionUser, session } from "./access/session.ts";
export { createRequestKey, type RequestKey, type RequestToSign, signRequest } from "./access/sign-request.ts";
export {
  type RequestKeyRecord,
  type SignedRequestsOptions,
  signedRequests,
} from "./access/signed-requests.ts";
export { type App, type AppOptions, createApp, type RequestInfo } from "./app.ts";
export {
  type CompanionToken,
  type CompanionTokens,
  type MeetingHosts,
  type ZoomProblem,
  ZoomUnavailable,
} from "./companion/companion.ts";
export { type ServerConfig, type ServerConfigOptions, serverConfigFromEnv } from "./config/env.ts";
export { readPrivateFile } from "./config/private-file.ts";
export {
  type AppConfig,
  type AuditConfig,
  type CallersConfig,
  type ConfigFile,
  type DevelopmentConfig,
  defineConfig,
  type GrantsConfig,
  type MetricsConfig,
  type OidcConfig,
  type PolicyConfig,
  type RedisConfig,
  type SecretReference,
  type SecretReferences,
  type SignedRequestsConfig,
  type StateConfig,
  type WebhooksConfig,
  type ZoomAccountConfig,
  type ZoomConfig,
  type ZoomTenantConfig,
  type ZoomUsersConfig,
} from "./config-file/config.ts";
export {
  type Configured,
  type ConfiguredOptions,
  checkConfigured,
  configured,
  type Reloaded,
  readSettings,
} from "./config-file/configured.ts";
export { type Allowed, explainSettings } from "./config-file/explain.ts";
export { openAudit } from "./config-file/open-state.ts";
export { type OpenZoom, openZoom, type ZoomPlaces, type ZoomSurroundings } from "./config-file/open-zoom.ts";
export type { Settings } from "./config-file/settings.ts";
export type { AuditSettings, StateSettings } from "./config-file/state-settings.ts";
export { type GrantWanted, type TriedAgain, tryGrantAgain } from "./config-file/try-grant-again.ts";
export type { GrantsSettings, ZoomSettings } from "./config-file/zoom-settings.ts";
export type { ZoomAppSettings, ZoomTenantSettings } from "./config-file/zoom-tenants.ts";
export { type StartUpCode, StartUpError } from "./errors.ts";
export { jsonLines, type Log, type LogRecord } from "./http/log.ts";
export type { ProblemBody, ProblemEntry } from "./http/problem.ts";
export type { ProblemCode } from "./http/problems.ts";
export type { Instruments } from "./metrics/instruments.ts";
export { createMetrics, type Metrics, type MetricsOptions } from "./metrics/metrics.ts";
export { besideApp, type OpeningMetrics, type OpenMetrics, openMetrics } from "./metrics/open.ts";
export { watchProcess } from "./metrics/process.ts";
export { type PrometheusMeter, prometheusMeter } from "./metrics/prometheus/meter.ts";
export { type MetricsRouteOptions, metricsRoute } from "./metrics/route.ts";
export type { MetricsSettings } from "./metrics/settings.ts";
export { boundedLines, type LineOutput } from "./node/bounded-lines.ts";
export { type LinesPerTurn, linesPerTurn } from "./node/lines-per-turn.ts";
export { type Limits, type Served, type ServeOptions, serve } from "./node/serve.ts";
export type { OAuthAppCredentials, OAuthOptions, OAuthReport } from "./oauth/options.ts";
export type { OAuthOutcome } from "./oauth/outcome.ts";
export { type OAuthRoutes, oauthRoutes } from "./oauth/routes.ts";
export type { AppCredentials } from "./signature/tenants.ts";
export { type JsonlAuditOptions, openJsonlAudit } from "./state/audit/jsonl.ts";
export type { OpenAudit } from "./state/audit/open.ts";
export { openPostgresAudit, type PostgresAuditOptions } from "./state/audit/postgres.ts";
export { type AuditKey, type AuditKind, type AuditRow, auditKey } from "./state/audit/row.ts";
export { openSqliteAudit, type SqliteAuditOptions } from "./state/audit/sqlite.ts";
export { type AuditVerdict, type VerifyOptions, verifyAuditChain } from "./state/audit/verify.ts";
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
export type { Deauthorized, WebhookEvent } from "./webhooks/event.ts";
export {
  type WebhookOptions,
  type WebhookOutcome,
  type WebhookRoute,
  webhookRoute,
} from "./webhooks/route.ts";
