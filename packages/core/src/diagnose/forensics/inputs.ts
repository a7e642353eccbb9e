import { encodeBase64url } from "../../token/base64url.ts";
import { fromUtf8, utf8 } from "../../token/platform.ts";
import { sha256 } from "../../token/sha256.ts";
import { base64, concat, decodeLoosely, hex, padded, unpadded, utf16 } from "./bytes.ts";
import { candidates, type MacStep, type Row } from "./step.ts";

/** What a MAC may be over. */
export interface Input {
  readonly message: Uint8Array;
  readonly steps: readonly MacStep[];
}

/** The first two parts of a token, as sent and decoded. */
interface SignedParts {
  readonly whole: string;
  readonly header: string;
  readonly payload: string;
  readonly headerBytes: Uint8Array;
  readonly payloadBytes: Uint8Array;
}

const RESPELLED =
  "Encode the two parts once, as base64url without padding, and use that very text both in the token and for the MAC.";
const REWRITTEN = "Write the JSON once, and use that very text both in the token and for the MAC.";

type InputRow = Row<SignedParts, string | Uint8Array>;

/** The MAC is over something else than `header.payload` as they stand in the token. */
export const INPUTS: readonly InputRow[] = [
  ["payload-only", "over the payload alone", (t) => t.payload],
  ["header-only", "over the header alone", (t) => t.header],
  ["no-dot", "over header and payload without the dot between them", (t) => t.header + t.payload],
  ["payload-first", "over the payload and the header, in this order", (t) => `${t.payload}.${t.header}`],
  ["trailing-dot", "over `header.payload` and one more dot", (t) => `${t.whole}.`],
  ["trailing-newline", "over `header.payload` and a newline", (t) => `${t.whole}\n`],
  ["in-quotes", "over `header.payload` in double quotes", (t) => `"${t.whole}"`],
  respelled("standard-padded", "in standard base64 with padding", base64),
  respelled("standard-unpadded", "in standard base64 without padding", (bytes) => unpadded(base64(bytes))),
  respelled("url-padded", "in base64url with padding", (bytes) => padded(encodeBase64url(bytes))),
  respelled("url-unpadded", "in base64url without padding", encodeBase64url),
  [
    "json-texts",
    "over the texts of header and payload, not encoded",
    (t) => `${text(t.headerBytes)}.${text(t.payloadBytes)}`,
  ],
  [
    "json-texts-no-dot",
    "over the texts of header and payload, not encoded, without a dot",
    (t) => concat(t.headerBytes, t.payloadBytes),
  ],
  ["json-payload", "over the payload's text alone, not encoded", (t) => t.payloadBytes],
  rewritten("json-compact", "without spaces", (v) => JSON.stringify(v)),
  rewritten("json-two-spaces", "indented by two spaces", (v) => JSON.stringify(v, null, 2)),
  rewritten("json-four-spaces", "indented by four spaces", (v) => JSON.stringify(v, null, 4)),
  rewritten("json-tabs", "indented by tabs", (v) => JSON.stringify(v, null, "\t")),
  rewritten("json-spaced", "with a space after each comma and colon, as Python writes it", (v) =>
    JSON.stringify(v, null, 1).replace(/,\n */g, ", ").replace(/\n */g, ""),
  ),
  rewritten("json-slashes", "with every slash escaped, as PHP writes it", (v) =>
    JSON.stringify(v).replaceAll("/", "\\/"),
  ),
  rewritten("json-sorted", "with its names in alphabetical order", (v) => JSON.stringify(sorted(v))),
  headed("header-alg-first", '{"alg":"HS256","typ":"JWT"}'),
  headed("header-typ-first", '{"typ":"JWT","alg":"HS256"}'),
  headed("header-alg-only", '{"alg":"HS256"}'),
  ["utf16le", "over `header.payload` as UTF-16, low byte first", (t) => utf16(t.whole, 1)],
  ["utf16be", "over `header.payload` as UTF-16, high byte first", (t) => utf16(t.whole, 0)],
  ["base64-again", "over `header.payload` base64-encoded once more", (t) => base64(utf8(t.whole))],
  ["hex-again", "over `header.payload` written as hex", (t) => hex(utf8(t.whole))],
  ["sha256-first", "over the SHA-256 of `header.payload`", (t) => sha256(utf8(t.whole))],
  ["sha256-hex-first", "over the SHA-256 of `header.payload` in hex", (t) => hex(sha256(utf8(t.whole)))],
  ["nothing", "over nothing at all", () => ""],
];

/** All that differ from the input as sent, and from one another. */
export function differentInputs(whole: string): Input[] {
  const seen = new Set([whole]);
  const different: Input[] = [];
  for (const { value, step } of candidates("input", INPUTS, readParts(whole))) {
    const name = typeof value === "string" ? value : (fromUtf8(value) ?? `\0${hex(value)}`);
    if (seen.has(name)) continue;
    seen.add(name);
    different.push({ message: typeof value === "string" ? utf8(value) : value, steps: [step] });
  }
  return different;
}

function readParts(whole: string): SignedParts {
  const dot = whole.includes(".") ? whole.indexOf(".") : whole.length;
  const header = whole.slice(0, dot);
  const payload = whole.slice(dot + 1);
  return { whole, header, payload, headerBytes: decodeLoosely(header), payloadBytes: decodeLoosely(payload) };
}

function respelled(id: string, how: string, encode: (bytes: Uint8Array) => string): InputRow {
  return [
    id,
    `over \`header.payload\` ${how}`,
    (t) => `${encode(t.headerBytes)}.${encode(t.payloadBytes)}`,
    RESPELLED,
  ];
}

function rewritten(id: string, how: string, write: (value: unknown) => string): InputRow {
  const part = (bytes: Uint8Array): string => encodeBase64url(utf8(write(JSON.parse(text(bytes)))));
  return [
    id,
    `over the same JSON ${how}, which is not how it was sent`,
    (t) => `${part(t.headerBytes)}.${part(t.payloadBytes)}`,
    REWRITTEN,
  ];
}

function headed(id: string, header: string): InputRow {
  return [
    id,
    `over the header \`${header}\`, which is not the one sent`,
    (t) => `${encodeBase64url(utf8(header))}.${t.payload}`,
    REWRITTEN,
  ];
}

function sorted(value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

function text(bytes: Uint8Array): string {
  const read = fromUtf8(bytes);
  if (read === undefined) throw new TypeError("not UTF-8");
  return read;
}
