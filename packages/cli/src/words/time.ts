const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A length of time in its two largest units: `1 hour 30 minutes`. */
export function duration(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds));
  let rest = whole;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(" ") || "0 seconds";
}

/** `in 2 hours`, `30 seconds ago`, `now`. */
export function relative(seconds: number, now: number): string {
  const away = Math.trunc(seconds - Math.floor(now));
  if (away === 0) return "now";
  return away > 0 ? `in ${duration(away)}` : `${duration(away)} ago`;
}

/** The last second that four digits can write: 9999-12-31T23:59:59Z. What lies beyond is no time in seconds. */
const LAST_SECOND = 253_402_300_799;

/** `2026-11-24T08:00:00Z (in 2 hours)`, or undefined where the number is no time in seconds since 1970. */
export function moment(seconds: number, now: number): string | undefined {
  if (!(seconds >= 0 && seconds <= LAST_SECOND)) return undefined;
  const iso = new Date(Math.floor(seconds) * 1000).toISOString().replace(".000Z", "Z");
  return `${iso} (${relative(seconds, now)})`;
}

const DURATION = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/;

/** Seconds in `2h`, `90m`, `1h30m`, `7200s`; undefined for anything else, a bare number too. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text.trim().toLowerCase());
  if (!match || match[0] === "") return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return days * 86_400 + hours * 3600 + minutes * 60 + seconds;
}
