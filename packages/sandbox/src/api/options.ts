/** An OAuth app of the stand-in's Marketplace: what `/oauth/token` knows. */
export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** `server-to-server` asks for `account_credentials` and nothing else; `general` has users who consent. */
  readonly kind: "general" | "server-to-server";
  /** The account that owns the app. */
  readonly accountId: string;
  /** What its tokens may do, by granular or classic names, as `user:read:token`. */
  readonly scopes: readonly string[];
  /** Where `/oauth/authorize` may lead back to, compared letter by letter. */
  readonly redirectUris?: readonly string[];
}

export interface SandboxUser {
  readonly id: string;
  readonly email: string;
  readonly accountId: string;
  readonly displayName?: string;
}

/** All in seconds. */
export interface Lifetimes {
  readonly code: number;
  readonly accessToken: number;
  readonly refreshToken: number;
  /** ZAK and OBF token, where no `ttl` is asked for. */
  readonly companion: number;
}

/** The stand-in's OAuth and REST side. */
export interface ApiOptions {
  readonly apps?: readonly OAuthApp[];
  /** The first of them consents at `/oauth/authorize`, unless `zoom.consentAs` names another. */
  readonly users?: readonly SandboxUser[];
  readonly lifetimes?: Partial<Lifetimes>;
  /** What comes of a refresh token that was used before: it is refused, or it ends the whole grant too. */
  readonly spentRefreshToken?: "is-refused" | "ends-the-grant";
  /** Whether a new Server-to-Server token ends the one before, as Zoom's did for a time. */
  readonly newServerToken?: "adds-one" | "ends-the-last";
  /** Requests to `/v2` that one account may make in one second of the clock; no limit unless given. */
  readonly requestsPerSecond?: number;
}
