import { createHash, randomBytes } from "node:crypto";
import type { Nonces } from "../stores.ts";
import type { RedisLink } from "./link.ts";

/**
 * Nonces in Redis: one for all replicas. The key is a hash, since a nonce is as long as its sender likes; not one
 * under a secret, since a change of secret would let everything in once more.
 */
export function redisNonces(link: RedisLink, prefix: string): Nonces {
  const keyOf = (nonce: string): string =>
    `${prefix}nonce:${createHash("sha256").update(nonce).digest("base64url")}`;

  return {
    async claim(nonce, seconds) {
      // A claim whose answer was lost with its connection is tried again, and has to know itself.
      const mark = randomBytes(12).toString("base64url");
      const milliseconds = String(Math.ceil(seconds * 1000));
      // GET: the old value, or nothing where there was none and ours was set.
      const found = await link.send("nonce", ["SET", keyOf(nonce), mark, "PX", milliseconds, "NX", "GET"]);
      return found === null || found === mark;
    },
    async release(nonce) {
      await link.send("nonce", ["DEL", keyOf(nonce)]);
    },
  };
}
