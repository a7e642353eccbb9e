/**
 * The platform names this package uses, all of them in every browser, Node, Bun, Deno and Worker. They are declared
 * here, and not through a types package, so that reaching for anything else of Node's or the page's is a compile error.
 */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: "utf-8",
  options: { fatal: true; ignoreBOM: true },
) => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Node's, which Bun and Deno have as well: a third faster than a TextDecoder, and looked for where it may be missing. */
const latin1Slice = (
  globalThis as { Buffer?: { prototype?: { latin1Slice?: (from: number, to: number) => string } } }
).Buffer?.prototype?.latin1Slice;

/** The first bytes as text, where they are ASCII. */
export const asciiOf: (bytes: Uint8Array, length: number) => string = latin1Slice
  ? (bytes, length) => latin1Slice.call(bytes, 0, length)
  : (bytes, length) => strictDecoder.decode(bytes.subarray(0, length));

/** The text, or `undefined` where the bytes are not UTF-8. What tokens hold is ASCII, nearly always. */
export function fromUtf8(bytes: Uint8Array, length: number = bytes.length): string | undefined {
  let all = 0;
  for (let i = 0; i < length; i++) all |= bytes[i] as number;
  if (all < 0x80) return asciiOf(bytes, length);
  try {
    return strictDecoder.decode(bytes.subarray(0, length));
  } catch {
    return undefined;
  }
}

/** Whether this code runs in a page: a document with a window around it. Workers and servers have none. */
export function inPage(): boolean {
  return "document" in globalThis && "window" in globalThis;
}
