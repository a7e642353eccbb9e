import type { Report } from "../report.ts";
import type { Certainty } from "../rule.ts";

export interface Difference {
  /** The place in the signature: `payload.exp`, `header.alg`, `mac`, `payload` for its writing as a whole. */
  readonly at: string;
  /** What stands there, as it may be shown: keys and long texts are cut, `missing` where it is not there. */
  readonly working: string;
  readonly failing: string;
  /**
   * - `explains`: a rule says that the failing one is refused for it, and the working one is not.
   * - `may`: nothing says that it is refused for it, and nothing says that it is not.
   * - `none`: Zoom does not look at it.
   */
  readonly matters: "explains" | "may" | "none";
  readonly why: string;
}

/** The one thing that the failing signature has wrong and the working one has not. */
export interface Explanation {
  readonly certainty: Certainty;
  readonly at: string;
  readonly message: string;
  readonly help: string;
  /** The rule that says so; none where it follows from the two signatures alone. */
  readonly rule: string | null;
}

export interface Comparison {
  readonly schema: 1;
  /** `unproven`: nothing that differs is known to matter, or only Zoom can tell whether it does. */
  readonly outcome: "explained" | "unproven";
  readonly explanation: Explanation | null;
  /** Those that matter first. */
  readonly differences: readonly Difference[];
  /** Rules that find the same in both: the working one works with it. */
  readonly shared: readonly string[];
  readonly working: Report;
  readonly failing: Report;
}
