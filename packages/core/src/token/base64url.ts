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
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  return readBase64url(lettersOf(text), 0, text.length, bytes) < 0 ? undefined : bytes;
}

/** Memory that is used again: a small array's own memory costs more than what is done with it. */
const scratch: Uint8Array = new Uint8Array(1024);

/**
 * One byte for each character, zero for what is no ASCII, and at least `room` bytes behind them. The next call writes
 * over it.
 */
export function lettersOf(text: string, room = 0): Uint8Array {
  const length = text.length + room;
  const letters = length <= scratch.length ? scratch : new Uint8Array(length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    letters[i] = code < 0x80 ? code : 0;
  }
  return letters;
}

/** Decodes the letters from `from` to `to` and says how many bytes they are; -1 for anything but the canonical spelling. */
export function readBase64url(letters: Uint8Array, from: number, to: number, bytes: Uint8Array): number {
  const over = (to - from) % 4;
  let end = 0;
  // Whatever is no letter has the value -1, and makes the group negative.
  let group = over === 1 ? -1 : 0;
  for (let at = from; at < to - over && group >= 0; at += 4) {
    group =
      (value(letters, at) << 18) |
      (value(letters, at + 1) << 12) |
      (value(letters, at + 2) << 6) |
      value(letters, at + 3);
    bytes[end++] = group >> 16;
    bytes[end++] = group >> 8;
    bytes[end++] = group;
  }
  if (over === 0 || group < 0) return group < 0 ? -1 : end;
  group = (value(letters, to - over) << 18) | (value(letters, to - over + 1) << 12);
  if (over === 3) group |= value(letters, to - 1) << 6;
  if (group < 0 || (group & (over === 3 ? 0xff : 0xffff)) !== 0) return -1;
  bytes[end++] = group >> 16;
  if (over === 3) bytes[end++] = group >> 8;
  return end;
}

function value(letters: Uint8Array, at: number): number {
  return VALUE[letters[at] as number] as number;
}
