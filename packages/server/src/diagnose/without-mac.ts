/** Dots between the parts of a token; `%2e` where it was put into a URL. */
const SEPARATOR = /(\.|%2e)/i;

/** What ends a part: quotes, brackets and the like, and white space. */
const DELIMITER = /["'`\\{}[\](),;<>\s\u2018-\u201d]/;

/** Base64 of text that begins with `{"`, `{ ` or `{` and a line break; a label may stand before it. */
const BEGINS_AS_JSON = /(?:^|[:=])(?:ey[A-Z]|ew\w)/;
/** Where a token is expected, one in small letters is one too. */
const BEGINS_PERHAPS = /(?:^|[:=])e[wy]/i;

/** What a header behind the one before would begin with; a label inside a third part makes it no header. */
const BEGINS_AT_ONCE = /^(?:ey[A-Z]|ew\w)/;

/**
 * Leaves of every token in a text its first two parts: `header.payload`. Dots stay, so that one part too many can
 * still be seen.
 */
export function withoutMac(text: string): string {
  const pieces = text.split(SEPARATOR);
  for (let at = 0; at + 4 < pieces.length; at += 2) {
    const [header, payload, next] = [tailOf(pieces[at]), pieces[at + 2], pieces[at + 4]];
    if (!beginsToken(BEGINS_AS_JSON, header, payload, next) || hasDelimiter(payload)) continue;
    let mac = at + 4;
    for (; mac < pieces.length; mac += 2) {
      pieces[mac] = fromDelimiter(pieces[mac]);
      if (pieces[mac] !== "") break;
    }
    at = mac - 2;
  }
  return pieces.join("");
}

/** The same for what was passed as the signature: all of it is token, so white space inside ends no part. */
export function signatureWithoutMac(text: string): string {
  if (/^\s*[[{]/.test(text)) return withoutMac(text);
  // Texts at even places, and between them what separated them.
  const pieces = text.split(SEPARATOR);
  for (let at = 0; at + 4 < pieces.length; at += 2) {
    const header = pieces[at]?.split(DELIMITER).findLast((word) => word !== "");
    if (!beginsToken(BEGINS_PERHAPS, header, pieces[at + 2]?.trimStart(), pieces[at + 4])) continue;
    return pieces.map((piece, index) => (index < at + 3 || index % 2 === 1 ? piece : around(piece))).join("");
  }
  return text;
}

/** A header that cannot be read still is one, where a payload that can be read follows it and is no header itself. */
function beginsToken(asJson: RegExp, header = "", payload = "", next = ""): boolean {
  return asJson.test(header) || (header !== "" && asJson.test(payload) && !BEGINS_AT_ONCE.test(next));
}

/** Quotes and white space, which say how a token was wrapped. */
function around(piece: string): string {
  return piece.replace(/[^"'`\\\s]/g, "");
}

/** What stands behind the last delimiter. By hand: a pattern that looks for the end takes quadratic time. */
function tailOf(piece = ""): string {
  let start = piece.length;
  while (start > 0 && !DELIMITER.test(piece.charAt(start - 1))) start -= 1;
  return piece.slice(start);
}

function hasDelimiter(piece = ""): boolean {
  return DELIMITER.test(piece);
}

function fromDelimiter(piece = ""): string {
  const end = piece.search(DELIMITER);
  return end < 0 ? "" : piece.slice(end);
}
