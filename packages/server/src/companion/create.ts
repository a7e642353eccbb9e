import type { AccessTokens } from "../grants/access-tokens.ts";
import type { GrantKey } from "../grants/grant.ts";
import { deadlined } from "../grants/single-flight.ts";
import type { Limiter } from "../state/stores.ts";
import type { ZoomHttp } from "../zoom-api/zoom-http.ts";
import { hostsOf } from "./answers.ts";
import { asking, type RestCall, refused, unusable } from "./ask.ts";
import { type CompanionTokens, type MeetingHosts, type ZoomProblem, ZoomUnavailable } from "./companion.ts";
import { meetings } from "./meetings.ts";
import { type CompanionApp, userTokens } from "./user-tokens.ts";
import { checkNumber, checkUser, ttlOf } from "./wanted.ts";
import { zaks } from "./zaks.ts";

export interface CompanionTokensOptions {
  readonly http: ZoomHttp;
  readonly accessTokens: Pick<AccessTokens, "get">;
  /** By tenant; one without an entry gets nothing. */
  readonly apps: Readonly<Record<string, CompanionApp>>;
  /** Counts OBF tokens, 30 a minute for each Zoom user. Not counted unless given. */
  readonly limiter?: Limiter | undefined;
  /** For the log and for alarms: each call that came to nothing. */
  readonly report?: ((report: CompanionReport) => void) | undefined;
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: (() => number) | undefined;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock?: (() => number) | undefined;
  /** For each call in all, in milliseconds. 10,000 unless given. */
  readonly deadline?: number | undefined;
}

/** Names no user and no token. */
export interface CompanionReport {
  readonly what: "meeting" | "obf-token" | "zak";
  readonly tenant: string;
  readonly code: ZoomProblem;
  /** For whoever runs the server: it names a scope that is missing. */
  readonly message: string;
}

export interface Companion extends CompanionTokens {
  /** After a user took the app away: no ZAK of theirs is given out any more. */
  readonly forget: (of: { readonly tenant: string; readonly zoomUser: string }) => void;
}

const DEADLINE = 10_000;

/** https://developers.zoom.us/docs/api/meetings/, as granular scopes (read 2026-11-24). */
const MEETING_SCOPES = { account: "meeting:read:meeting:admin", user: "meeting:read:meeting" };

/** ZAKs, OBF tokens and hosts of meetings from Zoom's REST API. */
export function createCompanionTokens(options: CompanionTokensOptions): Companion {
  const {
    limiter,
    report,
    now = () => Date.now() / 1000,
    clock = () => performance.now(),
    deadline = DEADLINE,
  } = options;
  const apps = new Map(Object.entries(options.apps));
  const ask = asking({ ...options, clock });
  const zakOf = zaks(clock, now);
  const meetingOf = meetings(clock);
  const tokens = userTokens({ ask, apps, limiter, now });

  async function reported<Result>(
    what: CompanionReport["what"],
    tenant: string,
    work: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await deadlined(work(), deadline, late);
    } catch (error) {
      if (ZoomUnavailable.is(error)) tell(report, { what, tenant, code: error.code, message: error.message });
      throw error;
    }
  }

  async function lookUpMeeting({
    tenant,
    meetingNumber,
  }: Parameters<CompanionTokens["meeting"]>[0]): Promise<MeetingHosts | undefined> {
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
    return meetingOf(JSON.stringify([tenant, meetingNumber]), async () => {
      const answer = await ask(key, call);
      if (answer.kind === "refused") {
        if (answer.code === NO_MEETING) return undefined;
        throw refused(call.what, answer);
      }
      const hosts = hostsOf(answer.body, meetingNumber);
      if (hosts === undefined) throw unusable(call.what);
      return hosts;
    });
  }

  return {
    zak: ({ tenant, zoomUser, ttl: asked }) =>
      reported("zak", tenant, async () => {
        const ttl = ttlOf(asked);
        checkUser(zoomUser);
        return zakOf.get({ tenant, zoomUser, ttl }, () => tokens.zak(tenant, zoomUser, ttl));
      }),

    obfToken: (wanted) => reported("obf-token", wanted.tenant, () => tokens.obfToken(wanted)),

    meeting: (wanted) => reported("meeting", wanted.tenant, () => lookUpMeeting(wanted)),

    forget: zakOf.forget,
  };
}
const NOTHING_FOR_MEETINGS = "no account is set up, and meetings are looked up as one";

/** https://developers.zoom.us/docs/api/ (read 2026-11-24): no such meeting, or it is over. */
const NO_MEETING = 3001;

function late(): ZoomUnavailable {
  return new ZoomUnavailable("zoom-unavailable", "Zoom took too long", 5);
}

function tell(report: CompanionTokensOptions["report"], told: CompanionReport): void {
  try {
    report?.(told);
  } catch {
    // Who listens cannot change what is answered.
  }
}
