import type { Role } from "@countersign/core";
import type { Caller } from "./access.ts";

/** What a request asks for, read but not yet allowed. */
export type Wish =
  | { readonly kind: "web"; readonly meetingNumber: string; readonly role: Role }
  | { readonly kind: "native" };

/** What may be signed. Made here only: nothing is signed from a wish. */
export type Grant =
  | { readonly kind: "web"; readonly meetingNumber: string; readonly role: Role }
  | { readonly kind: "native" };

export type AuthorizationProblem = "meeting-not-allowed" | "native-not-allowed" | "role-not-allowed";

/**
 * The answer is no unless the caller's authority covers the whole wish. A wish for less than the authority is
 * granted as it is; one for more is refused and not lowered, since a host who silently becomes a participant
 * would look for the fault elsewhere.
 *
 * A meeting that does not exist and one that is somebody else's get the same answer, whatever the role.
 */
export function authorize(caller: Caller, wish: Wish): Grant | AuthorizationProblem {
  const { meetings, maxRole, native } = caller.authority;
  if (wish.kind === "native") return native ? { kind: "native" } : "native-not-allowed";
  if (meetings !== "any" && !meetings.has(wish.meetingNumber)) return "meeting-not-allowed";
  if (wish.role > maxRole) return "role-not-allowed";
  return { kind: "web", meetingNumber: wish.meetingNumber, role: wish.role };
}
