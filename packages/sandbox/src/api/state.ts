import type { SandboxMeeting } from "../assumptions.ts";
import { LIFETIMES } from "./assumptions.ts";
import { Companions } from "./companions.ts";
import type { ApiOptions, Lifetimes, OAuthApp, SandboxUser } from "./options.ts";
import { Rates } from "./rates.ts";
import { type AccessToken, type Grant, Tokens } from "./tokens.ts";

/** A code of `/oauth/authorize`, good for one exchange. */
export interface Code {
  readonly clientId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly challenge: string | undefined;
  readonly method: "S256" | "plain";
  readonly expiresAt: number;
  used: boolean;
}

/** What the endpoints of the API share. */
export interface ApiState {
  readonly apps: readonly OAuthApp[];
  readonly users: readonly SandboxUser[];
  readonly meetings: readonly SandboxMeeting[];
  readonly lifetimes: Lifetimes;
  readonly spentRefreshToken: "is-refused" | "ends-the-grant";
  readonly newServerToken: "adds-one" | "ends-the-last";
  readonly rates: Rates;
  readonly companions: Companions;
  readonly tokens: Tokens;
  readonly codes: Map<string, Code>;
  readonly grants: Grant[];
  /** Seconds since 1970. */
  readonly now: () => number;
  /** Who consents; `undefined`: refuses. */
  consents: string | undefined;
}

export function newState(
  options: ApiOptions,
  meetings: readonly SandboxMeeting[],
  now: () => number,
): ApiState {
  return {
    apps: options.apps ?? [],
    users: options.users ?? [],
    meetings,
    lifetimes: { ...LIFETIMES, ...options.lifetimes },
    spentRefreshToken: options.spentRefreshToken ?? "is-refused",
    newServerToken: options.newServerToken ?? "adds-one",
    rates: new Rates(options.requestsPerSecond ?? Number.POSITIVE_INFINITY),
    companions: new Companions(now),
    tokens: new Tokens(),
    codes: new Map(),
    grants: [],
    now,
    consents: options.users?.[0]?.id,
  };
}

/** A user's consent; one for each app and user, as a second one replaces the first. */
export function newGrant(
  state: ApiState,
  app: OAuthApp,
  userId: string,
  scopes: readonly string[] = app.scopes,
): Grant {
  for (const grant of state.grants) {
    if (grant.clientId === app.clientId && grant.userId === userId) state.tokens.end(grant);
  }
  const grant: Grant = {
    clientId: app.clientId,
    userId,
    scopes,
    live: true,
    refreshToken: "",
    generation: 0,
    refreshExpiresAt: 0,
  };
  state.tokens.rotate(grant, state.now() + state.lifetimes.refreshToken);
  state.grants.push(grant);
  return grant;
}

export function newAccessToken(
  state: ApiState,
  of: Pick<AccessToken, "clientId" | "accountId" | "userId" | "scopes" | "grant">,
): AccessToken {
  return state.tokens.keepAccess({
    ...of,
    token: state.tokens.make("access"),
    expiresAt: state.now() + state.lifetimes.accessToken,
    ended: false,
  });
}
