import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestRedis } from "../../faults/support/redis.ts";
import type { Hit, Scanner } from "./scanner.ts";

/** Every file of a folder as it lies there: databases, what is beside them, lines. */
export function scanFolder(scanner: Scanner, folder: string): readonly Hit[] {
  return readdirSync(folder).flatMap((name) => scanner.scan(name, readFileSync(join(folder, name))));
}

/** What Redis writes to its disk, and every key with its value as Redis gives it. */
export function scanRedis(
  scanner: Scanner,
  redis: TestRedis,
): { readonly hits: readonly Hit[]; readonly keys: number } {
  redis.ask("CONFIG", "SET", "rdbcompression", "no");
  if (redis.ask("SAVE") !== "OK") throw new Error("redis did not save");
  const folder = redis.ask("CONFIG", "GET", "dir").split("\n").at(-1) ?? "";
  const keys = redis.ask("KEYS", "*").split("\n").filter(Boolean);
  const values = keys.flatMap((key) => [
    redis.ask("GET", key),
    redis.ask("HGETALL", key),
    redis.ask("LRANGE", key, "0", "-1"),
    redis.ask("SMEMBERS", key),
    redis.ask("ZRANGE", key, "0", "-1", "WITHSCORES"),
  ]);
  return {
    hits: [...scanFolder(scanner, folder), ...scanner.scan("redis keys", [...keys, ...values].join("\n"))],
    keys: keys.length,
  };
}
