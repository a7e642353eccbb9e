import { isSeconds } from "../diagnose/facts/seconds.ts";
import type { Report } from "../diagnose/report.ts";
import type { Cause } from "../diagnose/rule.ts";
import { list, span, when } from "../diagnose/words.ts";
import { LIMITS } from "../zoom/limits.ts";

const OF_TIME: readonly Cause[] = ["time-units", "exp-range", "clock-skew"];

interface Moment {
  readonly seconds: number;
  readonly words: string;
}

/**
 * Where the signature stands in time, in one sentence that follows the clock, where one of the findings is about
 * time and there are times to show.
 */
export function timelineOf({ findings, decoded }: Report): string | undefined {
  if (!findings.some(({ cause }) => OF_TIME.includes(cause))) return undefined;
  const { payload, zoomNow, now } = decoded;
  const iat = secondsOf(payload?.iat);
  const exp = secondsOf(payload?.exp);
  const moments: Moment[] = [
    { seconds: zoomNow, words: `now, ${when(zoomNow)}${zoomNow === now ? "" : " by Zoom's clock"}` },
  ];
  if (iat !== undefined) moments.push({ seconds: iat, words: `issued ${away(iat - zoomNow)}` });
  if (exp !== undefined) moments.push({ seconds: exp, words: `expiry ${away(exp - zoomNow)}` });
  if (moments.length === 1) return undefined;
  moments.sort((a, b) => a.seconds - b.seconds);
  return `In order of time: ${moments.map(({ words }) => words).join("; ")}. ${windowOf(iat, exp)}`;
}

function windowOf(iat: number | undefined, exp: number | undefined): string {
  const zoom = `Zoom wants an expiry more than ${LIMITS.lifetimeAbove / 60} minutes and at most ${LIMITS.lifetimeMax / 3600} hours after the issue`;
  if (iat === undefined || exp === undefined) {
    const unread = [iat === undefined ? "`iat`" : "", exp === undefined ? "`exp`" : ""].filter(
      (name) => name,
    );
    return `${zoom}; ${list(unread)} cannot be read as seconds.`;
  }
  const lifetime = exp - iat;
  if (lifetime < 0) return `${zoom}; here it is ${span(lifetime)} before it.`;
  return `${zoom}; here it is ${span(lifetime)}.`;
}

function away(seconds: number): string {
  if (Math.round(seconds) === 0) return "now";
  return seconds < 0 ? `${span(seconds)} ago` : `in ${span(seconds)}`;
}

function secondsOf(value: unknown): number | undefined {
  return isSeconds(value) ? value : undefined;
}
