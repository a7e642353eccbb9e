import { decodeBase64url } from "../../token/base64url.ts";
import { fromUtf8, utf8 } from "../../token/platform.ts";
import { decodeLoosely, fromHex, latin1, lossyText, unpadded } from "./bytes.ts";
import { candidates, type MacStep, type Row } from "./step.ts";

/** Bytes that the third part may stand for. */
export interface Reading {
  readonly bytes: Uint8Array;
  /** How it was written, where that is not as it should be. */
  readonly step?: MacStep;
  /** Where the writing cannot be undone: what it makes of a MAC, to be compared with the bytes. */
  readonly write?: (mac: Uint8Array) => Uint8Array;
}

const BYTES_AS_TEXT =
  "Take the digest as bytes and encode those; they were made into text first, which changes them.";

export const STRAY_BITS = "stray-bits";

/**
 * Each line reads one way of writing a MAC, and only that way: what is base64url without padding, as it should
 * be, is read before these.
 */
export const WRITTEN: readonly Row<string, Uint8Array>[] = [
  [
    "padded",
    "the MAC written with padding",
    (s) => (/^[\w-]+=+$/.test(s) ? decodeBase64url(unpadded(s)) : undefined),
  ],
  [
    "standard",
    "the MAC written in standard base64",
    (s) => (isStandard(s) && !s.includes("=") ? decodeLoosely(s) : undefined),
  ],
  [
    "standard-padded",
    "the MAC written in standard base64 with padding",
    (s) => (isStandard(s) && s.includes("=") ? decodeLoosely(s) : undefined),
  ],
  [
    STRAY_BITS,
    "the MAC written with stray bits in its last character",
    (s) => (/^[\w-]+$/.test(s) && !decodeBase64url(s) ? decodeLoosely(s) : undefined),
  ],
  ["hex", "the MAC written as hex", fromHex],
  [
    "hex-dashed",
    "the MAC written as hex with dashes or colons",
    (s) => (/[-:]/.test(s) ? fromHex(s.replace(/[-:]/g, "")) : undefined),
  ],
  ["base64-of-hex", "the MAC written as base64 of its hex", (s) => fromHex(insideBase64(s))],
  ["base64-twice", "the MAC base64-encoded twice", (s) => twice(insideBase64(s))],
  [
    "utf8-of-bytes",
    "the MAC's bytes taken for characters and written as UTF-8",
    (s) => bytesOf(insideBase64(s)),
    BYTES_AS_TEXT,
  ],
  ["raw-bytes", "the MAC's bytes put into the token as characters", bytesOf, BYTES_AS_TEXT],
  ["reversed", "the MAC's bytes in reverse order", (s) => decodeBase64url(s)?.reverse()],
  [
    "url-encoded",
    "the MAC URL-encoded",
    (s) => (s.includes("%") ? decodeLoosely(decodeURIComponent(s)) : undefined),
  ],
  [
    "more-after",
    "the MAC with more characters after it",
    (s) => (s.length > 43 ? decodeLoosely(s.slice(0, 43)) : undefined),
  ],
  ["white-space", "the MAC with white space or quotes around it", stripped],
];

/** Not undone but done again: every byte that is no UTF-8 became the same three. */
const LOSSY: Row<string, Uint8Array> = [
  "bytes-as-text",
  "the MAC's bytes decoded as UTF-8 text, which lost most of them",
  (s) => {
    const inner = insideBase64(s) || s;
    return inner.includes("\ufffd") && inner.replaceAll("\ufffd", "").length >= 10 ? utf8(inner) : undefined;
  },
  BYTES_AS_TEXT,
];

/** Longer than any of the writings here makes the longest MAC. */
const CHARACTERS_MAX = 512;

export function readings(macText: string): Reading[] {
  if (macText.length > CHARACTERS_MAX) return [];
  const plain = decodeBase64url(macText);
  const found: Reading[] = plain ? [{ bytes: plain }] : [];
  for (const { value, step } of candidates("mac", WRITTEN, macText)) found.push({ bytes: value, step });
  for (const { value, step } of candidates("mac", [LOSSY], macText)) {
    found.push({ bytes: value, step, write: (mac) => utf8(lossyText(mac)) });
  }
  return found;
}

function isStandard(text: string): boolean {
  return /^[A-Za-z0-9+/]+=*$/.test(text) && /[+/]/.test(text);
}

/** The text that base64 of any kind holds; nothing where it holds no text. */
function insideBase64(text: string): string {
  return (/^[\w+/-]+=*$/.test(text) ? fromUtf8(decodeLoosely(text)) : undefined) ?? "";
}

function twice(text: string): Uint8Array | undefined {
  return /^[\w+/-]{22,}=*$/.test(text) ? decodeLoosely(text) : undefined;
}

function bytesOf(text: string): Uint8Array | undefined {
  return /[^\w+/=-]/.test(text) && !/[^\0-\xff]/.test(text) ? latin1(text) : undefined;
}

function stripped(text: string): Uint8Array | undefined {
  const inner = text.replace(/^[\s"']+/, "").replace(/[\s"';,]{1,8}$/, "");
  return inner === text ? undefined : decodeBase64url(inner);
}
