export interface Span {
  readonly kind: "text" | "code";
  readonly text: string;
}

/** Splits a text at its backticks. An odd one is only a character. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const found of text.matchAll(/`([^`]+)`/g)) {
    if (found.index > end) spans.push({ kind: "text", text: text.slice(end, found.index) });
    spans.push({ kind: "code", text: found[1] ?? "" });
    end = found.index + found[0].length;
  }
  if (end < text.length) spans.push({ kind: "text", text: text.slice(end) });
  return spans;
}
