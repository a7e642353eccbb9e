import { type CompactProblem, type JsonObject, parseJsonObject } from "../token/compact.ts";
import { hmacKey } from "../token/hmac.ts";
import { type Hs256Problem, hs256Verifier } from "../token/hs256.ts";
import { utf8 } from "../token/platform.ts";

/** Why a signature was not accepted. */
export type VerifyProblem =
  | CompactProblem
  | Hs256Problem
  | "expired"
  | "issued-in-the-future"
  | "not-a-string"
  | "payload-not-a-json-object"
  | "times-missing";

export type VerifyResult =
  | {
      readonly ok: true;
      readonly header: JsonObject;
      readonly payload: JsonObject;
      /** Which of the secrets made it: its place in the list. More than 0 means: signed with an older one. */
      readonly secretIndex: number;
    }
  | {
      readonly ok: false;
      readonly problem: VerifyProblem;
      readonly message: string;
    };

export interface VerifyOptions {
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: number;
}

const MESSAGES: Record<VerifyProblem, string> = {
  "not-a-string": "a signature is text, and this is not",
  "not-three-parts": "a signature has three parts with a dot between them",
  "not-canonical-base64url": "a part is not base64url without padding, its unused bits zero",
  "not-utf8": "the header or the payload is not UTF-8",
  "header-not-a-json-object": "the header is not a JSON object",
  "alg-not-hs256": "`alg` is not HS256, the one algorithm Zoom takes",
  "header-not-supported": "the header has `crit` or `b64`, which is not supported",
  "mac-mismatch": "it was not made with this secret, or it was changed afterwards",
  "payload-not-a-json-object": "the payload is not a JSON object",
  "times-missing": "`iat` or `exp` is missing or no number",
  expired: "`exp` has passed",
  "issued-in-the-future": "`iat` lies ahead of the clock",
};

/** Says of one signature whether it holds. Never throws on a bad signature, whatever it is. */
export type Verifier = (signature: unknown, options?: VerifyOptions) => VerifyResult;

/**
 * For many signatures: the secrets are hashed once, here. Each signature is judged as by `verify()`.
 *
 * @param secrets One secret, or several while one replaces another.
 * @throws TypeError where there is no secret to check with
 */
export function createVerifier(secrets: string | readonly string[]): Verifier {
  const list = [secrets].flat();
  if (list.length === 0 || list.some((secret) => typeof secret !== "string" || secret === "")) {
    throw new TypeError("verify() wants a secret, or a list of them");
  }
  const verifyHs256 = hs256Verifier(list.map((secret: string) => hmacKey(utf8(secret))));

  return (signature, { now = Date.now() / 1000 } = {}) => {
    // Every comparison with NaN is false, so that with it no signature would ever have expired.
    if (!Number.isFinite(now)) throw new TypeError("now has to be a number of seconds");
    if (typeof signature !== "string") return no("not-a-string");
    const verified = verifyHs256(signature);
    if (typeof verified === "string") return no(verified);

    const { header, payloadText } = verified.jws;
    const payload = parseJsonObject(payloadText);
    if (!payload) return no("payload-not-a-json-object");
    const { iat, exp } = payload;
    if (!isTime(iat) || !isTime(exp)) return no("times-missing");
    if (exp <= now) return no("expired");
    if (iat > now) return no("issued-in-the-future");
    return { ok: true, header, payload, secretIndex: verified.keyIndex };
  };
}

/**
 * Says whether a signature was made with one of these secrets and is valid now. Strict: one spelling, three
 * parts, HS256 only. Never throws on a bad signature, whatever it is.
 *
 * @param secrets One secret, or several while one replaces another.
 * @throws TypeError where there is no secret to check with, or `now` is no time
 */
export function verify(
  signature: unknown,
  secrets: string | readonly string[],
  options: VerifyOptions = {},
): VerifyResult {
  return createVerifier(secrets)(signature, options);
}

/** A JSON number may be as large as 1e999, which is read as infinity and would never expire. */
function isTime(value: unknown): value is number {
  return Number.isFinite(value);
}

function no(problem: VerifyProblem): VerifyResult {
  return { ok: false, problem, message: MESSAGES[problem] };
}
