import { decodeBase64url, lettersOf, readBase64url } from "./base64url.ts";
import { fromUtf8 } from "./platform.ts";
import { PADDING_MAX } from "./sha256.ts";

/** A compact JWS (RFC 7515 section 7.1) read strictly, its MAC not looked at yet. */
export interface CompactJws {
  readonly header: JsonObject;
  /** The payload's text as it stands in the token. */
  readonly payloadText: string;
  /**
   * What the MAC is over, the first two parts and the dot between them: the first `signedBytes` of it, with
   * room for a hash's padding behind. Valid until the next is read.
   */
  readonly signed: Uint8Array;
  readonly signedBytes: number;
  readonly mac: Uint8Array;
}

export type JsonObject = { readonly [name: string]: unknown };

export type CompactProblem =
  | "not-three-parts"
  | "not-canonical-base64url"
  | "not-utf8"
  | "header-not-a-json-object";

/** Reads the three parts, or names what stands in the way. Never throws. */
export function readCompact(token: string): CompactJws | CompactProblem {
  const first = token.indexOf(".");
  const second = token.lastIndexOf(".");
  if (first <= 0 || second === token.length - 1 || token.indexOf(".", first + 1) !== second) {
    return "not-three-parts";
  }
  const headerPart = token.slice(0, first);
  const header = known?.part === headerPart ? known.header : readHeader(headerPart);
  const letters = lettersOf(token, PADDING_MAX);
  const payload = token.length <= scratch.length ? scratch : new Uint8Array(token.length);
  const mac = new Uint8Array(Math.floor(((token.length - second - 1) * 3) / 4));
  const payloadBytes = readBase64url(letters, first + 1, second, payload);
  const macBytes = readBase64url(letters, second + 1, token.length, mac);
  if (header === "not-canonical-base64url" || payloadBytes < 0 || macBytes < 0)
    return "not-canonical-base64url";

  const payloadText = fromUtf8(payload, payloadBytes);
  if (payloadText === undefined) return "not-utf8";
  if (typeof header === "string") return header;
  return { header, payloadText, signed: letters, signedBytes: second, mac };
}

/** Used again for each token of the usual length. */
const scratch: Uint8Array = new Uint8Array(1024);

/** Nearly all tokens have the same header: what was read of the last one is not read again. */
let known: { readonly part: string; readonly header: JsonObject } | undefined;

function readHeader(part: string): JsonObject | Exclude<CompactProblem, "not-three-parts"> {
  const bytes = decodeBase64url(part);
  if (!bytes) return "not-canonical-base64url";
  const text = fromUtf8(bytes);
  if (text === undefined) return "not-utf8";
  const header = parseJsonObject(text);
  if (!header) return "header-not-a-json-object";
  if (part.length <= HEADER_KEPT_MAX) known = { part, header: Object.freeze(header) };
  return header;
}

/** The usual one has 36 letters. */
const HEADER_KEPT_MAX = 64;

export function parseJsonObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
