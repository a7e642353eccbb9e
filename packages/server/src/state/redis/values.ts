import { createHmac } from "node:crypto";
import { type KeyRing, SealError } from "../../crypto/key-ring.ts";
import type { ExpiringValues } from "../stores.ts";
import type { RedisLink } from "./link.ts";

export interface RedisValuesOptions {
  readonly prefix: string;
  /** Encrypts values: who can read the server must not be able to use what is there. */
  readonly keyRing: KeyRing;
  /** Names values without saying whose they are. */
  readonly nameKey: Uint8Array;
}

/** Values in Redis, encrypted, under names that say nothing. */
export function redisValues(link: RedisLink, options: RedisValuesOptions): ExpiringValues {
  const { prefix, keyRing, nameKey } = options;

  const nameOf = (key: string): string => createHmac("sha256", nameKey).update(key).digest("base64url");
  /** Bound to its name: a value that was put under another does not open. */
  const contextOf = (name: string) =>
    ({ tenant: "", app: "", user: name, kind: "expiring-value", generation: 0 }) as const;

  return {
    async get(key) {
      const name = nameOf(key);
      const sealed = await link.send("value", ["GET", `${prefix}value:${name}`]);
      if (typeof sealed !== "string") return undefined;
      try {
        return await keyRing.open(sealed, contextOf(name));
      } catch (error) {
        // Of a key that is gone, or changed there: as good as not there, for it is fetched anew.
        if (SealError.is(error)) return undefined;
        throw error;
      }
    },
    async set(key, value, milliseconds) {
      const name = nameOf(key);
      if (milliseconds < 1) {
        await link.send("value", ["DEL", `${prefix}value:${name}`]);
        return;
      }
      const sealed = await keyRing.seal(value, contextOf(name));
      await link.send("value", [
        "SET",
        `${prefix}value:${name}`,
        sealed,
        "PX",
        String(Math.floor(milliseconds)),
      ]);
    },
    async delete(key) {
      await link.send("value", ["DEL", `${prefix}value:${nameOf(key)}`]);
    },
  };
}
