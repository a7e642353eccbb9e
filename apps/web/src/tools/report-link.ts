import { asSharedReport, type SharedReport } from "./shared-report.ts";

/**
 * A report in the part of an address behind `#`, which browsers send to nobody: JSON, compressed where the browser
 * can, in base64url.
 */
const NAME = "#report=";
const COMPRESSED = "z.";
const PLAIN = "j.";
/** The one with a checksum: a letter lost on the way is noticed. */
const FORMAT = "deflate";

/** Longer addresses are cut by what they are sent through. Reports have 1 to 4 kB. */
const LINK_MAX = 32_768;
/** What a small link could swell to is bounded before it is read. */
const JSON_MAX = 131_072;

export function isReportLink(hash: string): boolean {
  return hash.startsWith(NAME);
}

/** The end of the address, from `#` on. */
export async function linkOf(report: SharedReport): Promise<string> {
  if (!asSharedReport(report)) throw new TypeError("this report fits into no link");
  const bytes = new TextEncoder().encode(JSON.stringify(report));
  const small = "CompressionStream" in globalThis && (await through(bytes, new CompressionStream(FORMAT)));
  const link = NAME + (small ? COMPRESSED + encoded(small) : PLAIN + encoded(bytes));
  if (link.length > LINK_MAX) throw new TypeError("this report fits into no link");
  return link;
}

/** The report of a link, or a sentence that says why there is none. Never rejects. */
export async function readLink(hash: string): Promise<SharedReport | string> {
  if (hash.length > LINK_MAX) return "The link is longer than any that this page makes.";
  const text = hash.slice(NAME.length);
  const how = text.slice(0, 2);
  const bytes = decoded(text.slice(2));
  if (!bytes || (how !== COMPRESSED && how !== PLAIN)) {
    return "The link is damaged: it may have been cut where it was pasted.";
  }
  if (how === COMPRESSED && !("DecompressionStream" in globalThis)) {
    return "This browser cannot unpack the link; a newer one can.";
  }
  try {
    const json = how === PLAIN ? bytes : await through(bytes, new DecompressionStream(FORMAT));
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
    return asSharedReport(value) ?? "What is in the link is no report of this page.";
  } catch {
    return "The link is damaged: it may have been cut where it was pasted.";
  }
}

/** All that comes out, while it is not too much. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > JSON_MAX) {
      await reader.cancel();
      throw new RangeError("too much");
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function encoded(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(characters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function decoded(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
    character.charCodeAt(0),
  );
}
