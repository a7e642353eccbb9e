import { asciiOf, utf8 } from "./platform.ts";

const LETTERS: Uint8Array = utf8("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

const VALUE: Int8Array = new Int8Array(128).fill(-1);
LETTERS.forEach((letter, value) => {
  VALUE[letter] = value;
});

/** Base64url without padding (RFC 4648 section 5, as RFC 7515 appendix C wants it). */
export function encodeBase64url(bytes: Uint8Array): string {
  const letters = new Uint8Array(2 * bytes.length + 4);
  return asciiOf(letters, writeBase64url(bytes, bytes.length, letters, 0));
}

/** Writes the letters of the first `length` bytes from `at` on, and says where they end. */
export function writeBase64url(bytes: Uint8Array, length: number, into: Uint8Array, at: number): number {
  const end = at + Math.ceil((length * 4) / 3);
  for (let i = 0, to = at; i < length; i += 3, to += 4) {
    const group =
      ((bytes[i] as number) << 16) | (byte(bytes, i + 1, length) << 8) | byte(bytes, i + 2, length);
    into[to] = LETTERS[group >> 18] as number;
    into[to + 1] = LETTERS[(group >> 12) & 63] as number;
    into[to + 2] = LETTERS[(group >> 6) & 63] as number;
    into[to + 3] = LETTERS[group & 63] as number;
  }
  return end;
}

function byte(bytes: Uint8Array, index: number, length: number): number {
  return index < length ? (bytes[index] as number) : 0;
}

/**
 * The bytes, or `undefined` for anything but the one canonical spelling: no padding, no other alphabet, no
 * white space, and unused low bits zero. Every 43-character MAC has three other spellings that a lenient
 * decoder reads as the same bytes; taking them would make one signature look like four.
 */
export function decodeBase64url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUE[text.charCodeAt(i)] ?? -1;
    if (value < 0) return undefined;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
