import type { GrantKey } from "../grants/grant.ts";
import type { Limiter, LimitRule } from "../state/stores.ts";
import { tokenOf } from "./answers.ts";
import { type Ask, type RestAnswer, type RestCall, refused, unusable } from "./ask.ts";
import { type CompanionToken, type CompanionTokens, ZoomUnavailable } from "./companion.ts";
import { checkNumber, checkUser, ttlOf } from "./wanted.ts";

/** How Zoom's API is reached for one tenant. With neither nothing comes from Zoom but a reason. */
export interface CompanionApp {
  /** Server-to-Server OAuth: looks up the account's meetings, and has ZAKs of its users. */
  readonly account?: { readonly clientId: string; readonly accountId: string } | undefined;
  /** OAuth for users: has the tokens of those who authorized this app, of whatever account they are. */
  readonly users?: { readonly clientId: string } | undefined;
}

export interface UserTokensOptions {
  readonly ask: Ask;
  readonly apps: ReadonlyMap<string, CompanionApp>;
  readonly limiter: Limiter | undefined;
  readonly now: () => number;
}

export interface UserTokens {
  readonly zak: (tenant: string, zoomUser: string, ttl: number) => Promise<CompanionToken>;
  readonly obfToken: CompanionTokens["obfToken"];
}

const OBF_LIMIT: LimitRule = { name: "obf-minute", points: 30, seconds: 60 };
/** https://developers.zoom.us/docs/api/users/, as granular scopes (read 2026-11-24). */
const TOKEN_SCOPES = { account: "user:read:token:admin", user: "user:read:token" };

/** What `GET /users/{userId}/token` gives: asked for now, and kept nowhere. */
export function userTokens({ ask, apps, limiter, now }: UserTokensOptions): UserTokens {
  async function token(key: GrantKey, call: RestCall, ttl: number): Promise<CompanionToken> {
    // Counted from before the call: what is said to live does.
    const expiresAt = Math.floor(now()) + ttl;
    const answer = await ask(key, call);
    if (answer.kind === "refused")
      throw answer.code === NO_USER ? new NoSuchUser(answer) : refused(call.what, answer);
    const found = tokenOf(answer.body);
    if (found === undefined) throw unusable(call.what);
    return { token: found, expiresAt };
  }

  async function zak(tenant: string, zoomUser: string, ttl: number): Promise<CompanionToken> {
    const { account, users } = apps.get(tenant) ?? {};
    const query = { type: "zak", ttl: String(ttl) };
    const call = (user: string): RestCall => ({
      path: `/v2/users/${encodeURIComponent(user)}/token`,
      query,
      what: "the ZAK",
      scopes: TOKEN_SCOPES,
    });
    const missing = new ZoomUnavailable("zoom-grant-missing", NOTHING_FOR_ZAK);
    let problem = missing;
    if (users) {
      try {
        return await token({ tenant, app: users.clientId, kind: "user", user: zoomUser }, call("me"), ttl);
      } catch (error) {
        if (!isWithoutGrant(error)) throw error;
        problem = error;
      }
    }
    if (!account) throw problem;
    const { clientId, accountId } = account;
    try {
      return await token({ tenant, app: clientId, kind: "account", user: accountId }, call(zoomUser), ttl);
    } catch (error) {
      // Nobody of this account: then it is their own authorization that is missing.
      throw error instanceof NoSuchUser && problem !== missing ? problem : error;
    }
  }

  async function obfToken({
    tenant,
    zoomUser,
    meetingNumber,
    ttl: asked,
  }: Parameters<CompanionTokens["obfToken"]>[0]): Promise<CompanionToken> {
    const ttl = ttlOf(asked);
    checkUser(zoomUser);
    checkNumber(meetingNumber);
    const { users } = apps.get(tenant) ?? {};
    if (!users) throw new ZoomUnavailable("zoom-grant-missing", NOTHING_FOR_OBF);
    const limit = await limiter?.take(OBF_LIMIT, JSON.stringify([tenant, zoomUser]));
    if (limit?.allowed === false) {
      throw new ZoomUnavailable("zoom-rate-limited", "this user had many OBF tokens", limit.resetSeconds);
    }
    const call: RestCall = {
      path: "/v2/users/me/token",
      query: { type: "onbehalf", meeting_id: meetingNumber, ttl: String(ttl) },
      what: "the OBF token",
      scopes: TOKEN_SCOPES,
    };
    return token({ tenant, app: users.clientId, kind: "user", user: zoomUser }, call, ttl);
  }

  return { zak, obfToken };
}

const NOTHING_FOR_ZAK = "no account and no OAuth for users is set up, so nobody's ZAK can be had";
const NOTHING_FOR_OBF = "no OAuth for users is set up, and an OBF token wants the user's own authorization";

/** https://developers.zoom.us/docs/api/ (read 2026-11-24): no user of this account. */
const NO_USER = 1001;

class NoSuchUser extends ZoomUnavailable {
  constructor({ status }: RestAnswer & { kind: "refused" }) {
    super("zoom-refused", `the account has no such user (HTTP ${status}, code ${NO_USER})`);
  }
}

function isWithoutGrant(error: unknown): error is ZoomUnavailable {
  return ZoomUnavailable.is(error) && /^zoom-grant-/.test(error.code);
}
