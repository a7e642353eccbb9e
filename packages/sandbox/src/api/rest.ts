import type { SandboxMeeting } from "../assumptions.ts";
import { type Answer, restError } from "./answer.ts";
import type { SandboxUser } from "./options.ts";
import { tooMany } from "./spoil.ts";
import type { ApiState } from "./state.ts";
import type { AccessToken } from "./tokens.ts";

/** Scopes of each endpoint, granular and classic; one of them suffices. */
const SCOPES = {
  token: [
    "user:read:token",
    "user:read:token:admin",
    "user:read:token:master",
    "user:read",
    "user:read:admin",
  ],
  zak: ["user:read:zak", "user:read:zak:admin", "user_zak:read"],
  me: ["user:read:user", "user:read:user:admin", "user:read", "user:read:admin"],
  meeting: ["meeting:read:meeting", "meeting:read:meeting:admin", "meeting:read", "meeting:read:admin"],
} as const;

const YEAR = 31_536_000;

type Work = (state: ApiState, access: AccessToken) => Answer;

/** Checks the access token, its scopes and the account's rate, in this order, and does the work. */
export function asked(state: ApiState, request: Request, scopes: keyof typeof SCOPES, work: Work): Answer {
  const [, bearer = ""] = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  const access = state.tokens.access.get(bearer);
  if (!access || access.ended) return restError(401, 124, "Invalid access token.");
  if (access.expiresAt <= state.now()) return restError(401, 124, "Access token is expired.");
  const wanted: readonly string[] = SCOPES[scopes];
  if (!access.scopes.some((scope) => wanted.includes(scope))) {
    const text = `Invalid access token, does not contain scopes:[${wanted.slice(0, 2).join(", ")}].`;
    return restError(400, 4711, text);
  }
  return state.rates.allows(access.accountId, state.now()) ? work(state, access) : tooMany("1");
}

/** `GET /v2/users/{id}`, also `me`. */
export function user(userId: string): Work {
  return (state, access) => {
    const found = userOf(state, access, userId);
    if (!found) return noUser(userId);
    const { id, email, accountId, displayName = email } = found;
    return {
      status: 200,
      body: { id, email, account_id: accountId, display_name: displayName, type: 2, status: "active" },
    };
  };
}

/** `GET /v2/users/{id}/token`. Without `type` it gives, as Zoom's does, a token that no join takes. */
export function userToken(userId: string, query: URLSearchParams): Work {
  return (state, access) => {
    const found = userOf(state, access, userId);
    if (!found) return noUser(userId);
    const type = query.get("type") ?? "token";
    const ttl = ttlOf(query.get("ttl"), state.lifetimes.companion);
    const meetingId = query.get("meeting_id") ?? undefined;
    if (!["token", "zak", "onbehalf"].includes(type)) return invalid("type");
    if (ttl === undefined) return invalid("ttl");
    if (meetingId !== undefined && !/^\d{9,11}$/.test(meetingId)) return invalid("meeting_id");
    if (type === "token") return { status: 200, body: { token: state.tokens.make("access") } };
    const made =
      type === "zak"
        ? state.companions.zak(found.id, found.accountId, ttl)
        : state.companions.obf(state.tokens, found.id, meetingId, ttl);
    return { status: 200, body: { token: made.token } };
  };
}

/** `GET /v2/users/me/zak`. */
export const ownZak: Work = (state, access) => {
  const found = userOf(state, access, "me");
  if (!found) return noUser("me");
  const { token } = state.companions.zak(found.id, found.accountId, state.lifetimes.companion);
  return { status: 200, body: { token } };
};

/** `GET /v2/meetings/{id}`: only meetings whose host is of the access token's account are seen. */
export function meeting(meetingNumber: string): Work {
  return (state, access) => {
    const found = state.meetings.find((one) => one.meetingNumber === meetingNumber);
    const host = state.users.find(({ id }) => id === found?.hostId);
    if (!found || host?.accountId !== access.accountId) {
      return restError(404, 3001, `Meeting does not exist: ${meetingNumber.slice(0, 64)}.`);
    }
    return { status: 200, body: meetingBody(state, found, host) };
  };
}

function meetingBody(
  state: ApiState,
  found: SandboxMeeting,
  host: SandboxUser,
): { readonly [name: string]: unknown } {
  const alternatives = state.users.filter(({ id }) => found.alternativeHostIds?.includes(id));
  return {
    id: Number(found.meetingNumber),
    uuid: Buffer.from(found.meetingNumber).toString("base64"),
    host_id: host.id,
    host_email: host.email,
    topic: found.topic ?? "Sandbox meeting",
    type: 2,
    status: found.started === false ? "waiting" : "started",
    password: found.passcode ?? "",
    join_url: `https://sandbox.invalid/j/${found.meetingNumber}`,
    settings: {
      join_before_host: found.started !== false,
      waiting_room: found.waitingRoom === true,
      meeting_authentication: found.signInRequired === true,
      approval_type: found.registrantTokens ? 0 : 2,
      alternative_hosts: alternatives.map(({ email }) => email).join(";"),
      encryption_type: "enhanced_encryption",
    },
  };
}

/** A user's own token says `me` and nothing else; a Server-to-Server token any user of its account. */
function userOf(state: ApiState, access: AccessToken, userId: string): SandboxUser | undefined {
  if (access.userId !== undefined) {
    return userId === "me" ? state.users.find(({ id }) => id === access.userId) : undefined;
  }
  const own = state.users.filter(({ accountId }) => accountId === access.accountId);
  return userId === "me" ? own[0] : own.find(({ id, email }) => id === userId || email === userId);
}

function ttlOf(text: string | null, otherwise: number): number | undefined {
  if (text === null) return otherwise;
  const ttl = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return ttl >= 1 && ttl <= YEAR ? ttl : undefined;
}

function invalid(field: string): Answer {
  return restError(400, 300, "Validation Failed.", { errors: [{ field, message: "Invalid field." }] });
}

function noUser(userId: string): Answer {
  return restError(404, 1001, `User does not exist: ${userId.slice(0, 64)}.`);
}
