import type { Certainty } from "@countersign/core/diagnose";

export interface LintFinding {
  /** The rule's id, which is its file's name. */
  readonly rule: string;
  readonly certainty: Certainty;
  /** From the folder that was read, with `/` between its parts. */
  readonly file: string;
  /** Both from 1; the column in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** What is wrong here. */
  readonly message: string;
  /** The way out. */
  readonly help: string;
  /** Where the rule is explained. */
  readonly docs: string;
}

/** A Meeting SDK for the web that the project loads. */
export interface SdkInUse {
  readonly version: string;
  /** False where the version is the lowest of a range, as `^5.0.0` of a package.json without a lock file. */
  readonly exact: boolean;
  readonly from: "lock file" | "package.json" | "CDN address";
  readonly file: string;
  readonly line: number;
  /** What is known to hold for a join with this version. */
  readonly facts: readonly string[];
}

export interface NotLookedAt {
  readonly what: string;
  readonly why: string;
  readonly paths: readonly string[];
}

export interface LintReport {
  readonly schema: 1;
  /** `ok` says that no rule found anything, not that all is well. */
  readonly outcome: "ok" | "problems" | "nothing-read";
  readonly root: string;
  readonly filesRead: readonly string[];
  readonly sdks: readonly SdkInUse[];
  readonly findings: readonly LintFinding[];
  readonly notLookedAt: readonly NotLookedAt[];
}
