import { type CompactJws, type CompactProblem, readCompact } from "./compact.ts";
import { equalBytes, type HmacKey, type HmacPrefix, hmacInPlace, hmacPrefix } from "./hmac.ts";
import { BLOCK_BYTES, DIGEST_BYTES } from "./sha256.ts";

export type Hs256Problem = CompactProblem | "alg-not-hs256" | "header-not-supported" | "mac-mismatch";

export interface Hs256Verified {
  readonly jws: CompactJws;
  /** Which of the keys made it: its place in the list. */
  readonly keyIndex: number;
}

/** Of one app's tokens the header and the claims that name the app: two blocks that are alike in all of them. */
const BEGINNING_BYTES = 2 * BLOCK_BYTES;

/** How a token begins, and the hash of that: what the next has in common with it is not hashed again. */
interface Beginning {
  readonly bytes: Uint8Array;
  readonly prefix: HmacPrefix;
}

const computed: Uint8Array = new Uint8Array(DIGEST_BYTES);

/**
 * HS256 over compact JWS, strictly: the algorithm is fixed here and never taken from the token, a `crit`
 * or `b64` header is refused (RFC 7515 section 4.1.11: what is not understood must not be accepted), and the
 * MAC has to be all 32 bytes. Tries every key, so that the time does not tell which one matched.
 */
export function hs256Verifier(keys: readonly HmacKey[]): (token: string) => Hs256Verified | Hs256Problem {
  /** Of the last token that each key made. */
  const known: (Beginning | undefined)[] = keys.map(() => undefined);

  return (token) => {
    const jws = readCompact(token);
    if (typeof jws === "string") return jws;
    if (jws.header.alg !== "HS256") return "alg-not-hs256";
    if (Object.hasOwn(jws.header, "crit") || Object.hasOwn(jws.header, "b64")) return "header-not-supported";

    const { signed, signedBytes, mac } = jws;
    let keyIndex = -1;
    for (const [index, key] of keys.entries()) {
      const last = known[index];
      const beginning = last && beginsWith(signed, signedBytes, last.bytes) ? last : undefined;
      const prefix = beginning?.prefix ?? hmacPrefix(key, beginningOf(signed, signedBytes));
      hmacInPlace(prefix, signed, signedBytes, computed);
      if (!equalBytes(computed, mac)) continue;
      if (keyIndex < 0) keyIndex = index;
      // Only what this key has made is kept: nobody else decides what is remembered.
      if (!beginning) known[index] = { bytes: beginningOf(signed, signedBytes).slice(), prefix };
    }
    return keyIndex < 0 ? "mac-mismatch" : { jws, keyIndex };
  };
}

function beginningOf(signed: Uint8Array, signedBytes: number): Uint8Array {
  return signed.subarray(0, Math.min(BEGINNING_BYTES, signedBytes));
}

function beginsWith(signed: Uint8Array, signedBytes: number, bytes: Uint8Array): boolean {
  if (bytes.length > signedBytes) return false;
  for (let i = 0; i < bytes.length; i++) if (signed[i] !== bytes[i]) return false;
  return true;
}
