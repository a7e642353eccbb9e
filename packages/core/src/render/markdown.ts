import { shownSafely } from "./characters.ts";
import type { Block, Document } from "./document.ts";
import { spansOf } from "./inline.ts";

/** What would begin a tag, a link, a picture or emphasis. An underscore inside a word begins nothing. */
const MEANS_SOMETHING =
  /[\\<>*[\]~|`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|^(?:[#+-]|\d+[.)])(?= )|@(?=\w)/gu;

/** A document as markdown, for a file, an issue or a forum. No word from outside can become a tag or a link. */
export function toMarkdown(document: Document): string {
  const parts = document.map((block, index) => {
    const before = document[index - 1];
    const close = before?.kind === "item" && block.kind === "item" ? "\n" : "\n\n";
    return `${index === 0 ? "" : close}${markdownOf(block)}`;
  });
  return `${parts.join("")}\n`;
}

function markdownOf(block: Block): string {
  switch (block.kind) {
    case "title":
      return `# ${inline(block.text)}`;
    case "heading":
      return `## ${inline(block.text)}`;
    case "text":
      return inline(block.text);
    case "item":
      return `- ${inline(block.text)}`;
    case "listing":
      return fenced(block.language, block.text);
    case "pointed": {
      const before = oneLine(block.before);
      const piece = oneLine(block.piece);
      const carets = `${" ".repeat([...before].length)}${"^".repeat([...piece].length)}`;
      const text = `${before}${piece}${oneLine(block.after)}\n${carets}`;
      return `${inline(block.label)}\n\n${fenced("text", text)}`;
    }
  }
}

function fenced(language: string, text: string): string {
  const safe = shownSafely(text);
  const longest = Math.max(2, ...[...safe.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${safe}\n${fence}`;
}

function inline(text: string): string {
  return spansOf(shownSafely(text).replaceAll("\n", " "))
    .map(({ kind, text: words }) => (kind === "code" ? `\`${words}\`` : prose(words)))
    .join("");
}

/** An address stays as it is: every reader of markdown makes a link of it, and a backslash would break it. */
function prose(words: string): string {
  return words
    .split(/(https?:\/\/[\w.:/?#=&%~+@-]+)/)
    .map((part, index) => (index % 2 ? part : part.replace(MEANS_SOMETHING, (mark) => `\\${mark}`)))
    .join("");
}

function oneLine(text: string): string {
  return shownSafely(text).replaceAll("\n", " ");
}
