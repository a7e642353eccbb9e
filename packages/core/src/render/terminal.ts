import { endOf, shownSafely, startOf } from "./characters.ts";
import type { Block, Document, Pointed, Tone } from "./document.ts";
import { widthOf } from "./width.ts";
import { wrap } from "./wrap.ts";

export interface TerminalOptions {
  /** Columns; 80 unless given, never less than 32. */
  readonly width?: number;
  /** ANSI colours; none unless asked for. They say nothing that the words do not. */
  readonly colour?: boolean;
}

const WIDTH_USUAL = 80;
const WIDTH_MIN = 32;
/** Longer lines are hard to read, however wide the window. */
const WIDTH_MAX = 100;

type Style = "bold" | Tone;
const STYLES: { readonly [S in Style]: readonly [open: string, close: string] } = {
  bold: ["1", "22"],
  bad: ["1;31", "22;39"],
  doubtful: ["1;33", "22;39"],
  good: ["1;32", "22;39"],
  plain: ["1", "22"],
};

/** A document as lines for a terminal, ending in a line break. */
export function toTerminal(document: Document, options: TerminalOptions = {}): string {
  const width = Math.min(Math.max(Math.floor(options.width ?? WIDTH_USUAL), WIDTH_MIN), WIDTH_MAX);
  const paint = (style: Style, text: string): string => {
    const [open, close] = STYLES[style];
    return options.colour ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  };
  const lines = document.flatMap((block, index) => {
    const before = document[index - 1];
    const gap = before && needsGap(before, block) ? [""] : [];
    return [...gap, ...linesOf(block, width, paint)];
  });
  return `${lines.join("\n")}\n`;
}

function needsGap(before: Block, block: Block): boolean {
  if (block.kind === "heading" || block.kind === "title") return true;
  if (before.kind === "title") return true;
  if (block.kind === "pointed") return before.kind === "item";
  return (block.kind === "text" && before.kind !== "heading") || before.kind === "listing";
}

function linesOf(block: Block, width: number, paint: (style: Style, text: string) => string): string[] {
  switch (block.kind) {
    case "title":
      return wrap(shownSafely(block.text), width).map((line) => paint(block.tone, line));
    case "heading":
      return wrap(shownSafely(block.text), width).map((line) => paint("bold", line));
    case "text":
      return indented(wrap(shownSafely(block.text), width - 2), "  ", "  ");
    case "item":
      return indented(wrap(shownSafely(block.text), width - 4), "  - ", "    ");
    case "listing":
      return indented(
        shownSafely(block.text)
          .split("\n")
          .map((line) => startOf(line, width - 4)),
        "    ",
        "    ",
      );
    case "pointed":
      return pointedLines(block, width, paint);
  }
}

function indented(lines: readonly string[], first: string, rest: string): string[] {
  return lines.map((line, index) => `${index === 0 ? first : rest}${line}`);
}

const AROUND_MIN = 6;

/** The cut-out and the carets under it; the label says in words where it is. */
function pointedLines(
  { label, before, piece, after }: Pointed,
  width: number,
  paint: (style: Style, text: string) => string,
): string[] {
  const room = width - 4;
  const shown = startOf(oneLine(piece), room - 2 * AROUND_MIN);
  const left = room - widthOf(shown);
  const tail = startOf(oneLine(after), Math.max(AROUND_MIN, Math.floor(left / 3)));
  const head = endOf(oneLine(before), left - widthOf(tail));
  return [
    ...indented(wrap(shownSafely(label), width - 2), "  ", "  "),
    `    ${head}${shown}${tail}`,
    `    ${" ".repeat(widthOf(head))}${paint("bad", "^".repeat(widthOf(shown)))}`,
  ];
}

function oneLine(text: string): string {
  return shownSafely(text).replaceAll("\n", " ");
}
