import { type JoinPlan, type JoinWish, planJoin } from "@countersign/core/plan";
import type { Caller } from "../access/caller.ts";
import type { Grant } from "../access/decide.ts";
import type { Guarded } from "../access/guarded.ts";
import { type CompanionTokens, ZoomUnavailable } from "../companion/companion.ts";
import { entry, type ProblemEntry } from "../http/problem.ts";
import type { Authorized } from "../signature/issue.ts";
import type { JoinRequest } from "./request.ts";
import { zoomProblem } from "./zoom-problem.ts";

export interface JoinSettings {
  /** Without it there is no ZAK and no OBF token, and nobody knows whose a meeting is but the policy. */
  readonly companion: CompanionTokens | undefined;
  /** Whose meetings these are where neither the policy nor Zoom says. */
  readonly meetingsOf: "other" | "own" | undefined;
}

export type WebGrant = Extract<Grant, { kind: "web" }>;
export type Token = Exclude<Guarded, "signature">;

/** A join that is possible, and the one token that it takes beside the signature, if it takes one. */
export interface Planned {
  readonly plan: JoinPlan;
  readonly passcode: string | undefined;
  readonly token: Token | undefined;
}

/** Why there is no such join. */
export interface Unplanned {
  readonly problem: ProblemEntry;
  /** Seconds, where it may go well later. */
  readonly retryAfter?: number | undefined;
}

/**
 * What the join needs, and whether it can be had. Asks Zoom about the meeting at most, and only for a caller whom the
 * policy lets into it.
 */
export async function planFor(
  settings: JoinSettings,
  grant: WebGrant,
  { caller, request }: Authorized<JoinRequest>,
): Promise<Planned | Unplanned> {
  const { zoomUser } = grant.permission;
  const { registrantToken, sdkVersion } = request;
  const facts = await factsOf(settings, caller, grant);
  const { passcode, registrationRequired = registrantToken !== undefined, signInRequired = false } = facts;
  const plan = planJoin({
    meetingOf: facts.meetingOf,
    role: grant.role,
    participant: participantOf(caller, grant),
    registration: registrationRequired,
    signInRequired,
    passcode: passcode === undefined ? "unknown" : passcode === "" ? "none" : "set",
    platform: "web",
    ...(sdkVersion !== undefined && { sdkVersion }),
  });
  const { zak, obfToken, tk } = plan.items;
  const needed = zak.need === "needed" ? "zak" : obfToken.need === "needed" ? "obf-token" : undefined;

  // The plan took the meeting for another account's because Zoom did not say. In a moment it may.
  if (facts.unanswered?.retryAfter !== undefined && needed !== undefined)
    return zoomProblem(facts.unanswered);
  const [refused] = plan.refusals;
  if (refused !== undefined) {
    const { field, message: reason, help } = refused;
    const property = field === "sdkVersion" ? "sdkVersion" : field === "participant" ? "role" : "$request";
    return { problem: entry("join-refused", { reason, help, property }) };
  }
  if (tk.need === "needed" && registrantToken === undefined) {
    return { problem: entry("registrant-token-missing") };
  }
  const reachable = settings.companion !== undefined && hasUser(zoomUser);
  if (needed === undefined) {
    const advised = reachable && zak.advised === true && caller.scopes.has("zak:read");
    return { plan, passcode, token: advised ? "zak" : undefined };
  }
  if (reachable) return { plan, passcode, token: needed };
  const [what, { why }] = needed === "zak" ? ["a ZAK", zak] : ["an OBF token", obfToken];
  const code = settings.companion === undefined ? "zoom-api-missing" : "zoom-user-missing";
  return { problem: entry(code, { reason: `this join needs ${what}: ${why}` }) };
}

/** What is known of the meeting. */
interface MeetingFacts {
  readonly meetingOf: NonNullable<JoinWish["meetingOf"]>;
  readonly passcode?: string | undefined;
  readonly registrationRequired?: boolean | undefined;
  readonly signInRequired?: boolean | undefined;
  /** Whose meeting it is was asked for in vain. */
  readonly unanswered?: ZoomUnavailable;
}

/**
 * The policy's word, or else Zoom's, or else the server's own setting. Zoom is asked where the policy leaves something
 * open that Zoom can tell: of another account's meetings it tells nothing. Where it does not answer, a join that can
 * do without goes on.
 */
async function factsOf(
  { companion, meetingsOf }: JoinSettings,
  { tenant }: Caller,
  { meetingNumber, permission: { account, passcode } }: WebGrant,
): Promise<MeetingFacts> {
  const said = account ?? meetingsOf;
  const meetingOf = said === undefined ? "unknown" : (`${said}-account` as const);
  const open = account === undefined || (account === "own" && passcode === undefined);
  if (companion === undefined || !open) return { meetingOf, passcode };
  try {
    const found = await companion.meeting({ tenant, meetingNumber });
    // What Zoom said a while ago will do here: with it nobody is let in who was not before.
    if (found === undefined)
      return { meetingOf: account === undefined ? "other-account" : meetingOf, passcode };
    const { registrationRequired, signInRequired } = found;
    return {
      meetingOf: "own-account",
      passcode: passcode ?? found.passcode,
      registrationRequired,
      signInRequired,
    };
  } catch (error) {
    if (!ZoomUnavailable.is(error)) throw error;
    return { meetingOf, passcode, ...(meetingOf === "unknown" && { unanswered: error }) };
  }
}

/**
 * The policy's word. Without it: who has no Zoom user is a guest; who has one joins as that user where the credential
 * is for ZAKs, and is a program that the user's OBF token brings in where it is for those only.
 */
function participantOf({ scopes }: Caller, { permission }: WebGrant): JoinWish["participant"] {
  const { participant, zoomUser } = permission;
  if (participant !== undefined) return participant;
  if (!hasUser(zoomUser)) return "guest";
  return scopes.has("obf:read") && !scopes.has("zak:read") ? "app" : "signed-in";
}

function hasUser(zoomUser: string | undefined): boolean {
  return zoomUser !== undefined && zoomUser !== "";
}
