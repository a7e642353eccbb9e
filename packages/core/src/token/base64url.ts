const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const VALUE: Int8Array = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) VALUE[letter(i)] = i;

/**
 * Base64url without padding (RFC 4648 section 5, as RFC 7515 appendix C wants it). For what a token's parts
 * hold: all characters are arguments of one call, and a call takes some ten thousand.
 */
export function encodeBase64url(bytes: Uint8Array): string {
  const codes: number[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (byte(bytes, i) << 16) | (byte(bytes, i + 1) << 8) | byte(bytes, i + 2);
    codes.push(letter(group >> 18), letter(group >> 12), letter(group >> 6), letter(group));
  }
  return String.fromCharCode(...codes).slice(0, Math.ceil((bytes.length * 4) / 3));
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

function byte(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function letter(sextet: number): number {
  return ALPHABET.charCodeAt(sextet & 63);
}
