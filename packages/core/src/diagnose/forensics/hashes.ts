import { hmac, hmacKey } from "../../token/hmac.ts";
import { sha256 } from "../../token/sha256.ts";
import { concat } from "./bytes.ts";
import { type Hash, hmacWith, sha1, sha384, sha512 } from "./sha.ts";
import { type MacStep, stepOf } from "./step.ts";

export interface OtherMac {
  readonly step: MacStep;
  readonly mac: (key: Uint8Array, message: Uint8Array) => Uint8Array;
  readonly macBytes: number;
  /** What hashing one byte costs, in units of SHA-256. */
  readonly price: number;
}

/** Made from secret and input in another way than HMAC with SHA-256. */
export const HASHES: readonly OtherMac[] = [
  other("sha256-secret-input", "by plain SHA-256 of secret and input, without HMAC", (key, m) =>
    sha256(concat(key, m)),
  ),
  other("sha256-input-secret", "by plain SHA-256 of input and secret, without HMAC", (key, m) =>
    sha256(concat(m, key)),
  ),
  other("sha256-input", "by plain SHA-256 of the input, without any secret", (_, m) => sha256(m)),
  other("arguments-swapped", "by HMAC with input and secret exchanged", (key, m) => hmac(hmacKey(m), key)),
  hashed("hmac-sha512", "by HMAC with SHA-512", sha512, 110),
  hashed("hmac-sha384", "by HMAC with SHA-384", sha384, 110),
  hashed("hmac-sha1", "by HMAC with SHA-1", sha1, 3),
];

function other(id: string, words: string, mac: OtherMac["mac"]): OtherMac {
  return { step: stepOf("hash", id, words), mac, macBytes: 32, price: 1 };
}

function hashed(id: string, words: string, hash: Hash, price: number): OtherMac {
  return {
    step: stepOf("hash", id, words),
    mac: (key, m) => hmacWith(hash, key, m),
    macBytes: hash.digestBytes,
    price,
  };
}
