import { partsOf } from "../access/access.ts";
import { type Admit, admission } from "../access/admit.ts";
import type { Caller } from "../access/caller.ts";
import { checkPoints, type Exceeded, subjectOf, takeAll } from "../access/limits.ts";
import { memoryLimiter } from "../state/memory/limiter.ts";
import type { LimitRule } from "../state/stores.ts";
import { ZOOM_URLS, zoomBaseUrl } from "../zoom-api/base-url.ts";
import { type FlowCookies, flowCookies } from "./cookie.ts";
import {
  checkedApps,
  checkedRedirectUri,
  checkedReturnTo,
  type OAuthAppCredentials,
  type OAuthOptions,
} from "./options.ts";
import { type Flow, type Sealed, sealed, type Ticket } from "./sealed.ts";

/** What the routes share: the options, checked. */
export interface OAuthService
  extends Pick<OAuthOptions, "accessTokens" | "audit" | "http" | "keys" | "nonces" | "store"> {
  readonly apps: ReadonlyMap<string, OAuthAppCredentials>;
  readonly redirectUri: string;
  /** Where browsers find `/oauth/start`. */
  readonly startUrl: URL;
  readonly authorizeUrl: URL;
  readonly returnTo: ReadonlySet<string>;
  readonly admit: Admit;
  readonly mayManage: NonNullable<OAuthOptions["mayManage"]>;
  /** Takes one of the links that this caller may be given; what is reached, if anything is. */
  readonly takeLink: (caller: Caller) => Promise<Exceeded | undefined>;
  readonly cookies: FlowCookies;
  readonly tickets: Sealed<Ticket>;
  readonly flows: Sealed<Flow>;
  readonly now: () => number;
}

/** @throws StartUpError */
export function serviceOf(options: OAuthOptions): OAuthService {
  const { accessTokens, audit, http, keys, nonces, store, urls = ZOOM_URLS, now = systemClock } = options;
  const redirectUri = checkedRedirectUri(options.redirectUri);
  return {
    accessTokens,
    audit,
    http,
    keys,
    nonces,
    store,
    now,
    apps: checkedApps(options.apps),
    redirectUri: redirectUri.href,
    startUrl: new URL(redirectUri.href.replace(/callback$/, "start")),
    authorizeUrl: new URL("/oauth/authorize", zoomBaseUrl(urls.oauth, "zoom.oauthUrl")),
    returnTo: checkedReturnTo(options.returnTo ?? []),
    admit: admission(partsOf(options.access).authenticators, now),
    mayManage: options.mayManage ?? serversWithTokens,
    takeLink: linkLimit(options),
    cookies: flowCookies(redirectUri.protocol === "https:"),
    tickets: sealed(keys, "oauth-ticket", redirectUri.href),
    flows: sealed(keys, "oauth-flow", redirectUri.href),
  };
}

/** @throws TypeError for a limit that is none */
function linkLimit({ limiter = memoryLimiter(), limits = {} }: OAuthOptions): OAuthService["takeLink"] {
  const { linksPerMinute = 60 } = limits;
  checkPoints(linksPerMinute, "linksPerMinute");
  const rule: LimitRule = { name: "oauth-link", points: linksPerMinute, seconds: 60 };
  // Of development mode there is one caller, on this machine.
  return async (caller) =>
    caller.method === "development" ? undefined : takeAll(limiter, [[rule, subjectOf(caller)]]);
}

/** Whoever may have a user's tokens through this server may also say that there are some. People have to be allowed. */
function serversWithTokens({ method, scopes }: Caller): boolean {
  if (method === "development") return true;
  return (method === "api-key" || method === "hmac") && (scopes.has("zak:read") || scopes.has("obf:read"));
}

function systemClock(): number {
  return Date.now() / 1000;
}
