import { decodeBase64url } from "../token/base64url.ts";
import { fromUtf8 } from "../token/platform.ts";

/** What a person pasted, taken apart. */
export interface Pasted {
  /** What is diagnosed. */
  readonly signature?: string;
  readonly error?: { readonly code?: string | number; readonly message?: string };
  /** Where the signature was taken out of more text: how many tokens stand in that. */
  readonly takenFrom?: number;
}

const JWT = /eyJ[\w+/=-]+\.[\w+/=-]+(?:\.[\w+/=-]*)?/g;
/** What may stand around a signature and still be what was passed to `join()`: rules speak of that. */
const ALONE = /^["'`\s]*(?:bearer\s+|\w{1,20}\s*[=:]\s*)?["'`\s]*[\w+/=.%-]*["'`\s,;]*$/i;

/**
 * Finds the signature in a whole response or a line of a log. A signature with only a word, quotes or white space
 * around it is left as it is, for it may have been passed like that.
 */
export function takeApart(text: string): Pasted {
  const trimmed = text.trim();
  if (ALONE.test(trimmed) || isBroken(trimmed)) return { signature: text };
  const tokens = [...new Set(trimmed.match(JWT) ?? [])];
  const [only] = tokens;
  if (only === undefined) return errorIn(trimmed) ?? { signature: text };
  return {
    ...errorIn(trimmed),
    signature: tokens.find(isMeetingSdk) ?? only,
    takenFrom: tokens.length,
  };
}

/** One signature that white space has got into, as where a terminal or a mail broke its lines. */
function isBroken(text: string): boolean {
  const words = text.split(/\s+/);
  return words.slice(0, -1).every((word) => word.length >= 16) && ALONE.test(words.join(""));
}

function isMeetingSdk(token: string): boolean {
  const [, payload = ""] = token.split(".");
  const bytes = decodeBase64url(payload.replaceAll("+", "-").replaceAll("/", "_").replace(/=/g, ""));
  return /"(?:appKey|sdkKey)"/.test((bytes && fromUtf8(bytes)) ?? "");
}

/** The error of the SDK, where that was pasted: `{ type, reason, errorCode }` or `{ errorCode, errorMessage }`. */
function errorIn(text: string): Pasted | undefined {
  const code = /"?\berrorCode"?\s*[:=]\s*"?(-?\d{1,6})\b/.exec(text)?.[1];
  const message = /"?\b(?:errorMessage|reason)"?\s*[:=]\s*"([^"\n]{1,200})"/.exec(text)?.[1];
  if (code === undefined && message === undefined) return undefined;
  return { error: { ...(code !== undefined && { code }), ...(message !== undefined && { message }) } };
}
