import { LIMITS } from "../../zoom/limits.ts";
import { parseMeetingNumber } from "../../zoom/meeting-number.ts";
import type { Facts } from "../facts.ts";
import { attempt } from "../plain.ts";

/** What stands where a meeting number should be. Only `digits` is right. */
export type NumberReading =
  | { readonly is: "digits"; readonly digits: string }
  /** The number with spaces, dashes or wide digits; `digits` is what is left without. */
  | { readonly is: "separated"; readonly digits: string }
  | { readonly is: "wrong-length"; readonly digits: string }
  /** An address; `digits` where a number stands in it. */
  | { readonly is: "link"; readonly digits?: string }
  | { readonly is: "uuid" }
  | { readonly is: "name" }
  | { readonly is: "empty" }
  /** A number with a fraction, a sign or more digits than a number can hold; `null`, an object. */
  | { readonly is: "other"; readonly value: unknown };

export interface NumberFacts {
  /** The claim `mn`, where there is one. */
  readonly mn: NumberReading;
  /** `meetingNumber` of the join call, where there is one. */
  readonly joinNumber: NumberReading;
}

export function deriveMn({ claims }: Partial<Facts>): NumberReading | undefined {
  return claims && Object.hasOwn(claims, "mn") ? readNumber(claims.mn) : undefined;
}

export function deriveJoinNumber({ joinCall }: Partial<Facts>): NumberReading | undefined {
  return joinCall && Object.hasOwn(joinCall, "meetingNumber")
    ? readNumber(joinCall.meetingNumber)
    : undefined;
}

const { meetingNumberDigitsMin: MIN, meetingNumberDigitsMax: MAX } = LIMITS;

export function readNumber(value: unknown): NumberReading {
  if (typeof value === "number") {
    return Number.isSafeInteger(value) && value >= 0 ? ofDigits(String(value)) : { is: "other", value };
  }
  if (typeof value !== "string") return { is: "other", value };
  if (value.trim() === "") return { is: "empty" };
  if (/^\d+$/.test(value)) return ofDigits(value);
  const digits = attempt(() => parseMeetingNumber(value).meetingNumber);
  if (/^\s*[a-z]+:\/\//i.test(value)) return { is: "link", ...(digits !== undefined && { digits }) };
  if (digits !== undefined) return { is: "separated", digits };
  if (/^(?=.*[A-Za-z+/])[A-Za-z0-9+/]{22}==$/.test(value)) return { is: "uuid" };
  return { is: "name" };
}

function ofDigits(digits: string): NumberReading {
  return { is: digits.length < MIN || digits.length > MAX ? "wrong-length" : "digits", digits };
}
