import type { Growth } from "./growth-fit.ts";
import type { Candidate } from "./measure.ts";

/** One operation, beside more and more of something. */
export interface Series {
  /** What there is more and more of. */
  readonly of: string;
  /** What is timed. */
  readonly operation: string;
  /** Three at least, growing; the quick form takes the first three. */
  readonly sizes: readonly number[];
  /** At most so much is as it should be. */
  readonly wanted: Growth;
  /** Said beside it: what makes it grow, where it does. */
  readonly why?: string;
  readonly prepare: (size: number) => Prepared | Promise<Prepared>;
}

export interface Prepared extends Omit<Candidate, "name"> {
  /** Operations in one call of `once`; 1 unless given. */
  readonly operations?: number;
  readonly close?: () => Promise<void> | void;
}

/** So many of a large number, spread over all of it: what a candidate chooses among, so that it keeps no result. */
export function spreadOver(size: number, most = 512): readonly number[] {
  const count = Math.min(size, most);
  // Not in their order, which the processor would guess.
  return Array.from({ length: count }, (_, i) => Math.floor((((i * 193) % count) * size) / count));
}

/** Nine to eleven digits, no two the same. */
export function meetingAt(index: number): string {
  return String(87_000_000_000 + index);
}
