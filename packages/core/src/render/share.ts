import type { Report } from "../diagnose/report.ts";
import { type Document, mapTexts } from "./document.ts";

const TOKEN = /eyJ[\w+/=-]{8,}(?:\.[\w+/=-]*)*/g;
/** A link of Zoom's: behind its host stand a number or a personal name, and often a passcode. */
const LINK = /(zoom(?:gov)?\.(?:us|com)(?:\.cn)?\/)[^\s`"')]+/gi;
const UUID = /(?<![\w+/])[\w+/]{22}==/g;
/** A date is left alone; nine to eleven digits are not, nor when spaces, dashes or dots stand between them. */
const NUMBER = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|(?<![\d.])\d(?:[ .-]?\d){8,10}(?!\d)/g;
/** A time in seconds within this span of the report's clock is a time and no meeting number. */
const NEAR_NOW = 400 * 86_400;

/** Takes out of a document all that should not stand in public. Digits become `#`, so that the form still shows. */
export function shareable(document: Document, { decoded }: Report, hide: readonly string[]): Document {
  const hidden = [...new Set(hide)].filter((one) => one.length >= 4).sort((a, b) => b.length - a.length);
  const { iat, exp, tokenExp } = decoded.payload ?? {};
  const times = new Set([iat, exp, tokenExp].map(String));
  const mn = digitsOf(decoded.payload?.mn);
  const isTime = (digits: string): boolean =>
    digits.includes(":") ||
    (digits !== mn &&
      digits.length === 10 &&
      (times.has(digits) || Math.abs(Number(digits) - decoded.now) < NEAR_NOW));
  return mapTexts(document, (text) =>
    hidden
      .reduce((rest, one) => rest.replaceAll(one, "…"), text)
      .replace(TOKEN, "…")
      .replace(LINK, "$1…")
      .replace(UUID, "…")
      .replace(NUMBER, (number) => (isTime(number) ? number : number.replace(/\d/g, "#"))),
  );
}

function digitsOf(value: unknown): string {
  return String(value ?? "").replace(/\D/g, "");
}
