import { openRedisState, type RedisState } from "@countersign/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SECRETS } from "../../../../test/canary/support/suite.ts";
import { redisMissing, startRedis, type TestRedis } from "../../../../test/faults/support/redis.ts";
import { limiterCases } from "./contract/limiter.ts";
import { noncesCases } from "./contract/nonces.ts";
import { wait } from "./contract/place.ts";
import { valuesCases } from "./contract/values.ts";

const missing = redisMissing();
const KEYS = [1, 2, 3].map((seed) => new Uint8Array(32).map((_, index) => index * 7 + seed));
KEYS.forEach((key, index) => {
  SECRETS.add(`key ${index + 1}`, key);
});
const [first = new Uint8Array(), second = new Uint8Array()] = KEYS;

describe.skipIf(missing)(`in Redis${missing ? `: skipped, ${missing}` : ""}`, () => {
  let redis: TestRedis;
  let state: RedisState;
  beforeAll(async () => {
    redis = await startRedis();
    state = await openRedisState({ url: redis.url, keys: [first] });
  });
  afterAll(async () => {
    state?.close();
    await redis?.remove();
  });

  describe("limits", () => limiterCases(() => ({ store: state.limiter, pass: wait })));
  describe("nonces", () => noncesCases(() => ({ store: state.nonces, pass: wait })));
  describe("values", () => valuesCases(() => ({ store: state.values, pass: wait })));

  test("two processes count together, and let a nonce in once", async () => {
    const other = await openRedisState({ url: redis.url, keys: [first] });
    const rule = { name: "shared", points: 10, seconds: 30 };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? state : other).limiter.take(rule, "caller")),
    );
    const claims = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? state : other).nonces.claim("once", 60)),
    );
    await state.values.set("token", "of the one", 5_000);
    const value = await other.values.get("token");
    other.close();
    expect({
      allowed: answers.filter(({ allowed }) => allowed).length,
      claimed: claims.filter(Boolean).length,
      value,
    }).toEqual({ allowed: 10, claimed: 1, value: "of the one" });
  });

  test("a new key first: what the old one encrypted is named anew, and a key that is gone opens nothing", async () => {
    await state.values.set("rotated", "old", 5_000);
    const rotated = await openRedisState({ url: redis.url, keys: [second, first] });
    const without = await openRedisState({ url: redis.url, keys: [second] });
    await rotated.values.set("rotated", "new", 5_000);
    const seen = [await state.values.get("rotated"), await without.values.get("rotated")];
    rotated.close();
    without.close();
    expect(seen).toEqual(["old", "new"]);
  });

  test("a value that somebody changed, or put under another name, is not there", async () => {
    redis.ask("FLUSHALL");
    await state.values.set("mine", "secret of mine", 5_000);
    const [mine = ""] = redis.ask("KEYS", "countersign:value:*").split("\n");
    const sealed = redis.ask("GET", mine);
    await state.values.set("yours", "secret of yours", 5_000);
    const yours =
      redis
        .ask("KEYS", "countersign:value:*")
        .split("\n")
        .find((key) => key !== mine) ?? "";
    redis.ask("SET", yours, sealed);
    expect(await state.values.get("yours")).toBe(undefined);
    redis.ask("SET", mine, `${sealed.slice(0, -2)}AA`);
    expect(await state.values.get("mine")).toBe(undefined);
  });

  test("nothing in it says whose it is or can be used: names are hashes, values are encrypted", async () => {
    redis.ask("FLUSHALL");
    await state.limiter.take({ name: "caller", points: 5, seconds: 60 }, "oidc:issuer:ada@example.com");
    await state.nonces.claim("0123456789abcdef0123456789abcdef", 60);
    await state.values.set("access:ada@example.com", "eyJ.secret.token", 5_000);
    const keys = redis.ask("KEYS", "*").split("\n").sort();
    const all = keys.map((key) => `${key} ${redis.ask("GET", key)}`).join("\n");
    expect(all).not.toMatch(/ada@|example|0123456789abcdef|secret|token/);
    expect(keys).toEqual([
      expect.stringMatching(/^countersign:limit:caller:[\w-]{43}$/),
      expect.stringMatching(/^countersign:nonce:[\w-]{43}$/),
      expect.stringMatching(/^countersign:value:[\w-]{43}$/),
    ]);
    const lives = keys.map((key) => Number(redis.ask("PTTL", key)));
    expect(lives.every((life) => life > 0 && life <= 60_000)).toBe(true);
  });
});
