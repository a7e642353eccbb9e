import type { Survivor } from "./results.ts";

/** Survivors that no test can kill: with them the program does the same. They count as survivors all the same. */
export interface Equivalent {
  readonly file: string;
  /** What stands in the source, and what it was replaced by: nothing of where, so that a line above does not matter. */
  readonly mutants: readonly (readonly [original: string, replacement: string])[];
  readonly reason: string;
}

export const EQUIVALENT: readonly Equivalent[] = [];

export function argued({ file, original, replacement }: Survivor): Equivalent | undefined {
  return EQUIVALENT.find(
    (each) =>
      each.file === file && each.mutants.some(([from, to]) => from === original && to === replacement),
  );
}
