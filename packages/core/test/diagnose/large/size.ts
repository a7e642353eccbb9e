/** The sizes of the large runs. `COUNTERSIGN_LONG=1` takes the full ones: minutes, not seconds. */
export const LONG: boolean = process.env.COUNTERSIGN_LONG === "1";

export function size(quick: number, full: number): number {
  return LONG ? full : quick;
}

/** Milliseconds that vitest lets a large run take. */
export const TIMEOUT: number = LONG ? 3_600_000 : 60_000;
