import { type CompactJws, type CompactProblem, readCompact } from "./compact.ts";
import { equalBytes, type HmacKey, hmac } from "./hmac.ts";

export type Hs256Problem = CompactProblem | "alg-not-hs256" | "header-not-supported" | "mac-mismatch";

export interface Hs256Verified {
  readonly jws: CompactJws;
  /** Which of the keys made it: its place in the list. */
  readonly keyIndex: number;
}

/**
 * HS256 over a compact JWS, strictly: the algorithm is fixed here and never taken from the token, a `crit`
 * or `b64` header is refused (RFC 7515 section 4.1.11: what is not understood must not be accepted), and the
 * MAC has to be all 32 bytes. Tries every key, so that the time does not tell which one matched.
 */
export function verifyHs256(token: string, keys: readonly HmacKey[]): Hs256Verified | Hs256Problem {
  const jws = readCompact(token);
  if (typeof jws === "string") return jws;
  if (jws.header.alg !== "HS256") return "alg-not-hs256";
  if (Object.hasOwn(jws.header, "crit") || Object.hasOwn(jws.header, "b64")) return "header-not-supported";

  let keyIndex = -1;
  for (const [index, key] of keys.entries()) {
    if (equalBytes(hmac(key, jws.signed, jws.signedBytes), jws.mac) && keyIndex < 0) keyIndex = index;
  }
  return keyIndex < 0 ? "mac-mismatch" : { jws, keyIndex };
}
