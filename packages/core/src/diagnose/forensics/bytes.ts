import { decodeBase64url, encodeBase64url } from "../../token/base64url.ts";

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text: string): Uint8Array | undefined {
  if (text === "" || !/^(?:[0-9a-f]{2})*$/i.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  );
}

/** Base64url in the letters of standard base64. */
export function toStandard(text: string): string {
  return text.replaceAll("-", "+").replaceAll("_", "/");
}

export function unpadded(text: string): string {
  return text.replace(/={1,2}$/, "");
}

export function padded(text: string): string {
  return text + "===".slice((text.length + 3) % 4);
}

export function base64(bytes: Uint8Array): string {
  return padded(toStandard(encodeBase64url(bytes)));
}

/** Decodes as most decoders do: both alphabets, foreign characters skipped, what is left over at the end dropped. */
export function decodeLoosely(text: string): Uint8Array {
  let letters = text
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/[^\w-]/g, "");
  if (letters.length % 4 === 1) letters = letters.slice(0, -1);
  // Two more letters of zeros make whatever the last letter holds a part of some byte, which is cut away again.
  const bytes = decodeBase64url(`${letters}${"AAAA".slice(letters.length % 4)}`);
  return (bytes ?? new Uint8Array()).slice(0, Math.floor((letters.length * 3) / 4));
}

/** The low byte of every character. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The bytes as characters of the same number, as a "binary string" holds them. */
export function binaryText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** The bytes as UTF-8 text, one replacement character for whatever is none. */
export function lossyText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** UTF-16 without a byte order mark; `high` is where in each pair the high byte goes. */
export function utf16(text: string, high: 0 | 1): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i + high] = unit >> 8;
    bytes[2 * i + 1 - high] = unit;
  }
  return bytes;
}

export function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
