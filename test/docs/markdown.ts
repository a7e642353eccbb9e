export interface Block {
  /** The line its fence stands on, from 1. */
  readonly line: number;
  readonly language: string;
  /** The words after the language, as in `sh not-run a reason`. */
  readonly info: string;
  readonly text: string;
  /** The `text` block right after it: what it shows. */
  readonly output?: string;
}

const FENCE = /^(\s*)(`{3,}|~{3,})\s*(\S*)\s*(.*)$/;

/** The fenced code blocks of a page, each with the output block that follows it. */
export function blocksOf(markdown: string): Block[] {
  const blocks: { -readonly [Key in keyof Block]: Block[Key] }[] = [];
  const lines = markdown.split("\n");
  let lastEnd = -1;
  for (let index = 0; index < lines.length; index++) {
    const fence = FENCE.exec(lines[index] ?? "");
    if (!fence) continue;
    const [, indent = "", marks = "", language = "", info = ""] = fence;
    const start = index;
    const body: string[] = [];
    for (index++; index < lines.length && (lines[index] ?? "").trim() !== marks; index++) {
      body.push((lines[index] ?? "").slice(indent.length));
    }
    if (index === lines.length) throw new Error(`the block of line ${start + 1} is not closed`);
    const text = body.join("\n");
    const previous = blocks.at(-1);
    const follows = lines.slice(lastEnd + 1, start).every((line) => line.trim() === "");
    if (language === "text" && previous && follows && previous.language !== "text") previous.output = text;
    else blocks.push({ line: start + 1, language, info, text });
    lastEnd = index;
  }
  return blocks;
}
