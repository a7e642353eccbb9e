import { widthOf } from "./width.ts";

/** Control characters, and marks that show nothing or turn text around: in a terminal they could act or mislead. */
const UNSEEN = /(?![\n ])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text that may hold words from outside, as it may be shown. Line breaks stay. */
export function shownSafely(text: string): string {
  return text.replace(UNSEEN, "?");
}

/** The end of a text in that many columns, with an ellipsis in front where that is not all. */
export function endOf(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  return columns < 1 ? "" : `…${reversed(take(reversed(text), columns - 1))}`;
}

/** The beginning of a text in that many columns, with an ellipsis behind where that is not all. */
export function startOf(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  return columns < 1 ? "" : `${take(text, columns - 1)}…`;
}

function take(text: string, columns: number): string {
  let taken = "";
  let width = 0;
  for (const character of text) {
    width += widthOf(character);
    if (width > columns) break;
    taken += character;
  }
  return taken;
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}
