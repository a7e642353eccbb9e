/**
 * The four platform names this package uses, all of them in every browser, Node, Bun, Deno and Worker.
 * They are declared here, and not through a types package, so that reaching for anything else of Node's or
 * the page's is a compile error.
 */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: "utf-8",
  options: { fatal: true; ignoreBOM: true },
) => { decode(bytes: Uint8Array): string };
declare const btoa: (latin1: string) => string;

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text, or `undefined` where the bytes are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

export function base64OfLatin1(text: string): string {
  return btoa(text);
}

/** Whether this code runs in a page: a document with a window around it. Workers and servers have none. */
export function inPage(): boolean {
  return "document" in globalThis && "window" in globalThis;
}
