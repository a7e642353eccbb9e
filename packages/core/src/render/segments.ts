import { shownSafely } from "./characters.ts";
import type { Block, Document } from "./document.ts";
import { spansOf } from "./inline.ts";

/** A piece of text with what it is: for a page to put into an element of its own, as text and never as HTML. */
export interface Segment {
  readonly kind:
    | "title-bad"
    | "title-doubtful"
    | "title-good"
    | "title-plain"
    | "heading"
    | "item"
    | "label"
    | "text"
    | "code"
    | "before"
    | "piece"
    | "after"
    | "listing"
    /** The end of a block. */
    | "end";
  readonly text: string;
}

const END: Segment = { kind: "end", text: "\n" };

/** A document as a flat list; the texts one after the other are the whole of it in plain text. */
export function toSegments(document: Document): Segment[] {
  return document.flatMap((block) => [...segmentsOf(block), END]).map(safe);
}

function segmentsOf(block: Block): Segment[] {
  switch (block.kind) {
    case "title":
      return [{ kind: `title-${block.tone}`, text: block.text }];
    case "heading":
    case "listing":
      return [{ kind: block.kind, text: block.text }];
    case "text":
      return spansOf(block.text);
    case "item":
      return [{ kind: "item", text: "" }, ...spansOf(block.text)];
    case "pointed":
      return [
        { kind: "label", text: block.label },
        END,
        { kind: "before", text: block.before },
        { kind: "piece", text: block.piece },
        { kind: "after", text: block.after },
      ];
  }
}

function safe({ kind, text }: Segment): Segment {
  return { kind, text: shownSafely(text) };
}
