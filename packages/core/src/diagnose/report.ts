import type { JsonObject } from "../token/compact.ts";
import type { TokenKind } from "./facts/kind.ts";
import type { Cause, Certainty } from "./rule.ts";

/** What one rule saw in this evidence. */
export interface Finding {
  readonly rule: string;
  readonly cause: Cause;
  readonly certainty: Certainty;
  /** The place in the evidence: `signature`, `header.alg`, `payload.exp`, `joinCall.passWord`. */
  readonly at: string;
  /** What is wrong with this token, with its values. */
  readonly message: string;
  /** The way out, with the corrected value. */
  readonly help: string;
  /** The rule's page, from the project's root. */
  readonly docs: string;
}

/**
 * - `ok`: nothing wrong in what could be checked.
 * - `rejected`: Zoom or its SDK refuses this.
 * - `risky`: it may be refused, or will be by some version.
 * - `unproven`: the token is right; the findings say where else to look, most likely first.
 */
export type Outcome = "ok" | "rejected" | "risky" | "unproven";

export interface NotChecked {
  readonly rule: string;
  /** The facts that are missing. */
  readonly missing: readonly string[];
  /** What to add to the evidence to have it checked; empty where another finding stands in the way. */
  readonly give: readonly string[];
}

/** The token as far as it could be read. Long and private values are cut. */
export interface Decoded {
  readonly kind: TokenKind | null;
  readonly header: JsonObject | null;
  readonly payload: JsonObject | null;
  /** Seconds since 1970: what the times were compared with. */
  readonly now: number;
  readonly zoomNow: number;
}

export interface Report {
  readonly schema: 1;
  readonly outcome: Outcome;
  /** The first finding; `null` where there is none. */
  readonly verdict: Finding | null;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly decoded: Decoded;
}
