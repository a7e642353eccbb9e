import { h } from "./element.ts";
import { marksFor, partsOf, type Stretch, type TokenParts } from "./token-marks.ts";

/** Longer texts are not taken apart: a signature has about 350 characters. */
const LONGEST = 4096;

/** Above a token: which colour is which part. */
export function tokenHeading(): HTMLElement {
  const part = (kind: string, name: string): HTMLElement => h("span", { class: kind }, name);
  return h(
    "h4",
    { class: "legend" },
    "The token: ",
    part("header", "header"),
    ".",
    part("payload", "payload"),
    ".",
    part("mac", "MAC"),
  );
}

/**
 * A token with its parts in colours, and what is wrong in it marked. Read aloud, its characters say nothing: it is
 * named instead, with what is marked.
 */
export function tokenView(text: string, at = ""): HTMLElement {
  const shown = text.slice(0, LONGEST);
  const marks = marksFor(shown, at);
  const parts = partsOf(shown);
  const kinds = Object.entries(parts ?? {});
  const edges = [
    0,
    shown.length,
    ...[...marks, ...Object.values(parts ?? {})].flatMap((one) => [one.start, one.end]),
  ];
  const cuts = [...new Set(edges)].sort((a, b) => a - b);
  const pre = h("pre", {
    class: "token",
    tabindex: "0",
    role: "img",
    "aria-label": `The token, ${text.length} characters${marked(marks, parts, at)}`,
  });
  cuts.slice(0, -1).forEach((start, index) => {
    const end = cuts[index + 1] ?? start;
    const kind = kinds.find(([, part]) => part.start <= start && end <= part.end)?.[0] ?? "around";
    const isMarked = marks.some((mark) => mark.start <= start && end <= mark.end);
    pre.append(h(isMarked ? "mark" : "span", { class: kind }, visible(shown.slice(start, end))));
  });
  if (text.length > LONGEST) pre.append("…");
  return pre;
}

function marked(marks: readonly Stretch[], parts: TokenParts | undefined, at: string): string {
  const [mark] = marks;
  if (!mark) return "";
  const [place = "", ...name] = at.split(".");
  const [part, whole] =
    Object.entries(parts ?? {}).find(([, one]) => one.start <= mark.start && mark.end <= one.end) ?? [];
  if (!part || !whole) return "; marked is what does not belong to it";
  const isWhole = whole.start === mark.start && whole.end === mark.end;
  return isWhole || place !== part
    ? `; marked is its ${part}`
    : `; marked is ${name.join(".")} in its ${part}`;
}

/** Line breaks and blanks inside a mark would not be seen. */
function visible(text: string): string {
  return text
    .replace(/\r?\n/g, "⏎")
    .replaceAll("\t", "⇥")
    .replaceAll(" ", "␣")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "�");
}
