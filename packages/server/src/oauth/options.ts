import type { Access } from "../access/access.ts";
import type { Caller } from "../access/caller.ts";
import type { LimitSettings } from "../access/limits.ts";
import { isLoopbackName } from "../access/loopback.ts";
import type { KeyRing } from "../crypto/key-ring.ts";
import { refuseToStart } from "../errors.ts";
import type { AccessTokens } from "../grants/access-tokens.ts";
import type { GrantStore } from "../grants/grant.ts";
import type { Audit, Limiter, Nonces } from "../state/stores.ts";
import type { ZoomUrls } from "../zoom-api/base-url.ts";
import type { ZoomHttp } from "../zoom-api/zoom-http.ts";
import type { OAuthOutcome } from "./outcome.ts";

/** A Zoom app that users authorize. The Meeting SDK app itself can be it: same client id, same secret. */
export interface OAuthAppCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface OAuthOptions {
  /** Under the tenant's name; `default` where there is one app. */
  readonly apps: Readonly<Record<string, OAuthAppCredentials>>;
  /**
   * Where Zoom leads back to, letter by letter as the app has it: https (http on this machine), and a path that ends
   * with `/oauth/callback`. What stands before `/oauth/` is where browsers reach these routes.
   */
  readonly redirectUri: string;
  /** Addresses that a caller may have its user led to in the end, each whole. Without any, a page says how it ended. */
  readonly returnTo?: readonly string[] | undefined;
  /** Who is known: the same as the app's. */
  readonly access: Access;
  /**
   * Whether a caller may begin an authorization for this Zoom user, and end it; `undefined`: for whoever signs in.
   * Unless given: servers (API keys, signed requests) that have the scope `zak:read` or `obf:read`, and development.
   */
  readonly mayManage?:
    | ((caller: Caller, zoomUser: string | undefined) => Promise<boolean> | boolean)
    | undefined;
  readonly store: GrantStore;
  readonly keys: KeyRing;
  readonly accessTokens: Pick<AccessTokens, "forget">;
  /** Makes links and states serve once. With several replicas it has to be shared. */
  readonly nonces: Nonces;
  /** Counts the links that a caller is given. In this process unless given. */
  readonly limiter?: Limiter | undefined;
  readonly limits?: Pick<LimitSettings, "linksPerMinute"> | undefined;
  /** Has a row for each link before it is given: with what comes of it, ZAKs and OBF tokens are had. */
  readonly audit?: Audit | undefined;
  readonly http: ZoomHttp;
  /** As `http` has them. Zoom's own unless given. */
  readonly urls?: ZoomUrls | undefined;
  /** What became of each request, for a log or a metric. */
  readonly report?: ((report: OAuthReport) => void) | undefined;
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: (() => number) | undefined;
}

/** Names no Zoom user, and holds no code, state or token. */
export interface OAuthReport {
  readonly route: "callback" | "revoke" | "start";
  readonly requestId: string;
  /** How it ended; for what a server sent the code of the problem, `link-given` or `revoked`. */
  readonly outcome: OAuthOutcome | (string & {});
  readonly tenant?: string | undefined;
  readonly caller?: string | undefined;
  /** Of an unforeseen error: its class and the place in the code. */
  readonly where?: string | undefined;
}

/** @throws StartUpError */
export function checkedRedirectUri(redirectUri: string): URL {
  const url = publicUrl(redirectUri, "redirectUri");
  if (!redirectUri.endsWith("/oauth/callback") || url.search !== "") {
    refuse("redirectUri", "does not end with /oauth/callback");
  }
  return url;
}

/** @throws StartUpError */
export function checkedReturnTo(returnTo: readonly string[]): ReadonlySet<string> {
  for (const address of returnTo) publicUrl(address, "returnTo");
  return new Set(returnTo);
}

/** @throws StartUpError */
export function checkedApps(apps: OAuthOptions["apps"]): ReadonlyMap<string, OAuthAppCredentials> {
  const entries = Object.entries(apps);
  if (entries.length === 0) refuse("apps", "names no app");
  for (const [, { clientId, clientSecret }] of entries) {
    for (const text of [clientId, clientSecret]) {
      if (typeof text !== "string" || !/^[\x21-\x7e]+$/.test(text)) {
        refuse("apps", "has an app whose clientId or clientSecret is empty or has white space in it");
      }
    }
    // RFC 7617, 2: in Basic credentials the first colon ends the name.
    if (clientId.includes(":")) refuse("apps", "has an app whose clientId has a colon in it");
  }
  return new Map(entries);
}

/** One that browsers are led to: written as it is read, so that what is compared is what is meant. */
function publicUrl(text: string, field: string): URL {
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : refuse(field, "is no URL");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopbackName(url.hostname))) {
    refuse(field, "is not https");
  }
  if (url.username !== "" || url.password !== "" || text.includes("#") || url.href !== text) {
    refuse(field, "is written in an unusual way, or has a user name or a # in it");
  }
  return url;
}

function refuse(field: string, what: string): never {
  return refuseToStart(
    "setting-invalid",
    field,
    `${field} of the OAuth routes ${what}`,
    field === "apps"
      ? "Give each tenant { clientId, clientSecret } of its app at Zoom."
      : "Write the whole address, as in https://app.example.com/oauth/callback.",
  );
}
