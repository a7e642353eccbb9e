import { encodeBase64url, writeBase64url } from "./base64url.ts";
import { type HmacKey, hmacInPlace, hmacPrefix } from "./hmac.ts";
import { asciiOf, utf8 } from "./platform.ts";
import { DIGEST_BYTES } from "./sha256.ts";

const HEADER = encodeBase64url(utf8('{"alg":"HS256","typ":"JWT"}'));

/** Most characters that one token's payload has after the beginning it shares with others. */
export const REST_MAX = 255;

/** Of the payload as base64url; the dot and the MAC, or the padding of the hash, come after. */
const TAIL_BYTES = 2 * REST_MAX;

const mac: Uint8Array = new Uint8Array(DIGEST_BYTES);

/**
 * Makes HS256 tokens whose payloads begin alike. Their beginning is encoded and hashed here, once; the token is
 * written, hashed and signed in one piece of memory, and becomes a string at the end.
 *
 * @param beginning The payload's first characters. ASCII.
 * @returns Takes the rest of the payload in two pieces, ASCII and at most 255 characters together, and gives the token.
 */
export function tokenWriter(key: HmacKey, beginning: string): (middle: string, end: string) => string {
  // Base64 takes three characters at a time: what is over goes with the rest.
  const whole = beginning.length - (beginning.length % 3);
  const shared = utf8(`${HEADER}.${encodeBase64url(utf8(beginning.slice(0, whole)))}`);
  const over = beginning.slice(whole);
  const prefix = hmacPrefix(key, shared);
  const token = new Uint8Array(shared.length + TAIL_BYTES);
  token.set(shared);
  const text = new Uint8Array(REST_MAX + 3);
  const start = put(over, text, 0);
  let last = { middle: -1, end: "", length: 0, dot: 0 };

  return (middle, end) => {
    const between = put(middle, text, start);
    if (middle.length === last.middle && end === last.end) {
      // The end stands where it stood, in letters already: only those that the middle is in change.
      const changed = between + 2 - ((between + 2) % 3);
      writeBase64url(text, Math.min(changed, last.length), token, shared.length);
    } else {
      const length = put(end, text, between);
      const dot = writeBase64url(text, length, token, shared.length);
      last = { middle: middle.length, end, length, dot };
    }
    const { dot } = last;
    hmacInPlace(prefix, token, dot, mac);
    token[dot] = 0x2e;
    return asciiOf(token, writeBase64url(mac, DIGEST_BYTES, token, dot + 1));
  };
}

/** A loop: for so few characters a TextEncoder takes longer. */
function put(characters: string, into: Uint8Array, at: number): number {
  for (let i = 0; i < characters.length; i++) into[at + i] = characters.charCodeAt(i);
  return at + characters.length;
}
