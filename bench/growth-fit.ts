// Names how a cost grows, from the figures alone.

export type Growth = "constant" | "slower than linear" | "linear" | "faster than linear";

export const GROWTHS: readonly Growth[] = ["constant", "slower than linear", "linear", "faster than linear"];

export interface Point {
  readonly n: number;
  /** Nanoseconds of one operation. */
  readonly cost: number;
}

/** As much may be the machine: a ratio repeats to about 15%, and the memory of the processor is of three sizes. */
const SAME = 1.4;
/** Of one in ten, at the speed of the fastest loop. What grows by less for each more is how far away its memory is. */
const NANOSECONDS_A_LOOK = 0.03;
const LINEAR_FROM = 0.7;
const LINEAR_TO = 1.3;

/**
 * Of points whose `n` grow. What is added to the first cost grows by n to the power of what is returned here: a tree
 * or the processor's memory give less than 0.7, a look at each of n gives 1, and looking at each for each gives 2.
 */
export function growthOf(points: readonly Point[]): Growth {
  const [first, middle, last] = [points[0], points.at(-2), points.at(-1)];
  if (first === undefined || middle === undefined || last === undefined || first === middle) {
    throw new TypeError("growth shows from three points on");
  }
  if (last.cost < SAME * first.cost) return "constant";
  const each = (last.cost - middle.cost) / (last.n - middle.n);
  if (each < NANOSECONDS_A_LOOK) return "slower than linear";
  // What noise makes negative has not grown yet.
  const added = Math.max(middle.cost - first.cost, 0.01 * first.cost);
  const power =
    Math.log((last.cost - first.cost) / added) / Math.log((last.n - first.n) / (middle.n - first.n));
  if (power < LINEAR_FROM) return "slower than linear";
  return power <= LINEAR_TO || middle.cost < SAME * first.cost ? "linear" : "faster than linear";
}

export function isWorse(found: Growth, wanted: Growth): boolean {
  return GROWTHS.indexOf(found) > GROWTHS.indexOf(wanted);
}
