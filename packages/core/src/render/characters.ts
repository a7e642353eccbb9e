/** Control characters, and marks that show nothing or turn text around: in a terminal they could act or mislead. */
const UNSEEN = /(?![\n ])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text that may hold words from outside, as it may be shown. Line breaks stay. */
export function shownSafely(text: string): string {
  return text.replace(UNSEEN, "?");
}

/** The last `count` characters, with an ellipsis in front where that is not all. */
export function endOf(text: string, count: number): string {
  const all = [...text];
  if (all.length <= count) return text;
  return count < 1 ? "" : `…${all.slice(all.length - count + 1).join("")}`;
}

/** The first `count` characters, with an ellipsis behind where that is not all. */
export function startOf(text: string, count: number): string {
  const all = [...text];
  if (all.length <= count) return text;
  return count < 1 ? "" : `${all.slice(0, count - 1).join("")}…`;
}
