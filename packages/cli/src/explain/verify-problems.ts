import type { VerifyProblem } from "@countersign/core";
import type { Explanation } from "./explainer.ts";

/** Every answer of `verify` and `inspect` about a signature that is not valid. */
export const VERIFY_PROBLEMS: Readonly<Record<VerifyProblem, Explanation>> = {
  "alg-not-hs256": {
    title: "It is not signed with HS256",
    see: "The header's `alg` is another algorithm, `none`, or missing.",
    why: "Zoom takes HS256 and nothing else for the Meeting SDK. A token with RS256 or ES256 is another product's.",
    todo: "Sign with the app's client secret and HS256. If the token came from Zoom itself, it is an access token or a ZAK and no signature.",
  },
  expired: {
    title: "It has expired",
    see: "`exp` lies in the past.",
    why: "A signature lives half an hour to 48 hours. One that was kept, cached or made on a machine whose clock is behind has run out.",
    todo: "Make a new one for every join, when the join begins. If a fresh one is expired too, set the clock of the machine that signs.",
  },
  "header-not-a-json-object": {
    title: "The first part is no header",
    see: "What the first part decodes to is not a JSON object.",
    why: "Something else with two dots was given, or the token was cut at its beginning.",
    todo: "Give the whole signature; it begins with `eyJ`.",
  },
  "header-not-supported": {
    title: "The header asks for something that is not supported",
    see: "The header holds `crit` or `b64`.",
    why: "Both change how a token has to be read. What is not understood must not be accepted (RFC 7515, section 4.1.11), and no signature for Zoom needs them.",
    todo: 'Sign with the header `{"alg":"HS256","typ":"JWT"}`.',
  },
  "issued-in-the-future": {
    title: "It was issued in the future",
    see: "`iat` lies ahead of the clock.",
    why: "The machine that signed is ahead of the one that checks. Zoom refuses such a signature as invalid.",
    todo: "Set both clocks by NTP, and date `iat` 30 seconds back, as Countersign does.",
  },
  "mac-mismatch": {
    title: "It was not made with this secret",
    see: "Header and payload can be read; the third part does not fit them and the secret.",
    why: "It was signed with another secret (another app's, an old one, one with a quote or a line break too many), or changed after it was signed.",
    todo: "Compare the app the secret belongs to with the claim `appKey`. Copy the secret again, or check with the older one too: `--secret-file` may stand twice.",
  },
  "not-a-string": {
    title: "It is not text",
    see: "An object, a number or nothing was given where the signature belongs.",
    why: "Most often the whole answer of the endpoint was passed on, or a promise that nobody waited for.",
    todo: "Pass the member `signature` of the answer, after `await`.",
  },
  "not-canonical-base64url": {
    title: "A part is not base64url",
    see: "A part holds `+`, `/`, `=` or another character outside base64url, or its last character has bits that should be zero.",
    why: "It was encoded as plain base64, cut, or changed on the way through a form or a URL.",
    todo: "Encode as base64url without padding, and pass the signature on as it is.",
  },
  "not-three-parts": {
    title: "It does not have three parts",
    see: "A signature is header, payload and MAC with a dot between them; here are fewer or more.",
    why: "It was cut when copied, or it is another thing: Zoom's signatures of 2022 and before had no dots.",
    todo: "Copy the whole signature. If your code makes one without dots, it follows instructions that no longer hold.",
  },
  "not-utf8": {
    title: "It does not hold text",
    see: "The header or the payload decodes to bytes that are not UTF-8.",
    why: "The payload was encrypted, compressed, or encoded twice.",
    todo: "Encode the JSON text as UTF-8 and that as base64url, once.",
  },
  "payload-not-a-json-object": {
    title: "The second part is no payload",
    see: "The signature fits, and what the second part decodes to is not a JSON object.",
    why: "The claims were encoded twice, or something else was signed.",
    todo: "Sign one JSON object with the claims.",
  },
  "times-missing": {
    title: "It does not say when it was made or when it ends",
    see: "`iat` or `exp` is missing, or is text.",
    why: "Zoom wants both, as numbers in seconds since 1970.",
    todo: "Set `iat`, `exp` and `tokenExp` as whole numbers.",
  },
};

/** The words for a problem that the type says is known. */
export function explainVerifyProblem(problem: VerifyProblem): Explanation {
  return VERIFY_PROBLEMS[problem];
}
