import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hmacWith, sha1, sha384, sha512 } from "../../../src/diagnose/forensics/sha.ts";

const HASHES = [
  ["sha1", sha1],
  ["sha384", sha384],
  ["sha512", sha512],
] as const;

/** Around the ends of one block and of two, of both sizes, and where the length no longer fits before the end. */
const LENGTHS = [0, 1, 3, 55, 56, 63, 64, 65, 111, 112, 119, 120, 127, 128, 129, 239, 240, 256, 1000];

test.each(HASHES)("%s is Node's, at every length where padding changes", (name, hash) => {
  for (const length of LENGTHS) {
    const message = Uint8Array.from({ length }, (_, i) => (i * 151 + length) & 0xff);
    expect(Buffer.from(hash.digest(message))).toEqual(createHash(name).update(message).digest());
  }
});

test.each(HASHES)("HMAC with %s is Node's, for keys below and beyond a block", (name, hash) => {
  const message = Uint8Array.of(1, 2, 3);
  for (const length of [0, 20, 64, 65, 128, 129, 200]) {
    const key = new Uint8Array(length).fill(0xa7);
    expect(Buffer.from(hmacWith(hash, key, message))).toEqual(createHmac(name, key).update(message).digest());
  }
});
