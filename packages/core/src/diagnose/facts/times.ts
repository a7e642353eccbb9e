import type { Facts } from "../facts.ts";
import { isSeconds } from "./seconds.ts";

export const TIME_CLAIMS = ["iat", "exp", "tokenExp"] as const;
export type TimeClaim = (typeof TIME_CLAIMS)[number];

/** What a time claim holds. Only `seconds` is right. */
export type TimeReading =
  | { readonly is: "missing" }
  | { readonly is: "seconds"; readonly seconds: number }
  | {
      readonly is: "milliseconds" | "microseconds" | "nanoseconds";
      readonly value: number;
      readonly seconds: number;
    }
  | { readonly is: "text"; readonly text: string; readonly seconds?: number }
  /** A number too small to be a time: seconds counted from the signing, most likely. */
  | { readonly is: "duration"; readonly value: number }
  | { readonly is: "nothing"; readonly value: unknown };

export interface TimeFacts {
  readonly timeClaims: { readonly [Claim in TimeClaim]: TimeReading };
  /** `iat`, where it is plausible seconds. */
  readonly issuedAt: number;
  /** `exp`, where it is plausible seconds and not before `iat`. */
  readonly expiry: number;
  /** `iat` and `exp`, both plausible seconds. */
  readonly times: { readonly iat: number; readonly exp: number };
}

const UNITS = [
  ["milliseconds", 1e3],
  ["microseconds", 1e6],
  ["nanoseconds", 1e9],
] as const;

export function deriveTimeClaims({ claims }: Partial<Facts>): TimeFacts["timeClaims"] | undefined {
  if (!claims) return undefined;
  const read = (name: TimeClaim): TimeReading =>
    Object.hasOwn(claims, name) ? readTime(claims[name]) : { is: "missing" };
  return { iat: read("iat"), exp: read("exp"), tokenExp: read("tokenExp") };
}

export function deriveIssuedAt({ timeClaims }: Partial<Facts>): number | undefined {
  return timeClaims?.iat.is === "seconds" ? timeClaims.iat.seconds : undefined;
}

export function deriveTimes({ timeClaims }: Partial<Facts>): TimeFacts["times"] | undefined {
  if (timeClaims?.iat.is !== "seconds" || timeClaims.exp.is !== "seconds") return undefined;
  return { iat: timeClaims.iat.seconds, exp: timeClaims.exp.seconds };
}

export function deriveExpiry({ timeClaims, issuedAt }: Partial<Facts>): number | undefined {
  if (timeClaims?.exp.is !== "seconds") return undefined;
  const { seconds } = timeClaims.exp;
  return issuedAt === undefined || seconds > issuedAt ? seconds : undefined;
}

function readTime(value: unknown): TimeReading {
  if (typeof value === "string") {
    const number = /^\s*\d{1,20}(?:\.\d+)?\s*$/.test(value) ? Number(value) : Date.parse(value) / 1000;
    const reading = readTime(number);
    return { is: "text", text: value, ...("seconds" in reading && { seconds: Math.floor(reading.seconds) }) };
  }
  if (typeof value !== "number") return { is: "nothing", value };
  if (isSeconds(value)) return { is: "seconds", seconds: value };
  for (const [is, factor] of UNITS) {
    const seconds = Math.floor(value / factor);
    if (isSeconds(seconds)) return { is, value, seconds };
  }
  return value >= 0 && value < 1e9 ? { is: "duration", value } : { is: "nothing", value };
}
