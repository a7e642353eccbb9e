import type { Facts } from "../facts.ts";
import { legacyFields } from "./shape.ts";
import type { Symptom } from "./symptoms.ts";

export interface LegacyFacts {
  /** The signature is of the retired format, and Zoom took it all the same: it was passed before the format was retired. */
  readonly legacyTaken: true;
}

/** What Zoom says only after it has taken the signature. */
const AFTER: readonly Symptom[] = ["passcode", "not-started", "registration", "login", "email-missing"];

export function deriveLegacyTaken({ shape, works, symptoms }: Partial<Facts>): true | undefined {
  if (shape?.is !== "legacy") return undefined;
  const worked = works !== undefined && legacyFields(works.trim()) !== undefined;
  return worked || symptoms?.some((symptom) => AFTER.includes(symptom)) ? true : undefined;
}
