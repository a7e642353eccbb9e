import type { AccessTokens } from "../grants/access-tokens.ts";
import type { GrantKey } from "../grants/grant.ts";
import { deadlined } from "../grants/single-flight.ts";
import type { Limiter, LimitRule } from "../state/stores.ts";
import type { ZoomHttp } from "../zoom-api/zoom-http.ts";
import { hostsOf, tokenOf } from "./answers.ts";
import { asking, type RestAnswer, type RestCall, refused } from "./ask.ts";
import { type CompanionToken, type CompanionTokens, ZoomUnavailable } from "./companion.ts";
import { meetings } from "./meetings.ts";
import { checkNumber, checkUser, ttlOf } from "./wanted.ts";
import { zaks } from "./zaks.ts";

/** How Zoom's API is reached for one tenant. With neither nothing comes from Zoom but a reason. */
export interface CompanionApp {
  /** Server-to-Server OAuth: looks up the account's meetings, and has ZAKs of its users. */
  readonly account?: { readonly clientId: string; readonly accountId: string } | undefined;
  /** OAuth for users: has the tokens of those who authorized this app, of whatever account they are. */
  readonly users?: { readonly clientId: string } | undefined;
}

export interface CompanionTokensOptions {
  readonly http: ZoomHttp;
  readonly accessTokens: Pick<AccessTokens, "get">;
  /** By tenant; one without an entry gets nothing. */
  readonly apps: Readonly<Record<string, CompanionApp>>;
  /** Counts OBF tokens, 30 a minute for each Zoom user. Not counted unless given. */
  readonly limiter?: Limiter | undefined;
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: (() => number) | undefined;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock?: (() => number) | undefined;
  /** For each call in all, in milliseconds. 10,000 unless given. */
  readonly deadline?: number | undefined;
}

export interface Companion extends CompanionTokens {
  /** After a user took the app away: no ZAK of theirs is given out any more. */
  readonly forget: (of: { readonly tenant: string; readonly zoomUser: string }) => void;
}

const DEADLINE = 10_000;
const OBF_LIMIT: LimitRule = { name: "obf-minute", points: 30, seconds: 60 };

/** https://developers.zoom.us/docs/api/users/ and /meetings/, as granular scopes (read 2026-11-24). */
const TOKEN_SCOPES = { account: "user:read:token:admin", user: "user:read:token" };
const MEETING_SCOPES = { account: "meeting:read:meeting:admin", user: "meeting:read:meeting" };

/** ZAKs, OBF tokens and hosts of meetings from Zoom's REST API. */
export function createCompanionTokens(options: CompanionTokensOptions): Companion {
  const {
    limiter,
    now = () => Date.now() / 1000,
    clock = () => performance.now(),
    deadline = DEADLINE,
  } = options;
  const apps = new Map(Object.entries(options.apps));
  const ask = asking({ ...options, clock });
  const zakOf = zaks(clock, now);
  const meetingOf = meetings(clock);
  const inTime = <Result>(work: Promise<Result>): Promise<Result> =>
    deadlined(work, deadline, () => new ZoomUnavailable("zoom-unavailable", "Zoom took too long", 5));

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

  async function obtainZak(tenant: string, zoomUser: string, ttl: number): Promise<CompanionToken> {
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

  return {
    async zak({ tenant, zoomUser, ttl: asked }) {
      const ttl = ttlOf(asked);
      checkUser(zoomUser);
      return inTime(zakOf.get({ tenant, zoomUser, ttl }, () => obtainZak(tenant, zoomUser, ttl)));
    },

    async obfToken({ tenant, zoomUser, meetingNumber, ttl: asked }) {
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
      return inTime(token({ tenant, app: users.clientId, kind: "user", user: zoomUser }, call, ttl));
    },

    async meeting({ tenant, meetingNumber }) {
      checkNumber(meetingNumber);
      const { account } = apps.get(tenant) ?? {};
      if (!account) throw new ZoomUnavailable("zoom-grant-missing", NOTHING_FOR_MEETINGS);
      const { clientId, accountId } = account;
      const key: GrantKey = { tenant, app: clientId, kind: "account", user: accountId };
      const call: RestCall = {
        path: `/v2/meetings/${meetingNumber}`,
        what: "the meeting",
        scopes: MEETING_SCOPES,
      };
      const lookUp = async () => {
        const answer = await ask(key, call);
        if (answer.kind === "refused") {
          if (answer.code === NO_MEETING) return undefined;
          throw refused(call.what, answer);
        }
        const hosts = hostsOf(answer.body, meetingNumber);
        if (hosts === undefined) throw unusable(call.what);
        return hosts;
      };
      return inTime(meetingOf(JSON.stringify([tenant, meetingNumber]), lookUp));
    },

    forget: zakOf.forget,
  };
}

const NOTHING_FOR_ZAK = "no account and no OAuth for users is set up, so nobody's ZAK can be had";
const NOTHING_FOR_OBF = "no OAuth for users is set up, and an OBF token wants the user's own authorization";
const NOTHING_FOR_MEETINGS = "no account is set up, and meetings are looked up as one";

/** https://developers.zoom.us/docs/api/ (read 2026-11-24): of no user of this account; no such meeting, or it is over. */
const NO_USER = 1001;
const NO_MEETING = 3001;

class NoSuchUser extends ZoomUnavailable {
  constructor({ status }: RestAnswer & { kind: "refused" }) {
    super("zoom-refused", `the account has no such user (HTTP ${status}, code ${NO_USER})`);
  }
}

function isWithoutGrant(error: unknown): error is ZoomUnavailable {
  return ZoomUnavailable.is(error) && /^zoom-grant-/.test(error.code);
}

function unusable(what: string): ZoomUnavailable {
  return new ZoomUnavailable("zoom-unavailable", `Zoom's answer is not usable as ${what}`, 5);
}
