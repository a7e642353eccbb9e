// What limits, nonces and values do while Redis is away, in each of the ways it can be: R1 and R2 of the plan of
// faults, at the level of the stores. The whole server under load is in outages.test.ts.
import { memoryLimiter, openRedisState, type RedisState, StoreUnavailable } from "@countersign/server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Fault, type FaultProxy, startFaultProxy } from "./support/fault-proxy.ts";
import { redisMissing, startRedis, type TestRedis } from "./support/redis.ts";

const KEYS = [new Uint8Array(32).map((_, index) => index + 1)];
const MEETING = { name: "meeting", points: 8, seconds: 600 };
const HOST = { name: "host", points: 5, seconds: 600, pointsAlone: 2 };
const REPLICAS = 4;
/** No call to a store takes longer, whatever happens. */
const LONGEST_MS = 1_000;
const BACK_MS = 2_000;

const missing = redisMissing();

describe.skipIf(missing)(`Redis goes${missing ? `: skipped, ${missing}` : ""}`, () => {
  let redis: TestRedis;
  let proxy: FaultProxy;
  let state: RedisState;
  let changes: boolean[];
  let number = 0;

  beforeAll(async () => {
    redis = await startRedis();
    proxy = await startFaultProxy(redis.port);
  });
  afterAll(async () => {
    await proxy?.close();
    await redis?.remove();
  });
  beforeEach(async () => {
    changes = [];
    number += 1;
    state = await openRedisState({
      url: `redis://127.0.0.1:${proxy.port}`,
      keys: KEYS,
      replicas: REPLICAS,
      prefix: `test${number}:`,
      onChange: (up) => changes.push(up),
    });
  });
  afterEach(() => state.close());

  /** Calls every store until the link is known to be down; gives how long the longest call took. */
  async function noticed(): Promise<number> {
    let longest = 0;
    for (let round = 0; round < 20 && state.isUp(); round += 1) {
      const began = performance.now();
      await Promise.allSettled([
        state.limiter.take({ ...MEETING, name: "notice" }, "n"),
        state.nonces.claim(`notice-${round}`, 60),
        state.values.get("notice"),
      ]);
      longest = Math.max(longest, performance.now() - began);
    }
    return longest;
  }

  async function outcome(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => "answered",
      (error: unknown) => (StoreUnavailable.is(error) ? `${error.store} unavailable` : error),
    );
  }

  async function backWithin(): Promise<boolean> {
    const until = performance.now() + BACK_MS;
    while (performance.now() < until) {
      if (state.isUp() && (await outcome(state.nonces.claim(`back-${Math.random()}`, 60))) === "answered") {
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return false;
  }

  /** What has to hold while it is away, and when it is back. */
  async function outage(away: () => Promise<void> | void, back: () => Promise<void> | void): Promise<void> {
    await state.limiter.take(MEETING, "before");
    await away();
    const toNotice = await noticed();
    const began = performance.now();
    const host = [];
    for (let round = 0; round < 4; round += 1) host.push((await state.limiter.take(HOST, "ada")).allowed);
    const meeting = [];
    for (let round = 0; round < 4; round += 1) {
      const { allowed, limit } = await state.limiter.take(MEETING, "87270695528");
      meeting.push(`${allowed} of ${limit}`);
    }
    const others = await Promise.all([
      outcome(state.nonces.claim("nonce", 60)),
      outcome(state.values.get("key")),
      outcome(state.values.set("key", "value", 1_000)),
      outcome(state.values.delete("key")),
    ]);
    const toRefuse = performance.now() - began;
    await back();
    const isBack = await backWithin();
    expect({
      host,
      meeting,
      others,
      noticedInTime: toNotice < LONGEST_MS,
      refusedAtOnce: toRefuse < LONGEST_MS,
      isBack,
      after: await state.limiter.take({ ...MEETING, name: "after" }, "a"),
      changes,
    }).toEqual({
      host: [true, true, false, false],
      meeting: ["true of 2", "true of 2", "false of 2", "false of 2"],
      others: ["nonce unavailable", "value unavailable", "value unavailable", "value unavailable"],
      noticedInTime: true,
      refusedAtOnce: true,
      isBack: true,
      after: { allowed: true, limit: 8, remaining: 7, resetSeconds: 600 },
      changes: [true, false, true],
    });
  }

  test(
    "killed, and back",
    () =>
      outage(
        () => redis.kill(),
        () => redis.start(),
      ),
    30_000,
  );

  test.each<[string, Fault]>([
    ["slow by two seconds", { kind: "latency", milliseconds: 2_000 }],
    ["half open: it takes all and answers nothing", { kind: "black-hole" }],
    ["resetting each connection", { kind: "reset" }],
    ["closing its side", { kind: "half-close" }],
    ["cut off in the middle of an answer", { kind: "cut", bytes: 2 }],
  ])(
    "%s",
    (_name, fault) =>
      outage(
        () => proxy.set(fault),
        () => proxy.set({ kind: "none" }),
      ),
    30_000,
  );

  test.each<[string, string[], string[]]>([
    [
      "full, with nothing it may throw out",
      ["CONFIG", "SET", "maxmemory", "1"],
      ["CONFIG", "SET", "maxmemory", "0"],
    ],
    [
      "read-only, as the replica of something that is away",
      ["REPLICAOF", "127.0.0.1", "1"],
      ["REPLICAOF", "NO", "ONE"],
    ],
  ])(
    "%s",
    (_name, away, back) =>
      outage(
        () => void redis.ask(...away),
        () => void redis.ask(...back),
      ),
    30_000,
  );

  test(
    "its password is another now",
    () =>
      outage(
        () => {
          redis.ask("CONFIG", "SET", "requirepass", "another");
          // Open connections stay what they were; a failover or a restart ends them.
          proxy.set({ kind: "reset" });
          proxy.set({ kind: "none" });
        },
        () => void redis.ask("-a", "another", "CONFIG", "SET", "requirepass", ""),
      ),
    30_000,
  );

  test("a connection that breaks under a claim: what was answered is claimed, and nothing else is made of it", async () => {
    const names = Array.from({ length: 50 }, (_, index) => `broken-${index}`);
    const claims = names.map((name) => outcome(state.nonces.claim(name, 60)));
    proxy.set({ kind: "reset" });
    proxy.set({ kind: "none" });
    const outcomes = await Promise.all(claims);
    expect(outcomes.filter((one) => one !== "answered" && one !== "nonce unavailable")).toEqual([]);
    expect(await backWithin()).toBe(true);
    const answered = names.filter((_, index) => outcomes[index] === "answered");
    const again = await Promise.all(answered.map((name) => state.nonces.claim(name, 60)));
    expect(again.filter(Boolean)).toEqual([]);
  });

  test("a limit while it is away and after: within twice what was set, whatever happened between", async () => {
    const rule = { name: "twice", points: 8, seconds: 600 };
    let allowed = 0;
    const spend = async (times: number): Promise<void> => {
      for (let time = 0; time < times; time += 1) {
        if ((await state.limiter.take(rule, "caller")).allowed) allowed += 1;
      }
    };
    await spend(10);
    proxy.set({ kind: "reset" });
    await noticed();
    await spend(10);
    proxy.set({ kind: "none" });
    expect(await backWithin()).toBe(true);
    await spend(10);
    // Eight before, and this process's share of two while it counted alone.
    expect(allowed).toBe(10);
  });

  test("ten thousand calls while it answers nothing leave nothing behind", async () => {
    proxy.set({ kind: "black-hole" });
    await noticed();
    const before = proxy.taken();
    const began = performance.now();
    for (let round = 0; round < 100; round += 1) {
      await Promise.allSettled(
        Array.from({ length: 100 }, (_, index) => state.nonces.claim(`n${index}`, 60)),
      );
    }
    const seconds = (performance.now() - began) / 1000;
    proxy.set({ kind: "none" });
    expect(seconds).toBeLessThan(10);
    // One new connection a try, and not one a call.
    expect(proxy.taken() - before).toBeLessThanOrEqual(3 + seconds * 2);
    expect(await backWithin()).toBe(true);
  }, 30_000);
});

describe.skipIf(missing)("Redis is not there at the start", () => {
  test("the stores open all the same, and are there when it is", async () => {
    const redis = await startRedis();
    await redis.kill();
    const state = await openRedisState({ url: redis.url, keys: KEYS });
    const refused = await state.nonces.claim("a", 60).catch(StoreUnavailable.is);
    const counted = await state.limiter.take(MEETING, "a");
    await redis.start();
    const until = performance.now() + BACK_MS;
    while (!state.isUp() && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const claimed = await state.nonces.claim("a", 60);
    state.close();
    await redis.remove();
    expect({ refused, counted, claimed }).toEqual({
      refused: true,
      counted: await memoryLimiter().take(MEETING, "a"),
      claimed: true,
    });
  });
});
