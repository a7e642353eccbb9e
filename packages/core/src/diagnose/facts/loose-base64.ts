import { decodeBase64url } from "../../token/base64url.ts";

/** The bytes of base64 or base64url, padded or not, unused bits whatever they are; `undefined` for other text. */
export function decodeLoosely(text: string): Uint8Array | undefined {
  const plain = text.replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_");
  return decodeBase64url(plain) ?? decodeBase64url(clearUnusedBits(plain));
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function clearUnusedBits(text: string): string {
  const unused = { 2: 0b110000, 3: 0b111100 }[text.length % 4];
  const value = ALPHABET.indexOf(text.slice(-1));
  if (unused === undefined || value < 0) return text;
  return text.slice(0, -1) + ALPHABET.charAt(value & unused);
}
