// Tokens with the answer a strict verifier gives. The answers are written by hand.
import type { VerifyProblem } from "@countersign/core";
import { KEY, OLDER_SECRET, SECRET } from "./public.ts";
import { base64url, HEADER, NOW, token } from "./token.ts";

type Verdict = VerifyProblem | "valid";

export interface VerifyVector {
  readonly name: string;
  /** Text nearly always: whatever was passed as a signature. */
  readonly signature: unknown;
  /** In the order in which they are tried. */
  readonly secrets: readonly string[];
  readonly now: number;
  readonly verdict: Verdict;
  /** Where it is valid: the place of the secret that made it. */
  readonly secretIndex?: number;
}

const CLAIMS = {
  appKey: KEY,
  sdkKey: KEY,
  mn: "87270695528",
  role: 0,
  iat: NOW - 30,
  exp: NOW + 7200,
  tokenExp: NOW + 7200,
};
const PAYLOAD = JSON.stringify(CLAIMS);
const GOOD = token({ payload: PAYLOAD });
const [HEAD = "", BODY = "", MAC = ""] = GOOD.split(".");
const INPUT = `${HEAD}.${BODY}`;

const withClaims = (claims: { readonly [name: string]: unknown }): string =>
  token({ payload: JSON.stringify({ ...CLAIMS, ...claims }) });
const withHeader = (header: { readonly [name: string]: unknown }): string =>
  token({ header: JSON.stringify({ alg: "HS256", typ: "JWT", ...header }), payload: PAYLOAD });

/** The payload with an end put on by hand: what no JSON writer writes. */
const openPayload = (rest: string): string => token({ payload: `${PAYLOAD.slice(0, -1)},${rest}}` });

type Row = readonly [name: string, signature: unknown, verdict: Verdict, more?: Partial<VerifyVector>];

const VALID: readonly Row[] = [
  ["as our signer makes it", GOOD, "valid"],
  [
    "claims in another order",
    token({ payload: JSON.stringify(Object.fromEntries(Object.entries(CLAIMS).reverse())) }),
    "valid",
  ],
  [
    "white space in the JSON",
    token({ header: '{ "alg" : "HS256" }', payload: JSON.stringify(CLAIMS, null, 2) }),
    "valid",
  ],
  ["no typ", token({ header: '{"alg":"HS256"}', payload: PAYLOAD }), "valid"],
  ["a header with a kid", withHeader({ kid: "1" }), "valid"],
  ["an unknown claim", withClaims({ note: "hello" }), "valid"],
  ["characters beyond ASCII", withClaims({ note: "Grüße 漢字 🔑 ?>~" }), "valid"],
  ["escapes in the JSON", openPayload('"note":"\\u00e4\\ud83d\\udd11\\/"'), "valid"],
  ["times with fractions", withClaims({ iat: NOW - 0.5, exp: NOW + 0.5 }), "valid"],
  ["times with an exponent", openPayload('"exp":1.7955072e9'), "valid"],
  ["issued this very second", withClaims({ iat: NOW }), "valid"],
  ["expires in a second", withClaims({ exp: NOW + 1 }), "valid"],
  [
    "of the older secret, while both count",
    token({ payload: PAYLOAD, secret: OLDER_SECRET }),
    "valid",
    { secrets: [SECRET, OLDER_SECRET], secretIndex: 1 },
  ],
  ["of the newer of two secrets", GOOD, "valid", { secrets: [SECRET, OLDER_SECRET] }],
];

const FORM: readonly Row[] = [
  ["nothing", null, "not-a-string"],
  ["an object", { signature: GOOD }, "not-a-string"],
  ["a list of one", [GOOD], "not-a-string"],
  ["empty text", "", "not-three-parts"],
  ["the word undefined", "undefined", "not-three-parts"],
  ["two parts", INPUT, "not-three-parts"],
  ["no MAC", `${INPUT}.`, "not-three-parts"],
  ["no header", `.${BODY}.${MAC}`, "not-three-parts"],
  ["four parts", `${GOOD}.${MAC}`, "not-three-parts"],
  ["a dot at the end", `${GOOD}.`, "not-three-parts"],
  ["Bearer in front", `Bearer ${GOOD}`, "not-canonical-base64url"],
  ["a space in front", ` ${GOOD}`, "not-canonical-base64url"],
  ["a line break behind", `${GOOD}\n`, "not-canonical-base64url"],
  ["quotes around it", `"${GOOD}"`, "not-canonical-base64url"],
  ["padding behind the MAC", `${GOOD}=`, "not-canonical-base64url"],
  ["a length that no bytes have", `${INPUT}.${MAC}AA`, "not-canonical-base64url"],
  ["the header in base64 with padding", `${HEAD}==.${BODY}.${MAC}`, "not-canonical-base64url"],
  ["a payload of the standard alphabet", standardAlphabet(), "not-canonical-base64url"],
  ["percent signs", `${HEAD}%2E${BODY}.${MAC}.${MAC}`, "not-canonical-base64url"],
  ["a letter beyond ASCII", `${HEAD}.${BODY}.${MAC.slice(0, -1)}Ａ`, "not-canonical-base64url"],
  ...otherSpellings().map(
    (mac, index): Row => [
      `another spelling of the same MAC, ${index + 1}`,
      `${INPUT}.${mac}`,
      "not-canonical-base64url",
    ],
  ),
];

const CONTENT: readonly Row[] = [
  [
    "a payload that is not UTF-8",
    token({
      payload: Buffer.concat([
        Buffer.from(PAYLOAD.slice(0, -1)),
        Buffer.from([0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      ]),
    }),
    "not-utf8",
  ],
  [
    "UTF-8 longer than it has to be",
    token({ header: Buffer.from([0x7b, 0xc0, 0xa2, 0x7d]), payload: PAYLOAD }),
    "not-utf8",
  ],
  ["a header that is no JSON", token({ header: "alg=HS256", payload: PAYLOAD }), "header-not-a-json-object"],
  ["a header that is a list", token({ header: '["HS256"]', payload: PAYLOAD }), "header-not-a-json-object"],
  [
    "a byte order mark before the header",
    token({ header: `\ufeff${HEADER}`, payload: PAYLOAD }),
    "header-not-a-json-object",
  ],
  ["a payload that is no JSON", token({ payload: "role=0" }), "payload-not-a-json-object"],
  ["an empty payload", token({ payload: "" }), "payload-not-a-json-object"],
  ["a payload that is null", token({ payload: "null" }), "payload-not-a-json-object"],
  ["a payload that is a list", token({ payload: `[${PAYLOAD}]` }), "payload-not-a-json-object"],
  ["a payload that is text", token({ payload: JSON.stringify(PAYLOAD) }), "payload-not-a-json-object"],
  ["two payloads, one behind the other", token({ payload: PAYLOAD + PAYLOAD }), "payload-not-a-json-object"],
  ["NaN, which JSON has not", openPayload('"exp":NaN'), "payload-not-a-json-object"],
  ["a comma too many", token({ payload: `${PAYLOAD.slice(0, -1)},}` }), "payload-not-a-json-object"],
];

const ALGORITHM: readonly Row[] = [
  ["alg none, without a MAC", `${base64url('{"alg":"none"}')}.${BODY}.`, "not-three-parts"],
  ["alg none, with a MAC that is right", withHeader({ alg: "none" }), "alg-not-hs256"],
  ["alg in lower case", withHeader({ alg: "hs256" }), "alg-not-hs256"],
  [
    "alg HS512, and its MAC",
    token({ header: '{"alg":"HS512","typ":"JWT"}', payload: PAYLOAD, hash: "sha512" }),
    "alg-not-hs256",
  ],
  ["alg RS256, with an HMAC", withHeader({ alg: "RS256" }), "alg-not-hs256"],
  ["alg as a list", withHeader({ alg: ["HS256"] }), "alg-not-hs256"],
  ["no alg", token({ header: '{"typ":"JWT"}', payload: PAYLOAD }), "alg-not-hs256"],
  ["an empty header object", token({ header: "{}", payload: PAYLOAD }), "alg-not-hs256"],
  ["crit", withHeader({ crit: ["exp"] }), "header-not-supported"],
  ["b64", withHeader({ b64: false, crit: ["b64"] }), "header-not-supported"],
];

const MACS: readonly Row[] = [
  ["another secret", GOOD, "mac-mismatch", { secrets: [OLDER_SECRET] }],
  [
    "the older secret, which no longer counts",
    token({ payload: PAYLOAD, secret: OLDER_SECRET }),
    "mac-mismatch",
  ],
  ["the secret with a line break", GOOD, "mac-mismatch", { secrets: [`${SECRET}\n`] }],
  [
    "the secret decoded from base64",
    token({ payload: PAYLOAD, secret: Buffer.from(SECRET, "base64") }),
    "mac-mismatch",
  ],
  ["the key as the secret", token({ payload: PAYLOAD, secret: KEY }), "mac-mismatch"],
  ["SHA-512 under alg HS256", token({ payload: PAYLOAD, hash: "sha512" }), "mac-mismatch"],
  [
    "a role changed afterwards",
    `${HEAD}.${base64url(PAYLOAD.replace('"role":0', '"role":1'))}.${MAC}`,
    "mac-mismatch",
  ],
  [
    "a header changed afterwards",
    `${base64url('{"typ":"JWT","alg":"HS256"}')}.${BODY}.${MAC}`,
    "mac-mismatch",
  ],
  ["the MAC of another token", `${INPUT}.${withClaims({ role: 1 }).split(".")[2]}`, "mac-mismatch"],
  [
    "the first letter of the MAC changed",
    `${INPUT}.${MAC.startsWith("A") ? "B" : "A"}${MAC.slice(1)}`,
    "mac-mismatch",
  ],
  [
    "a MAC of 31 bytes",
    `${INPUT}.${base64url(Buffer.from(MAC, "base64url").subarray(0, 31))}`,
    "mac-mismatch",
  ],
  [
    "a MAC of 33 bytes",
    `${INPUT}.${base64url(Buffer.concat([Buffer.from(MAC, "base64url"), Buffer.alloc(1)]))}`,
    "mac-mismatch",
  ],
  [
    "a MAC of one byte",
    `${INPUT}.${base64url(Buffer.from(MAC, "base64url").subarray(0, 1))}`,
    "mac-mismatch",
  ],
  ["a MAC of zeros", `${INPUT}.${base64url(Buffer.alloc(32))}`, "mac-mismatch"],
  ["the MAC in hexadecimal", `${INPUT}.${Buffer.from(MAC, "base64url").toString("hex")}`, "mac-mismatch"],
];

const TIMES: readonly Row[] = [
  ["expires this very second", withClaims({ exp: NOW }), "expired"],
  ["expired a second ago", withClaims({ exp: NOW - 1 }), "expired"],
  ["expired, seen two hours later", GOOD, "expired", { now: NOW + 7200 }],
  ["a second before the same", GOOD, "valid", { now: NOW + 7199 }],
  ["issued in a second", withClaims({ iat: NOW + 1 }), "issued-in-the-future"],
  [
    "in milliseconds",
    withClaims({ iat: (NOW - 30) * 1000, exp: (NOW + 7200) * 1000 }),
    "issued-in-the-future",
  ],
  [
    "expired before it was issued, both ahead and behind",
    withClaims({ iat: NOW + 60, exp: NOW - 60 }),
    "expired",
  ],
  ["no exp", withClaims({ exp: undefined }), "times-missing"],
  ["no iat", withClaims({ iat: undefined }), "times-missing"],
  ["exp as text", withClaims({ exp: String(NOW + 7200) }), "times-missing"],
  ["exp as true", withClaims({ exp: true }), "times-missing"],
  ["exp null", withClaims({ exp: null }), "times-missing"],
  ["exp in a list", withClaims({ exp: [NOW + 7200] }), "times-missing"],
  ["an exp so large that it reads as infinity", openPayload('"exp":1e999'), "times-missing"],
];

export function verifyVectors(): VerifyVector[] {
  const groups = { valid: VALID, form: FORM, content: CONTENT, algorithm: ALGORITHM, mac: MACS, time: TIMES };
  return Object.entries(groups).flatMap(([group, rows]) =>
    rows.map(([name, signature, verdict, more]) => ({
      name: `${group}: ${name}`,
      signature,
      secrets: [SECRET],
      now: NOW,
      verdict,
      ...(verdict === "valid" && { secretIndex: 0 }),
      ...more,
    })),
  );
}

/** The three last letters beside the right one whose unused bits a lenient decoder drops. */
function otherSpellings(): string[] {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = alphabet.indexOf(MAC.slice(-1));
  return [1, 2, 3].map((bits) => MAC.slice(0, -1) + alphabet[last + bits]);
}

/** A token whose payload needs the two letters in which the alphabets differ, written with those of plain base64. */
function standardAlphabet(): string {
  const [header, payload, mac] = withClaims({ note: "ÿþ>>>???" }).split(".");
  const plain = payload?.replaceAll("-", "+").replaceAll("_", "/");
  if (plain === payload) throw new Error("the payload has none of the letters that differ");
  return [header, plain, mac].join(".");
}
