/**
 * What is to be shown, before it is known where: a terminal, a page of markdown, a page in a browser. Texts hold
 * names and values between backticks and nothing else that means anything.
 */
export type Tone = "bad" | "doubtful" | "good" | "plain";

export type Block =
  | { readonly kind: "title"; readonly text: string; readonly tone: Tone }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "item"; readonly text: string }
  | Pointed
  | { readonly kind: "listing"; readonly language: "json" | "text"; readonly text: string };

/** A piece of something longer, with its surroundings. */
export interface Pointed {
  readonly kind: "pointed";
  readonly label: string;
  readonly before: string;
  readonly piece: string;
  readonly after: string;
}

export type Document = readonly Block[];

export function heading(text: string): Block {
  return { kind: "heading", text };
}

export function text(words: string): Block {
  return { kind: "text", text: words };
}

export function item(words: string): Block {
  return { kind: "item", text: words };
}

/** Changes every text of a document. */
export function mapTexts(document: Document, change: (text: string) => string): Document {
  return document.map((block): Block => {
    if (block.kind !== "pointed") return { ...block, text: change(block.text) };
    const { label, before, piece, after } = block;
    return {
      ...block,
      label: change(label),
      before: change(before),
      piece: change(piece),
      after: change(after),
    };
  });
}

/** A sentence out of a message, which begins in lower case and has no full stop. */
export function sentence(message: string): string {
  const first = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?…]$/.test(first) ? first : `${first}.`;
}
