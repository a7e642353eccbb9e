import { createHmac } from "node:crypto";
import type { RateLimiterRedis } from "rate-limiter-flexible";
import { StartUpError } from "../../errors.ts";
import { memoryLimiter } from "../memory/limiter.ts";
import type { LimitAnswer, Limiter, LimitRule } from "../stores.ts";
import type { RedisLink } from "./link.ts";

export interface RedisLimiterOptions {
  readonly prefix: string;
  /** Names keys without saying whose they are: they hold callers, addresses and meetings. */
  readonly nameKey: Uint8Array;
  /** How many processes count with the same server. Alone, each of them gives its share. */
  readonly replicas: number;
}

/** What RateLimiterRes has and an error has not. */
interface Counted {
  readonly consumedPoints: number;
  readonly remainingPoints: number;
  readonly msBeforeNext: number;
}

/** Counts in Redis, for all replicas together; where Redis does not answer, in this process, for its share. */
export async function redisLimiter(link: RedisLink, options: RedisLimiterOptions): Promise<Limiter> {
  const { prefix, nameKey, replicas } = options;
  const Flexible = await flexiblePackage();
  const alone = memoryLimiter();
  const rules = new Map<string, RateLimiterRedis>();
  // All that it needs of a client, so that its commands too have the link's deadline.
  const storeClient = {
    eval: (script: string, { keys, arguments: args }: { keys: string[]; arguments: string[] }) =>
      link.send("limit", ["EVAL", script, String(keys.length), ...keys, ...args]),
  };

  function limiterOf({ name, points, seconds }: LimitRule): RateLimiterRedis {
    const id = `${name}:${points}:${seconds}`;
    const known = rules.get(id);
    if (known !== undefined) return known;
    const made = new Flexible({
      storeClient,
      useRedisPackage: true,
      keyPrefix: `${prefix}limit:${name}`,
      points,
      duration: seconds,
    });
    rules.set(id, made);
    return made;
  }

  return {
    async take(rule, key) {
      const name = createHmac("sha256", nameKey).update(key).digest("base64url");
      try {
        return answerOf(rule, await limiterOf(rule).consume(name));
      } catch (refused) {
        // It rejects both where there are no points left and where it could not count.
        if (isCounted(refused)) return answerOf(rule, refused);
        return alone.take({ ...rule, points: shareOf(rule, replicas) }, name);
      }
    },
  };
}

/** Never nothing: with more replicas than points, some more than the limit get through, and nobody is locked out. */
function shareOf({ points, pointsAlone }: LimitRule, replicas: number): number {
  return pointsAlone ?? Math.max(1, Math.floor(points / replicas));
}

function isCounted(value: unknown): value is Counted {
  return typeof value === "object" && value !== null && "msBeforeNext" in value;
}

function answerOf(rule: LimitRule, { consumedPoints, remainingPoints, msBeforeNext }: Counted): LimitAnswer {
  return {
    allowed: consumedPoints <= rule.points,
    limit: rule.points,
    remaining: remainingPoints,
    resetSeconds: Math.ceil(msBeforeNext / 1000),
  };
}

async function flexiblePackage(): Promise<typeof RateLimiterRedis> {
  try {
    return (await import("rate-limiter-flexible")).RateLimiterRedis;
  } catch {
    throw new StartUpError(
      "setting-invalid",
      "state.redis",
      "the package rate-limiter-flexible is not installed",
      "Run npm install rate-limiter-flexible, or leave state.redis out.",
    );
  }
}
