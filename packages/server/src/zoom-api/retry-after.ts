/** However long Zoom asks for, it is asked again after this. */
export const RETRY_SECONDS_MAX = 60;

/**
 * How long to wait, in seconds from 1 to 60. Zoom promises `Retry-After` as a date; users saw seconds, and none at all.
 *
 * @param now Seconds since 1970, from the answer's own `Date` where it has one, so that a wrong clock here does not matter.
 * @returns nothing where the header is absent or says nothing
 */
export function retryAfterSeconds(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^[0-9]{1,15}$/.test(text)) return within(Number(text));
  // Anything else that Date.parse may take is a guess: only the date of RFC 9110 and the one of RFC 3339.
  const isDate =
    /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$/.test(text) ||
    /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})$/.test(
      text,
    );
  const then = isDate ? Date.parse(text) / 1000 : Number.NaN;
  return Number.isFinite(then - now) ? within(then - now) : undefined;
}

function within(seconds: number): number {
  return Math.min(Math.max(Math.ceil(seconds), 1), RETRY_SECONDS_MAX);
}
