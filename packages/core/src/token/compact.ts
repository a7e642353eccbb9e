import { decodeBase64url } from "./base64url.ts";
import { fromUtf8, utf8 } from "./platform.ts";

/** A compact JWS (RFC 7515 section 7.1) read strictly, its MAC not looked at yet. */
export interface CompactJws {
  readonly header: JsonObject;
  /** The payload's text as it stands in the token. */
  readonly payloadText: string;
  /** What the MAC is over: the first two parts and the dot between them. */
  readonly signingInput: Uint8Array;
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
  const parts = token.split(".", 4);
  const [headerPart, payloadPart, macPart] = parts;
  if (parts.length !== 3 || !headerPart || payloadPart === undefined || !macPart) return "not-three-parts";

  const headerBytes = decodeBase64url(headerPart);
  const payloadBytes = decodeBase64url(payloadPart);
  const mac = decodeBase64url(macPart);
  if (!headerBytes || !payloadBytes || !mac) return "not-canonical-base64url";

  const headerText = fromUtf8(headerBytes);
  const payloadText = fromUtf8(payloadBytes);
  if (headerText === undefined || payloadText === undefined) return "not-utf8";

  const header = parseJsonObject(headerText);
  if (!header) return "header-not-a-json-object";
  return { header, payloadText, signingInput: utf8(`${headerPart}.${payloadPart}`), mac };
}

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
