import { createHmac } from "node:crypto";
import { createKeyRing } from "../../crypto/key-ring.ts";
import type { ExpiringValues, Limiter, Nonces } from "../stores.ts";
import type { RedisAddress } from "./connection.ts";
import { redisLimiter } from "./limiter.ts";
import { openRedisLink } from "./link.ts";
import { redisNonces } from "./nonces.ts";
import { redisValues } from "./values.ts";

export interface RedisStateOptions extends RedisAddress {
  /** Of 32 bytes each, the same in all replicas. The first encrypts, each of them decrypts. */
  readonly keys: readonly Uint8Array<ArrayBuffer>[];
  /** How many processes share the server. 1 unless given. */
  readonly replicas?: number;
  /** Stands before every key. `countersign:` unless given. */
  readonly prefix?: string;
  readonly onChange?: ((up: boolean, cause: unknown) => void) | undefined;
}

export interface RedisState {
  readonly limiter: Limiter;
  readonly nonces: Nonces;
  readonly values: ExpiringValues;
  readonly isUp: () => boolean;
  readonly close: () => void;
}

/**
 * Limits, nonces and values in Redis or Valkey. A server that does not answer is no reason not to start.
 *
 * @throws StartUpError for keys that are none, and where a package is not installed
 */
export async function openRedisState(options: RedisStateOptions): Promise<RedisState> {
  const { keys, replicas = 1, prefix = "countersign:" } = options;
  const keyRing = await createKeyRing(keys);
  // For this one purpose: names of limits and values show nothing, and are no use against what is encrypted.
  const nameKey = createHmac("sha256", keys[0] ?? "")
    .update("countersign redis names")
    .digest();
  const link = await openRedisLink({ ...options, prefix });
  try {
    return {
      limiter: await redisLimiter(link, { prefix, nameKey, replicas }),
      nonces: redisNonces(link, prefix),
      values: redisValues(link, { prefix, keyRing, nameKey }),
      isUp: link.isUp,
      close: link.close,
    };
  } catch (error) {
    link.close();
    throw error;
  }
}
