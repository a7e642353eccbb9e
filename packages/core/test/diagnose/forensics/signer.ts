import { createHash, createHmac } from "node:crypto";

/**
 * A signer that makes each of the mistakes, written apart from the code that finds them and on Node's own
 * cryptography. A list of names gives a token.
 */
export interface Scene {
  /** The secret as it is given to the search; the mistakes are made from it. */
  readonly given: string;
  readonly key: string;
  readonly others: { readonly [label: string]: string };
  readonly header: string;
  readonly payload: string;
}

export type Named = {
  readonly id: string;
  readonly kind: "secret" | "input" | "hash" | "mac";
  readonly label?: string;
};

type Secret = string | Buffer;

const END: Record<string, string> = {
  newline: "\n",
  crlf: "\r\n",
  "carriage-return": "\r",
  space: " ",
  tab: "\t",
  "no-break-space": "\xa0",
  "zero-width-space": "\u200b",
  "escaped-newline": "\\n",
  semicolon: ";",
  comma: ",",
};
const FRONT: Record<string, string> = {
  "byte-order-mark": "\ufeff",
  "leading-space": " ",
  "leading-newline": "\n",
};
const AROUND: Record<string, [string, string]> = {
  "double-quotes": ['"', '"'],
  "single-quotes": ["'", "'"],
  backticks: ["`", "`"],
  "curly-quotes": ["\u201c", "\u201d"],
  "angle-brackets": ["<", ">"],
  "square-brackets": ["[", "]"],
  braces: ["{", "}"],
};
const CUT: Record<string, string> = {
  dollar: "$",
  hash: "#",
  percent: "%",
  ampersand: "&",
  backslash: "\\",
  blank: " ",
  equals: "=",
  semicolon: ";",
  colon: ":",
  "double-quote": '"',
  "single-quote": "'",
};

export interface SecretMistake {
  /** Makes the given secret one that this mistake can happen with. */
  readonly fit: (clean: string) => string;
  readonly make: (given: string, scene: Scene) => Secret;
}

const asIs = (clean: string): string => clean;
const inside = (what: string) => (clean: string) => clean.slice(0, 9) + what + clean.slice(9);
const make = (change: (given: string, scene: Scene) => Secret, fit = asIs): SecretMistake => ({
  fit,
  make: change,
});
/** The text without what stands at its ends, which has to be there. */
const without =
  (front: string, end: string) =>
  (given: string): string => {
    if (!given.startsWith(front) || !given.endsWith(end)) throw new Error("nothing to take away");
    return given.substring(front.length, given.length - end.length);
  };
const b64 = (bytes: Secret): string => Buffer.from(bytes).toString("base64");
const swap16 = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

export const BLANKS = [
  "",
  "undefined",
  "null",
  "None",
  "nil",
  "NaN",
  "true",
  "false",
  "[object Object]",
  "[object Promise]",
  "secret",
  "your-256-bit-secret",
  "a-string-secret-at-least-256-bits-long",
  "ZOOM_MEETING_SDK_SECRET",
  "ZOOM_SDK_SECRET",
  "ZOOM_CLIENT_SECRET",
  "process.env.ZOOM_MEETING_SDK_SECRET",
  "process.env.ZOOM_SDK_SECRET",
  "$ZOOM_MEETING_SDK_SECRET",
  "$" + "{ZOOM_MEETING_SDK_SECRET}",
  "SDK_SECRET",
  "CLIENT_SECRET",
  "API_SECRET",
  "YOUR_SDK_SECRET",
  "YOUR_CLIENT_SECRET",
  "YOUR_API_SECRET",
  "your_sdk_secret",
  "your_client_secret",
  "changeme",
];

const entries: [string, SecretMistake][] = [];
const around = (id: string, front: string, end: string): void => {
  const spoil = (clean: string): string => `${front}${clean}${end}`;
  entries.push([`${id}-added`, make(spoil)], [`${id}-removed`, make(without(front, end), spoil)]);
};
for (const [id, end] of Object.entries(END)) around(id, "", end);
for (const [id, front] of Object.entries(FRONT)) around(id, front, "");
for (const [id, [open, close]] of Object.entries(AROUND)) around(id, open, close);
for (const [id, at] of Object.entries(CUT)) {
  entries.push([`cut-at-${id}`, make((s) => s.split(at)[0] ?? "", inside(`${at}-`))]);
}
for (const text of BLANKS) entries.push([`blank:${text}`, make(() => text)]);

export const SECRETS: { readonly [id: string]: SecretMistake } = {
  ...Object.fromEntries(entries),
  trimmed: make(
    (s) => s.trim(),
    (s) => ` \n${s} \t `,
  ),
  "white-space-removed": make((s) => s.split(/\s+/).join(""), inside(" \n ")),
  "name-removed": make(without("ZOOM_SECRET=", ""), (s) => `ZOOM_SECRET=${s}`),
  "name-expanded": make((s) => s.split(/\$[A-Za-z_]\w*/).join(""), inside("$abc-")),
  "percent-name-expanded": make((s) => s.split(/%\w+%/).join(""), inside("%abc%")),
  "dollar-doubled": make((s) => s.split("$").join("$$"), inside("$-")),
  "dollar-halved": make((s) => s.split("$$").join("$"), inside("$$-")),
  "backslash-doubled": make((s) => s.split("\\").join("\\\\"), inside("\\")),
  "backslash-removed": make((s) => s.split("\\").join(""), inside("\\")),
  "base64-encoded": make(b64),
  "base64-encoded-unpadded": make((s) => b64(s).split("=")[0] ?? ""),
  "base64url-encoded": make((s) => Buffer.from(s).toString("base64url"), inside("\u00ff\u00ff\u00be\u00fb")),
  "hex-encoded": make((s) => Buffer.from(s).toString("hex")),
  "hex-encoded-upper": make((s) => Buffer.from(s).toString("hex").toUpperCase()),
  "upper-cased": make((s) => s.toUpperCase()),
  "lower-cased": make((s) => s.toLowerCase()),
  "url-encoded": make(encodeURIComponent, inside("+/ &")),
  "url-decoded": make(decodeURIComponent, inside("%2B%2f")),
  "form-decoded": make((s) => decodeURIComponent(s.split("+").join(" ")), inside("%2B+")),
  "html-escaped": make(
    (s) =>
      s.split("&").join("&amp;").split("<").join("&lt;").split(">").join("&gt;").split('"').join("&quot;"),
    inside("&<>"),
  ),
  "last-character-lost": make((s) => s.substring(0, s.length - 1)),
  "first-character-lost": make((s) => s.substring(1)),
  "pasted-twice": make((s) => s.concat(s)),
  "sha256-hex": make((s) => createHash("sha256").update(s).digest("hex")),
  "base64-decoded": make((s) => Buffer.from(s.split(/[-_]/).join(""), "base64"), inside("-_")),
  "base64url-decoded": make((s) => Buffer.from(s, "base64url"), inside("-_")),
  "hex-decoded": make(
    (s) => {
      if (!/^(?:[0-9a-f]{2})+$/i.test(s)) throw new Error("not hex");
      return Buffer.from(s, "hex");
    },
    (s) => Buffer.from(s).toString("hex"),
  ),

  utf16le: make((s) => Buffer.from(s, "utf16le")),
  utf16be: make(swap16),
  latin1: make((s) => Buffer.from(s, "latin1"), inside("\u00e9\u00fc")),
  sha256: make((s) => createHash("sha256").update(s).digest()),
  swapped: make((_, { key }) => key),
  "key-then-secret": make((s, { key }) => `${key}${s}`),
  "secret-then-key": make((s, { key }) => `${s}${key}`),
  "key-ampersand-secret": make((s, { key }) => `${key}&${s}`),
  "secret-ampersand": make((s) => `${s}&`),
  "key-colon-secret": make((s, { key }) => `${key}:${s}`),
  other: make((_, { others }) => others["another app"] ?? ""),
};

interface InputMistake {
  readonly sent?: (header: string, payload: string) => string;
  readonly make: (sent: string) => Secret;
}

const part = (sent: string, index: number): string => sent.split(".")[index] ?? "";
const decoded = (sent: string, index: number): Buffer => Buffer.from(part(sent, index), "base64");
const asSent = (header: string, payload: string): string =>
  `${Buffer.from(header).toString("base64url")}.${Buffer.from(payload).toString("base64url")}`;
const json = (write: (value: object) => string, sent: InputMistake["sent"] = asSent): InputMistake => ({
  sent,
  make: (text) =>
    [0, 1]
      .map((i) => Buffer.from(write(JSON.parse(decoded(text, i).toString()) as object)).toString("base64url"))
      .join("."),
});
const spell = (encode: (bytes: Buffer) => string, sent: InputMistake["sent"] = asSent): InputMistake => ({
  sent,
  make: (text) => `${encode(decoded(text, 0))}.${encode(decoded(text, 1))}`,
});
const typFirst = '{"typ":"JWT","alg":"HS256"}';
const algFirst = '{"alg":"HS256","typ":"JWT"}';
const headed = (header: string, sentHeader: string): InputMistake => ({
  sent: (_, payload) => asSent(sentHeader, payload),
  make: (sent) => `${Buffer.from(header).toString("base64url")}.${part(sent, 1)}`,
});
const pythonText = (value: object): string =>
  `{${Object.entries(value)
    .map(([name, one]) => `${JSON.stringify(name)}: ${JSON.stringify(one)}`)
    .join(", ")}}`;
const standard = (bytes: Buffer): string => bytes.toString("base64");

export const INPUTS: { readonly [id: string]: InputMistake } = {
  "payload-only": { make: (s) => part(s, 1) },
  "header-only": { make: (s) => part(s, 0) },
  "no-dot": { make: (s) => s.split(".").join("") },
  "payload-first": { make: (s) => s.split(".").reverse().join(".") },
  "trailing-dot": { make: (s) => `${s}.` },
  "trailing-newline": { make: (s) => `${s}\n` },
  "in-quotes": { make: (s) => JSON.stringify(s) },
  "standard-padded": spell(standard),
  "standard-unpadded": spell((bytes) => standard(bytes).split("=")[0] ?? ""),
  "url-padded": spell((bytes) => standard(bytes).split("+").join("-").split("/").join("_")),
  "url-unpadded": spell(
    (bytes) => bytes.toString("base64url"),
    (header, payload) => `${b64(header)}.${b64(payload)}`,
  ),
  "json-texts": { make: (s) => `${decoded(s, 0)}.${decoded(s, 1)}` },
  "json-texts-no-dot": { make: (s) => Buffer.concat([decoded(s, 0), decoded(s, 1)]) },
  "json-payload": { make: (s) => decoded(s, 1) },
  "json-compact": json(
    (value) => JSON.stringify(value),
    (header, payload) =>
      asSent(pythonText(JSON.parse(header) as object), pythonText(JSON.parse(payload) as object)),
  ),
  "json-two-spaces": json((value) => JSON.stringify(value, undefined, 2)),
  "json-four-spaces": json((value) => JSON.stringify(value, undefined, "    ")),
  "json-tabs": json((value) => JSON.stringify(value, undefined, "\t")),
  "json-spaced": json(pythonText),
  "json-slashes": json((value) => JSON.stringify(value).split("/").join("\\/")),
  "json-sorted": json((value) => JSON.stringify(value, Object.keys(value).sort())),
  "header-alg-first": headed(algFirst, typFirst),
  "header-typ-first": headed(typFirst, algFirst),
  "header-alg-only": headed('{"alg":"HS256"}', algFirst),
  utf16le: { make: (s) => Buffer.from(s, "utf16le") },
  utf16be: { make: swap16 },
  "base64-again": { make: b64 },
  "hex-again": { make: (s) => Buffer.from(s).toString("hex") },
  "sha256-first": { make: (s) => createHash("sha256").update(s).digest() },
  "sha256-hex-first": { make: (s) => createHash("sha256").update(s).digest("hex") },
  nothing: { make: () => "" },
};

const plainHash = (...texts: Secret[]): Buffer =>
  createHash("sha256")
    .update(Buffer.concat(texts.map((text) => Buffer.from(text))))
    .digest();
const hmacOf = (name: string) => (key: Secret, text: Secret) => createHmac(name, key).update(text).digest();

export const HASHES: { readonly [id: string]: (key: Secret, text: Secret) => Buffer } = {
  "sha256-secret-input": (key, text) => plainHash(key, text),
  "sha256-input-secret": (key, text) => plainHash(text, key),
  "sha256-input": (_, text) => plainHash(text),
  "arguments-swapped": (key, text) => hmacOf("sha256")(text, key),
  "hmac-sha512": hmacOf("sha512"),
  "hmac-sha384": hmacOf("sha384"),
  "hmac-sha1": hmacOf("sha1"),
};

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** `undefined` where the MAC that came out cannot be written wrongly in this way. */
export const MACS: { readonly [id: string]: (mac: Buffer) => string | undefined } = {
  padded: (mac) => padding(mac, mac.toString("base64").split("+").join("-").split("/").join("_")),
  standard: (mac) => foreign(standard(mac).split("=")[0] ?? ""),
  "standard-padded": (mac) => padding(mac, foreign(standard(mac)) ?? ""),
  "stray-bits": (mac) => {
    const text = mac.toString("base64url");
    const last = letters.indexOf(text.at(-1) ?? "");
    return mac.length % 3 === 0 ? undefined : text.slice(0, -1) + letters.charAt(last + 1);
  },
  hex: (mac) => mac.toString("hex"),
  "hex-dashed": (mac) => mac.toString("hex").toUpperCase().match(/../g)?.join("-"),
  "base64-of-hex": (mac) => b64(mac.toString("hex")),
  "base64-twice": (mac) => b64(standard(mac)),
  "utf8-of-bytes": (mac) => b64(mac.toString("latin1")),
  "raw-bytes": (mac) => mac.toString("latin1"),
  reversed: (mac) => Buffer.from(mac).reverse().toString("base64url"),
  "url-encoded": (mac) => (/[+/=]/.test(standard(mac)) ? encodeURIComponent(standard(mac)) : undefined),
  "more-after": (mac) => (mac.length === 32 ? `${mac.toString("base64url")}QUJD` : undefined),
  "white-space": (mac) => `"${mac.toString("base64url")}"\n`,
  "bytes-as-text": (mac) => {
    const text = mac.toString("utf8");
    return [...text].filter((c) => c !== "\ufffd").length >= 12
      ? Buffer.from(text).toString("base64url")
      : undefined;
  },
  cut: (mac) => mac.toString("base64url").slice(0, 24),
};

function padding(mac: Buffer, text: string): string | undefined {
  return mac.length % 3 === 0 || text === "" ? undefined : text;
}

function foreign(text: string): string | undefined {
  return /[+/]/.test(text) ? text : undefined;
}

export interface Token {
  readonly signingInput: string;
  readonly macText: string;
}

/** The token that these mistakes, in this order, make; `undefined` where they leave the MAC as it has to be written. */
export function sign(scene: Scene, steps: readonly Named[], signingInput?: string): Token | undefined {
  const of = (kind: Named["kind"]): string[] =>
    steps.filter((step) => step.kind === kind).map((step) => step.id);
  let secret: Secret = scene.given;
  for (const id of of("secret")) {
    const mistake = SECRETS[id];
    if (!mistake || typeof secret !== "string") return undefined;
    try {
      secret = mistake.make(secret, scene);
    } catch {
      return undefined; // A broken escape: no signer gets this far.
    }
  }
  const [inputId] = of("input");
  const input = inputId === undefined ? undefined : INPUTS[inputId];
  const sent = signingInput ?? (input?.sent ?? asSent)(scene.header, scene.payload);
  const [hashId] = of("hash");
  const mac = (hashId === undefined ? hmacOf("sha256") : HASHES[hashId])?.(
    secret,
    input ? input.make(sent) : sent,
  );
  if (!mac) return undefined;

  const [macId, ...rest] = of("mac");
  const written = macId === undefined ? mac.toString("base64url") : MACS[macId]?.(mac);
  if (written === undefined) return undefined;
  return {
    signingInput: sent,
    macText: rest.includes("cut") ? written.slice(0, written.length * 0.7) : written,
  };
}
