import { LIMITS } from "@countersign/core";
import type { Report } from "@countersign/core/diagnose";

export interface Moment {
  readonly kind: "iat" | "now" | "exp" | "earliest" | "latest";
  readonly label: string;
  /** For the drawing: small letters of "iat" are read as "lat". */
  readonly short: string;
  readonly seconds: number;
}

export interface Moments {
  /** In order of time. */
  readonly all: readonly Moment[];
  /** What Zoom allows `exp` to be, counted from `iat`. */
  readonly window?: { readonly from: number; readonly to: number };
}

/** From 2001 to 2100: what is outside is no time in seconds, and would only stretch the drawing. */
const PLAUSIBLE = [1_000_000_000, 4_102_444_800] as const;

/** The times of a signature, as far as they can be drawn. */
export function momentsOf({ decoded }: Report): Moments | undefined {
  const iat = time(decoded.payload?.iat);
  const exp = time(decoded.payload?.exp);
  if (iat === undefined && exp === undefined) return undefined;
  const all: Moment[] = [{ kind: "now", label: "Now", short: "now", seconds: decoded.zoomNow }];
  if (iat !== undefined) {
    all.push({ kind: "iat", label: "Issued (iat)", short: "issued", seconds: iat });
    const [from, to] = [iat + LIMITS.lifetimeAbove, iat + LIMITS.lifetimeMax];
    all.push({ kind: "earliest", label: "Zoom’s earliest expiry", short: "earliest", seconds: from });
    all.push({ kind: "latest", label: "Zoom’s latest expiry", short: "latest", seconds: to });
  }
  if (exp !== undefined) all.push({ kind: "exp", label: "Expires (exp)", short: "expires", seconds: exp });
  all.sort((a, b) => a.seconds - b.seconds);
  if (iat === undefined) return { all };
  return { all, window: { from: iat + LIMITS.lifetimeAbove, to: iat + LIMITS.lifetimeMax } };
}

function time(value: unknown): number | undefined {
  return typeof value === "number" && value > PLAUSIBLE[0] && value < PLAUSIBLE[1] ? value : undefined;
}

const UNITS: readonly (readonly [number, string])[] = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
];

/** `2 hours`, `1 day 3 hours`. */
export function span(seconds: number): string {
  let rest = Math.round(Math.abs(seconds));
  const words: string[] = [];
  for (const [size, word] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${count} ${word}${count === 1 ? "" : "s"}`);
    else if (words.length > 0) break;
  }
  return words.slice(0, 2).join(" ") || "0 seconds";
}

export function away(seconds: number): string {
  if (Math.round(seconds) === 0) return "now";
  return seconds < 0 ? `${span(seconds)} ago` : `in ${span(seconds)}`;
}

/** `2025-11-24 02:00:00 UTC`. */
export function when(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return String(seconds);
  return `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
