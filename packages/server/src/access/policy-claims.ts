import { LIMITS } from "@countersign/core";
import type { Caller } from "./caller.ts";
import type { Policy } from "./policy.ts";

/** Where something stands in a token's claims: the names from the outside in. */
export type ClaimPath = readonly string[];

export interface ClaimsPolicyOptions {
  /** Where the meetings stand: an object of `"host"` or `"attendee"` by meeting number. `["zoom", "m"]` unless given. */
  readonly meetings?: ClaimPath | undefined;
  /** Where the Zoom user stands whose ZAK goes with a host's signature. Nobody unless given. */
  readonly zoomUser?: ClaimPath | undefined;
  /** Where the name to be shown in the meeting stands. None unless given. */
  readonly userName?: ClaimPath | undefined;
  /** Seconds a signature lives at most. */
  readonly maxLifetime?: number | undefined;
}

/**
 * What the caller's own token says: `{"zoom": {"m": {"87654321098": "host", "81234567890": "attendee"}}}`. A number
 * that does not stand there is not allowed, nor is one beside which anything else stands.
 */
export function policyFromClaims(options: ClaimsPolicyOptions = {}): Policy {
  const { meetings = ["zoom", "m"], zoomUser, userName, maxLifetime } = options;
  for (const path of [meetings, zoomUser, userName]) checkPath(path);
  checkMaxLifetime(maxLifetime);
  return ({ claims }, wish) => {
    if (wish.kind === "native" || wish.meetingNumber === undefined) return "no";
    const listed = lookUp(claims, meetings);
    const role =
      isObject(listed) && Object.hasOwn(listed, wish.meetingNumber) ? listed[wish.meetingNumber] : undefined;
    if (role !== "host" && role !== "attendee") return "no";
    return {
      kind: "web",
      meetingNumber: wish.meetingNumber,
      maxRole: role === "host" ? 1 : 0,
      maxLifetime,
      zoomUser: textAt(claims, zoomUser),
      userName: textAt(claims, userName),
    };
  };
}

/** @throws TypeError for a lifetime that Zoom does not take */
export function checkMaxLifetime(seconds: unknown): void {
  const { expirationSecondsMin: min, expirationSecondsMax: max } = LIMITS;
  if (seconds === undefined) return;
  if (!Number.isInteger(seconds) || Number(seconds) < min || Number(seconds) > max) {
    throw new TypeError(`maxLifetime has to be a whole number from ${min} to ${max}`);
  }
}

function checkPath(path: ClaimPath | undefined): void {
  if (path === undefined) return;
  if (!Array.isArray(path) || path.length === 0 || path.some((name) => typeof name !== "string")) {
    throw new TypeError('a path into the claims has to be a list of names, as in ["zoom", "m"]');
  }
}

function textAt(claims: Caller["claims"], path: ClaimPath | undefined): string | undefined {
  const value = path && lookUp(claims, path);
  return typeof value === "string" && value !== "" && value.length <= 255 ? value : undefined;
}

/** Own members only: a claim named like a method of every object is none. */
function lookUp(claims: Caller["claims"], path: ClaimPath): unknown {
  let value: unknown = claims;
  for (const name of path) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
