import { widthOf } from "./width.ts";

/** A word, or code between backticks, which is copied better from one line. */
const WORDS = /(?:[^\s`]|`[^`]*`|`)+/g;

/**
 * A paragraph in lines of at most `width` columns. What is longer is broken, at its spaces where it has some, so that
 * nothing runs out.
 */
export function wrap(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of wordsOf(paragraph, width)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function wordsOf(paragraph: string, width: number): string[] {
  return (paragraph.match(WORDS) ?? []).flatMap((word) =>
    widthOf(word) <= width ? [word] : word.split(" ").flatMap((each) => pieces(each, width)),
  );
}

function pieces(word: string, width: number): string[] {
  const parts: string[] = [];
  let part = "";
  for (const character of word) {
    if (part !== "" && widthOf(part + character) > width) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}
