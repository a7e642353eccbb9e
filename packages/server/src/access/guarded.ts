import type { AuditEntry } from "../state/stores.ts";
import type { Caller } from "./caller.ts";
import type { Grant } from "./decide.ts";

/** What is given with a HostPass only. `signature`: one with which somebody can host. */
export type Guarded = "obf-token" | "signature" | "zak";

/** One of them as it is to be given. */
export interface Given {
  readonly what: Guarded;
  readonly token: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

export type GuardedProblem =
  | "native-not-allowed"
  | "obf-token-not-allowed"
  | "role-not-allowed"
  | "zak-not-allowed";

export function canHost(grant: Grant): boolean {
  return grant.kind === "native" || grant.role === 1;
}

/** Condition 1 of the gate: the credential can be used for it. */
export function hasScope({ scopes }: Caller, grant: Grant, what: Guarded): boolean {
  if (what !== "signature") return scopes.has(what === "zak" ? "zak:read" : "obf:read");
  return scopes.has(grant.kind === "native" ? "native:mint" : "host:mint");
}

/** Condition 2: the policy names this caller as host, or the Zoom user whose token it is. */
export function isGranted(grant: Grant, what: Guarded): boolean {
  if (grant.kind === "native") return what === "signature" && grant.permission.kind === "native";
  const { maxRole, zoomUser } = grant.permission;
  if (what === "signature") return maxRole === 1;
  // An OBF token joins; with role 1 Zoom refuses it.
  return zoomUser !== undefined && zoomUser !== "" && (what === "zak" || grant.role === 0);
}

export function actionOf(grant: Grant, what: Guarded): AuditEntry["action"] {
  if (what !== "signature") return what;
  return grant.kind === "native" ? "native-signature" : "host-signature";
}

export function refusedAs(grant: Grant, what: Guarded): GuardedProblem {
  if (what !== "signature") return `${what}-not-allowed`;
  return grant.kind === "native" ? "native-not-allowed" : "role-not-allowed";
}
