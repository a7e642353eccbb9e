import type { Scope } from "../access/caller.ts";
import type { LimitSettings } from "../access/limits.ts";
import type { OidcAlgorithm } from "../access/oidc.ts";
import type { Policy } from "../access/policy.ts";
import type { ClaimsPolicyOptions } from "../access/policy-claims.ts";
import type { PolicyRule } from "../access/policy-list.ts";
import type { SessionOptions } from "../access/session.ts";
import type { OAuthOptions } from "../oauth/options.ts";
import type { Deauthorized, WebhookEvent } from "../webhooks/event.ts";

/** Where a secret is: one of the two. There is no way to write one into the configuration itself. */
export interface SecretReference {
  /** A file that other users cannot read; seen from the configuration's folder. */
  readonly file?: string | undefined;
  /** The name of an environment variable. */
  readonly env?: string | undefined;
}

/** To replace one without a gap: the first is used, the others still count. */
export type SecretReferences = SecretReference | readonly SecretReference[];

export interface AppConfig {
  /** The client id. */
  readonly sdkKey: string;
  /** The client secret. */
  readonly sdkSecret: SecretReferences;
}

export interface OidcConfig {
  readonly issuer: string;
  readonly audience: string | readonly string[];
  /** Where the issuer publishes its keys (`jwks_uri` of its discovery document). */
  readonly jwks: string;
  readonly algorithms?: readonly OidcAlgorithm[] | undefined;
  readonly name?: string | undefined;
  readonly tenant?: string | undefined;
  readonly scopes?: readonly Scope[] | undefined;
  readonly clockTolerance?: number | undefined;
  readonly maxTokenAge?: number | undefined;
  readonly typ?: string | undefined;
}

export interface SignedRequestsConfig {
  readonly id: string;
  readonly secret: SecretReference;
  readonly scopes?: readonly Scope[] | undefined;
  readonly tenant?: string | undefined;
}

export interface DevelopmentConfig {
  readonly meetings: readonly string[];
  readonly maxRole?: 0 | 1 | undefined;
  readonly native?: boolean | undefined;
}

/** Who is known. Asked in this order; the first to find its kind of credential answers. */
export interface CallersConfig {
  /** The file that `countersign key create --file` writes. */
  readonly apiKeys?: { readonly file: string } | undefined;
  readonly signedRequests?: readonly SignedRequestsConfig[] | undefined;
  readonly oidc?: readonly OidcConfig[] | undefined;
  /** In a `.ts` or `.js` file only. */
  readonly session?: SessionOptions | undefined;
  /** Nobody is asked who they are, so this machine only. Not beside any other. */
  readonly development?: DevelopmentConfig | undefined;
}

/** One of these. */
export interface PolicyConfig {
  /** What the caller's own token says. */
  readonly claims?: ClaimsPolicyOptions | undefined;
  /** A few meetings that do not change. */
  readonly rules?: readonly PolicyRule[] | undefined;
  /** Asks the team's own app. */
  readonly hook?:
    | {
        readonly url: string;
        readonly token?: SecretReference | undefined;
        readonly cacheSeconds?: number | undefined;
      }
    | undefined;
  /** In a `.ts` or `.js` file only. */
  readonly decide?: Policy | undefined;
}

export interface RedisConfig {
  /** `redis://host:6379`, or `rediss://`; by reference where a password stands in it. */
  readonly url: string | SecretReference;
  readonly username?: string | undefined;
  readonly password?: SecretReference | undefined;
  /** Encrypts what is kept there: 32 bytes of base64 a line. */
  readonly keys: SecretReferences;
  /** Stands before every key. `countersign:` unless given. */
  readonly prefix?: string | undefined;
}

/** One place of the three. */
export interface AuditConfig {
  /** A file of SQLite, for one machine. */
  readonly sqlite?: string | undefined;
  /** A file of lines, for one process. */
  readonly jsonl?: string | undefined;
  /** `postgres://user@host/database`; by reference where a password stands in it. */
  readonly postgres?: string | SecretReference | undefined;
  /** Marks identifiers and proves rows: 32 bytes of base64 a line, the same in all replicas. */
  readonly keys: SecretReferences;
}

export interface StateConfig {
  /** How many processes run with this configuration. 1 unless given; more need Redis. */
  readonly replicas?: number | undefined;
  /** Redis 7 or Valkey, for limits, nonces and what expires. This process's memory unless given. */
  readonly redis?: RedisConfig | undefined;
  /** One row before each answer with which somebody can host. Without one nobody may. */
  readonly audit?: AuditConfig | undefined;
}

export interface WebhooksConfig {
  /** `/v1/webhooks` unless given. */
  readonly path?: string | undefined;
  /** The app's Secret Token. */
  readonly secrets: SecretReferences;
  /** In a `.ts` or `.js` file only. */
  readonly onDeauthorized?: ((deauthorized: Deauthorized) => Promise<void> | void) | undefined;
  /** In a `.ts` or `.js` file only. */
  readonly onEvent?: ((event: WebhookEvent) => Promise<void> | void) | undefined;
}

/** A General app and its client secret. */
export interface ZoomUsersConfig {
  readonly clientId: string;
  /** Where it is being replaced a list, of which the first is used. */
  readonly clientSecret: SecretReferences;
}

/** A Server-to-Server OAuth app. */
export interface ZoomAccountConfig extends ZoomUsersConfig {
  readonly accountId: string;
}

/** As whom Zoom's API is asked: one of them, or both. */
export interface ZoomTenantConfig {
  /** As the account: looks up its meetings, and has ZAKs of its users. */
  readonly account?: ZoomAccountConfig | undefined;
  /** As users who authorize an app, of any account. `true`: the app that signs is that app, too. */
  readonly users?: ZoomUsersConfig | true | undefined;
}

/** Where users' refresh tokens are: one place of the two. They cannot be had again, so memory and Redis are none. */
export interface GrantsConfig {
  /** A file of SQLite, for one machine. */
  readonly sqlite?: string | undefined;
  /** `postgres://user@host/database`; by reference where a password stands in it. */
  readonly postgres?: string | SecretReference | undefined;
  /** Encrypts them: 32 bytes of base64 a line, the same in all replicas. The first seals, each opens. */
  readonly keys: SecretReferences;
}

/** How Zoom's OAuth and REST API are reached. Without it there are signatures, and no ZAK, OBF token or host check. */
export interface ZoomConfig extends ZoomTenantConfig {
  /** Instead of `account` and `users`, where there are tenants. */
  readonly tenants?: Readonly<Record<string, ZoomTenantConfig>> | undefined;
  readonly grants?: GrantsConfig | undefined;
  /** Where Zoom leads users back to, letter by letter as the app has it. */
  readonly redirectUri?: string | undefined;
  /** Addresses that users may be led to in the end. */
  readonly returnTo?: readonly string[] | undefined;
  /** Who may begin an authorization for a Zoom user, and end it. In a `.ts` or `.js` file only. */
  readonly mayManage?: OAuthOptions["mayManage"];
  /** Zoom is asked who hosts a meeting before somebody is given its host. */
  readonly hostCheck?: boolean | { readonly allowStale: boolean } | undefined;
  /** `https://zoom.us` unless given. Zoom for Government has its own; a stand-in is on loopback. */
  readonly oauthUrl?: string | undefined;
  /** `https://api.zoom.us` unless given. */
  readonly apiUrl?: string | undefined;
}

/** Numbers for Prometheus, as `GET /metrics`. Without it there are none to read. */
export interface MetricsConfig {
  /** Of a listener of their own: 127.0.0.1 and 9464 unless given. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Instead of that listener at the address of `listen`, where they want a token. */
  readonly withApp?: true | undefined;
  /** Whoever asks has to bring it as a bearer token. */
  readonly token?: SecretReferences | undefined;
}

/** The whole configuration. Every key that is none of these is refused. */
export interface ConfigFile {
  /** For editors; not looked at. */
  readonly $schema?: string | undefined;
  /** 127.0.0.1 and 4000 unless given. */
  readonly listen?: { readonly host?: string | undefined; readonly port?: number | undefined } | undefined;
  /** The Zoom app that signs. */
  readonly app?: AppConfig | undefined;
  /** Instead of it: several, by the name of the tenant. */
  readonly tenants?: Readonly<Record<string, AppConfig>> | undefined;
  readonly callers: CallersConfig;
  /** What they may have. The first that says anything but no counts; what an API key's record says comes before. */
  readonly policy?: readonly PolicyConfig[] | undefined;
  /** Whether there are signatures for native SDKs at all. No unless given. */
  readonly allowNative?: boolean | undefined;
  /** Origins whose pages may read answers, each exactly as a browser sends it. */
  readonly corsOrigins?: readonly string[] | undefined;
  readonly limits?: LimitSettings | undefined;
  readonly state?: StateConfig | undefined;
  readonly webhooks?: WebhooksConfig | undefined;
  readonly zoom?: ZoomConfig | undefined;
  readonly metrics?: MetricsConfig | undefined;
  /** Whose meetings these are, where neither the policy nor Zoom says. Another account's unless given. */
  readonly meetingsOf?: "other" | "own" | undefined;
}

/** For a `.ts` file: gives the configuration as it is, and has the compiler look at it. */
export function defineConfig(config: ConfigFile): ConfigFile {
  return config;
}
