import type { Role } from "@countersign/core";
import type { Caller } from "./caller.ts";

/** What a request asks for, read but not yet allowed. */
export type Wish =
  | {
      readonly kind: "web";
      /** Digits only. One of this and `resource` is there. */
      readonly meetingNumber?: string | undefined;
      /** The caller's own name for what is to be joined (an appointment's id); the policy knows the meeting. */
      readonly resource?: string | undefined;
      readonly role: Role;
    }
  | { readonly kind: "native" };

/** What a caller may have at most. A request can only lower it. */
export interface Permission {
  readonly kind: "web";
  /** Digits only. The signature is for this number and no other. */
  readonly meetingNumber: string;
  readonly maxRole: Role;
  /** Seconds from issue to expiry. */
  readonly maxLifetime?: number | undefined;
  /** The Zoom user whose ZAK or OBF token goes with it. Never taken from a request. */
  readonly zoomUser?: string | undefined;
  /** The name to be shown in the meeting. */
  readonly userName?: string | undefined;
  readonly passcode?: string | undefined;
  /** Whose meeting it is, seen from the account that owns the Zoom app. Zoom is asked unless given, where it can be. */
  readonly account?: "other" | "own" | undefined;
  /**
   * What somebody joins as: a Zoom user with their own ZAK, somebody who is none, or a program that a Zoom user's OBF
   * token brings in. Unless given: a guest without a `zoomUser`, and otherwise as the caller's scopes allow.
   */
  readonly participant?: "app" | "guest" | "signed-in" | undefined;
}

export interface NativePermission {
  readonly kind: "native";
  readonly maxLifetime?: number | undefined;
}

/** `unavailable`: the policy could not be asked. It means no as well, but says to try again. */
export type PolicyAnswer = Permission | NativePermission | "no" | "unavailable";

/** Says what this caller may have of this wish. Whatever is unclear is `no`. */
export type Policy = (caller: Caller, wish: Wish) => Promise<PolicyAnswer> | PolicyAnswer;
