import type { Role } from "@countersign/core";
import type { Caller } from "./caller.ts";
import type { NativePermission, Permission, Policy, PolicyAnswer, Wish } from "./policy.ts";

/** What may be signed. Made here only: nothing is signed from a wish. */
export type Grant =
  | {
      readonly kind: "web";
      readonly meetingNumber: string;
      readonly role: Role;
      readonly permission: Permission;
    }
  | { readonly kind: "native"; readonly permission: NativePermission };

export type AuthorizationProblem =
  | "meeting-not-allowed"
  | "native-not-allowed"
  | "policy-unavailable"
  | "role-not-allowed"
  | "scope-missing";

/**
 * The answer is no unless the policy grants the whole wish and the caller's credential may be used for it. A wish
 * for less than what is granted stays as it is; one for more is refused and not lowered, since a host who silently
 * becomes a participant would look for the fault elsewhere.
 *
 * A meeting that does not exist and one that is somebody else's get the same answer, whatever the role.
 */
export async function decide(
  policy: Policy,
  caller: Caller,
  wish: Wish,
): Promise<Grant | AuthorizationProblem> {
  const { scopes } = caller;
  if (wish.kind === "native") {
    if (!scopes.has("native:mint")) return "native-not-allowed";
    const permission = await policy(caller, wish);
    if (permission === "unavailable") return "policy-unavailable";
    return isObject(permission) && permission.kind === "native" && isLifetime(permission.maxLifetime)
      ? { kind: "native", permission }
      : "native-not-allowed";
  }

  if (!scopes.has("join:mint") && !scopes.has("host:mint")) return "scope-missing";
  const permission = await policy(caller, wish);
  if (permission === "unavailable") return "policy-unavailable";
  if (!isObject(permission) || permission.kind !== "web" || !isWhole(permission))
    return "meeting-not-allowed";
  const { meetingNumber } = permission;
  if (wish.meetingNumber !== undefined && wish.meetingNumber !== meetingNumber) return "meeting-not-allowed";
  const { role } = wish;
  const mayHost = permission.maxRole === 1 && scopes.has("host:mint");
  if (role === 1 ? !mayHost : role !== 0 || !scopes.has("join:mint")) return "role-not-allowed";
  return { kind: "web", meetingNumber, role, permission };
}

/** A policy of somebody's own may give anything: what is not an answer from end to end is no. */
function isObject(answer: PolicyAnswer): answer is NativePermission | Permission {
  return typeof answer === "object" && answer !== null;
}

function isWhole(permission: Permission): boolean {
  const { meetingNumber, maxRole, maxLifetime, zoomUser, userName, passcode } = permission;
  const { account, participant } = permission;
  return (
    isMeetingNumber(meetingNumber) &&
    (maxRole === 0 || maxRole === 1) &&
    isLifetime(maxLifetime) &&
    [zoomUser, userName, passcode].every((text) => text === undefined || typeof text === "string") &&
    isOneOf(account, ["other", "own"]) &&
    isOneOf(participant, ["app", "guest", "signed-in"])
  );
}

function isOneOf(value: string | undefined, known: readonly string[]): boolean {
  return value === undefined || known.includes(value);
}

function isMeetingNumber(value: unknown): value is string {
  return typeof value === "string" && /^[0-9]{9,11}$/.test(value);
}

/** Anything but a number would otherwise lower nothing. */
function isLifetime(value: unknown): boolean {
  return value === undefined || (Number.isInteger(value) && Number(value) > 0);
}
