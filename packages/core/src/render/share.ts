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

/** So many characters in a row of a key or token are too many to be shown. */
const RUN = 12;

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
    withoutRuns(
      hidden.reduce((rest, one) => rest.replaceAll(one, "…"), text),
      hidden,
    )
      .replace(TOKEN, "…")
      .replace(LINK, "$1…")
      .replace(UUID, "…")
      .replace(NUMBER, (number) => (isTime(number) ? number : number.replace(/\d/g, "#"))),
  );
}

/** Takes out what is a piece of something hidden, wherever a rule quoted it. Words in a row are none. */
function withoutRuns(text: string, hidden: readonly string[]): string {
  const starts = new Map<string, number[]>();
  for (let start = 0; start + RUN <= text.length; start++) {
    const run = text.slice(start, start + RUN);
    if (!/\s/.test(run)) starts.set(run, [...(starts.get(run) ?? []), start]);
  }
  const taken = new Set<number>();
  for (const one of hidden) {
    for (let at = 0; at + RUN <= one.length; at++) {
      for (const start of starts.get(one.slice(at, at + RUN)) ?? []) {
        for (let index = start; index < start + RUN; index++) taken.add(index);
      }
    }
  }
  if (taken.size === 0) return text;
  return text
    .split("")
    .map((character, index) => (taken.has(index) ? (taken.has(index - 1) ? "" : "…") : character))
    .join("");
}

function digitsOf(value: unknown): string {
  return String(value ?? "").replace(/\D/g, "");
}
