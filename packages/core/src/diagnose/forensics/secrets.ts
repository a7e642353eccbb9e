import { encodeBase64url } from "../../token/base64url.ts";
import { utf8 } from "../../token/platform.ts";
import { sha256 } from "../../token/sha256.ts";
import { base64, decodeLoosely, fromHex, hex, latin1, unpadded, utf16 } from "./bytes.ts";
import type { Row } from "./step.ts";

const CLEAN = "Nothing else may stand around the secret given here; compare again with the clean one.";
const SHELL =
  "Put the secret in single quotes where the shell or the env file defines it, or read it from a file.";
const DECODED =
  "Pass the bytes of the text (`secret.getBytes(UTF_8)`), not the text itself, where a library would decode it: older jjwt and jsrsasign do.";

type TextRow = Row<string, string>;
type BytesRow = Row<string, Uint8Array>;

/** What sticks to an end when a secret is copied, saved or echoed. */
const ENDS: readonly (readonly [id: string, noun: string, text: string])[] = [
  ["newline", "newline", "\n"],
  ["crlf", "carriage return and newline", "\r\n"],
  ["carriage-return", "carriage return", "\r"],
  ["space", "space", " "],
  ["tab", "tab", "\t"],
  ["no-break-space", "no-break space", "\u00a0"],
  ["zero-width-space", "zero-width space", "\u200b"],
  ["escaped-newline", "literal `\\n`", "\\n"],
  ["semicolon", "semicolon", ";"],
  ["comma", "comma", ","],
];

const FRONTS: typeof ENDS = [
  ["byte-order-mark", "byte order mark", "\ufeff"],
  ["leading-space", "space", " "],
  ["leading-newline", "newline", "\n"],
];

const AROUND: typeof ENDS = [
  ["double-quotes", "double quotes", '""'],
  ["single-quotes", "single quotes", "''"],
  ["backticks", "backticks", "``"],
  ["curly-quotes", "curly quotes", "\u201c\u201d"],
  ["angle-brackets", "angle brackets", "<>"],
  ["square-brackets", "square brackets", "[]"],
  ["braces", "braces", "{}"],
];

/** Where shells, env files and splitting on the wrong character end a value. */
const CUTS: typeof ENDS = [
  ["dollar", "$", "$"],
  ["hash", "#", "#"],
  ["percent", "%", "%"],
  ["ampersand", "&", "&"],
  ["backslash", "\\", "\\"],
  ["blank", "space", " "],
  ["equals", "=", "="],
  ["semicolon", ";", ";"],
  ["colon", ":", ":"],
  ["double-quote", '"', '"'],
  ["single-quote", "'", "'"],
];

const HTML_NAMES: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot" };

/** The secret given here is the spoiled one, and the signer's was clean. */
export const CLEANED: readonly TextRow[] = [
  ...ENDS.map(
    ([id, noun, end]): TextRow => [
      `${id}-removed`,
      `without its final ${noun}`,
      (s) => (s.endsWith(end) ? s.slice(0, -end.length) : undefined),
      CLEAN,
    ],
  ),
  ...FRONTS.map(
    ([id, noun, front]): TextRow => [
      `${id}-removed`,
      `without the ${noun} in front of it`,
      (s) => (s.startsWith(front) ? s.slice(front.length) : undefined),
      CLEAN,
    ],
  ),
  ...AROUND.map(
    ([id, noun, [open = "", close = ""]]): TextRow => [
      `${id}-removed`,
      `without the ${noun} around it`,
      (s) => (s.startsWith(open) && s.endsWith(close) ? s.slice(1, -1) : undefined),
      CLEAN,
    ],
  ),
  ["trimmed", "without the white space at its ends", (s) => s.trim(), CLEAN],
  ["white-space-removed", "without any white space", (s) => s.replace(/\s/g, ""), CLEAN],
  [
    "name-removed",
    "without the variable's name in front of it",
    (s) => s.replace(/^(?:export )?\w+=/, ""),
    CLEAN,
  ],
];

/** The signer's secret was the spoiled one. */
export const SPOILED: readonly TextRow[] = [
  ...ENDS.map(([id, noun, end]): TextRow => [`${id}-added`, `with a ${noun} at its end`, (s) => s + end]),
  ...FRONTS.map(
    ([id, noun, front]): TextRow => [`${id}-added`, `with a ${noun} in front of it`, (s) => front + s],
  ),
  ...AROUND.map(
    ([id, noun, [open, close]]): TextRow => [
      `${id}-added`,
      `with ${noun} around it`,
      (s) => open + s + close,
    ],
  ),
  [
    "name-expanded",
    "with its `$NAME` expanded to nothing",
    (s) => s.replace(/\$(?:[a-z_]\w*|\d|\{\w*\})/gi, ""),
    SHELL,
  ],
  ["percent-name-expanded", "with its `%NAME%` expanded to nothing", (s) => s.replace(/%\w+%/g, ""), SHELL],
  ...CUTS.map(
    ([id, sign, at]): TextRow => [
      `cut-at-${id}`,
      `cut off at its first ${id === "blank" ? sign : `\`${sign}\``}`,
      (s) => (s.includes(at) ? s.slice(0, s.indexOf(at)) : undefined),
      SHELL,
    ],
  ),
  ["dollar-doubled", "with every `$` doubled", (s) => s.replaceAll("$", "$$$$")],
  ["dollar-halved", "with every `$$` read as `$`", (s) => s.replaceAll("$$", "$$"), SHELL],
  ["backslash-doubled", "with every backslash doubled", (s) => s.replaceAll("\\", "\\\\")],
  ["backslash-removed", "with its backslashes taken as escapes", (s) => s.replace(/\\(.)/g, "$1"), SHELL],
  ["base64-encoded", "base64-encoded", (s) => base64(utf8(s))],
  ["base64-encoded-unpadded", "base64-encoded without padding", (s) => unpadded(base64(utf8(s)))],
  ["base64url-encoded", "base64url-encoded", (s) => encodeBase64url(utf8(s))],
  ["hex-encoded", "written as hex", (s) => hex(utf8(s))],
  ["hex-encoded-upper", "written as upper-case hex", (s) => hex(utf8(s)).toUpperCase()],
  ["upper-cased", "in upper case", (s) => s.toUpperCase()],
  ["lower-cased", "in lower case", (s) => s.toLowerCase()],
  ["url-encoded", "URL-encoded", encodeURIComponent],
  ["url-decoded", "URL-decoded", decodeURIComponent],
  ["form-decoded", "read as form data, each `+` a space", (s) => decodeURIComponent(s.replaceAll("+", " "))],
  ["html-escaped", "HTML-escaped", (s) => s.replace(/[&<>"]/g, (sign) => `&${HTML_NAMES[sign]};`)],
  ["last-character-lost", "without its last character", (s) => s.slice(0, -1)],
  ["first-character-lost", "without its first character", (s) => s.slice(1)],
  ["pasted-twice", "pasted twice", (s) => s + s],
  ["sha256-hex", "hashed first, its SHA-256 in hex as the key", (s) => hex(sha256(utf8(s)))],
];

/** These make bytes, so nothing more can be done to the text after them. */
export const AS_BYTES: readonly BytesRow[] = [
  ["base64-decoded", "base64-decoded", (s) => decodeLoosely(s.replace(/[-_]/g, "")), DECODED],
  ["base64url-decoded", "base64url-decoded", decodeLoosely, DECODED],
  ["hex-decoded", "read as hex", fromHex, DECODED],
  ["utf16le", "as UTF-16, low byte first", (s) => utf16(s, 1)],
  ["utf16be", "as UTF-16, high byte first", (s) => utf16(s, 0)],
  ["latin1", "as Latin-1", latin1],
  ["sha256", "hashed first, its SHA-256 as the key", (s) => sha256(utf8(s))],
];
