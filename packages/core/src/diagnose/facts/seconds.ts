const YEAR_2001 = 1_000_000_000;
const YEAR_9999 = 253_402_300_799;

/** Whether a value can be a time in seconds since 1970: a number from the year 2001 to the year 9999. */
export function isSeconds(value: unknown): value is number {
  return typeof value === "number" && value >= YEAR_2001 && value <= YEAR_9999;
}
