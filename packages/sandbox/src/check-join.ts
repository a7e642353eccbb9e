import { inspect, type JsonObject, LIMITS, verify } from "@countersign/core";
import type { Companions } from "./api/companions.ts";
import {
  GATEWAY_CHECKS,
  type GatewayCheck,
  type GatewayRefusal,
  JOIN_CHECKS,
  type JoinCheck,
  type JoinRefusal,
  type SandboxApp,
  type SandboxMeeting,
  type Tolerances,
} from "./assumptions.ts";

/** Everything a check may look at. */
export interface Subject {
  readonly app: SandboxApp | undefined;
  readonly meeting: SandboxMeeting | undefined;
  readonly meetingNumber: string;
  readonly passcode: string;
  readonly zak: string;
  readonly obfToken: string;
  readonly registrantToken: string;
  readonly signature: string;
  readonly payload: JsonObject;
  /** Seconds since 1970. */
  readonly now: number;
  readonly tolerances: Tolerances;
  readonly companions: Companions;
}

export interface World {
  readonly apps: readonly SandboxApp[];
  readonly meetings: readonly SandboxMeeting[];
  readonly tolerances: Tolerances;
  readonly companions: Companions;
}

/** Problems of `verify` that come after the MAC was found right. The stand-in judges times itself. */
const AFTER_THE_MAC = new Set([
  "expired",
  "issued-in-the-future",
  "times-missing",
  "payload-not-a-json-object",
]);

export function subjectOf(fields: ReadonlyMap<string, string>, world: World, now: number): Subject {
  const field = (name: string): string => fields.get(name) ?? "";
  const signature = field("signature");
  const read = inspect(signature);
  const payload = read.readable ? read.payload : {};
  const sdkKey = keyAskedWith(field("apiKey"), payload);
  const meetingNumber = field("meetingNumber").replace(/[\s-]/g, "");
  return {
    app: world.apps.find((app) => app.sdkKey === sdkKey),
    meeting: world.meetings.find((meeting) => meeting.meetingNumber === meetingNumber),
    meetingNumber,
    passcode: decodedAgain(field("passWord")),
    zak: field("zsk") || field("ztk"),
    obfToken: field("obfToken"),
    registrantToken: field("tk"),
    signature,
    payload,
    now,
    tolerances: world.tolerances,
    companions: world.companions,
  };
}

/**
 * The SDK encodes the passcode by itself and then with the whole form once more, in both views of 3.13.1 and 6.2.0
 * (read from its requests, 2026-11-24); so Zoom has to undo it twice.
 */
function decodedAgain(passcode: string): string {
  try {
    return decodeURIComponent(passcode);
  } catch {
    return passcode;
  }
}

/** Client view 6.x sends the text "undefined" for a signature without `appKey`; then the claim is what is left. */
function keyAskedWith(apiKey: string, payload: JsonObject): unknown {
  return apiKey !== "" && apiKey !== "undefined" ? apiKey : (payload.appKey ?? payload.sdkKey);
}

const PASSES: Record<JoinCheck, (subject: Subject) => boolean> = {
  "key-known": ({ app }) => app !== undefined,
  "app-enabled": ({ app }) => app?.enabled !== false,
  "signature-made-with-secret": ({ app, signature, now }) => {
    if (!app) return false;
    const result = verify(signature, app.sdkSecret, { now });
    return result.ok || AFTER_THE_MAC.has(result.problem);
  },
  "key-claims-agree": ({ app, payload: { appKey, sdkKey } }) =>
    (appKey ?? sdkKey) === app?.sdkKey && (sdkKey === undefined || sdkKey === app?.sdkKey),
  "not-expired": ({ payload: { exp, tokenExp }, now, tolerances: { expiredSeconds } }) =>
    !isPast(exp, now - expiredSeconds) && !isPast(tokenExp, now - expiredSeconds),
  "not-issued-ahead": ({ payload: { iat }, now, tolerances }) =>
    typeof iat === "number" && iat <= now + tolerances.issuedAheadSeconds,
  "lifetime-in-window": ({ payload: { iat, exp, tokenExp } }) =>
    isLifetime(iat, exp) && (tokenExp === undefined || isLifetime(iat, tokenExp)),
  "meeting-number-signed": ({ payload, meetingNumber }) => String(payload.mn) === meetingNumber,
  "meeting-known": ({ meeting }) => meeting !== undefined,
  "role-known": ({ payload }) => payload.role === 0 || payload.role === 1,
  "role-allowed": ({ payload, meeting, zak, companions }) =>
    payload.role !== 1 ||
    meeting?.account !== "other" ||
    companions.zakProblem(zak, meeting, true) === undefined,
  // In the own account a host's role needs no ZAK; one that comes along has to be good all the same.
  "zak-taken": ({ payload, meeting, zak, companions }) =>
    zak === "" || companions.zakProblem(zak, meeting, payload.role === 1) === undefined,
  "signed-in": ({ meeting, zak }) => meeting?.signInRequired !== true || zak !== "",
  "meeting-started": ({ payload, meeting }) => payload.role === 1 || meeting?.started !== false,
  registered: ({ meeting, registrantToken }) =>
    meeting?.registrantTokens === undefined || meeting.registrantTokens.includes(registrantToken),
  "passcode-right": ({ meeting, passcode }) =>
    meeting?.passcode === undefined || meeting.passcode === passcode,
};

const GATEWAY_PASSES: Record<GatewayCheck, (subject: Subject) => boolean> = {
  "obf-token-known": (subject) => obfProblem(subject) !== "bad",
  "obf-token-for-this-meeting": (subject) => obfProblem(subject) !== "other-meeting",
  "obf-user-present": (subject) => obfProblem(subject) !== "user-absent",
  "host-account-allows": ({ meeting, zak, obfToken }) =>
    meeting?.account !== "other" || zak !== "" || obfToken !== "",
};

function obfProblem({ meeting, obfToken, companions }: Subject): ReturnType<Companions["obfProblem"]> {
  return obfToken === "" ? undefined : companions.obfProblem(obfToken, meeting);
}

/** The first check that fails, in the assumed order, or `undefined` when the join is let through. */
export function refusalOf(subject: Subject): JoinRefusal | undefined {
  return JOIN_CHECKS.find(({ check }) => !PASSES[check](subject));
}

/** The same for what is only refused once the WebSocket is open. */
export function gatewayRefusalOf(subject: Subject): GatewayRefusal | undefined {
  return GATEWAY_CHECKS.find(({ check }) => !GATEWAY_PASSES[check](subject));
}

function isPast(claim: unknown, now: number): boolean {
  return typeof claim === "number" && claim <= now;
}

function isLifetime(iat: unknown, end: unknown): boolean {
  if (typeof iat !== "number" || typeof end !== "number") return false;
  return end - iat > LIMITS.lifetimeAbove && end - iat <= LIMITS.lifetimeMax;
}
