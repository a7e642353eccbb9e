import { memoryLimiter, memoryNonces, memoryValues, StoreUnavailable } from "@countersign/server";
import { describe, expect, test } from "vitest";
import { limiterCases } from "./contract/limiter.ts";
import { noncesCases } from "./contract/nonces.ts";
import { Clock } from "./contract/place.ts";
import { valuesCases } from "./contract/values.ts";

describe("limits in memory", () => {
  limiterCases(() => {
    const clock = new Clock();
    return { store: memoryLimiter({ now: clock.now }), pass: clock.pass };
  });

  test("remember so many keys of a rule and forget the oldest, not those of another rule", async () => {
    const { now } = new Clock();
    const limiter = memoryLimiter({ now, keysMax: 3 });
    const host = { name: "host", points: 1, seconds: 60 };
    const address = { name: "address", points: 1, seconds: 60 };
    await limiter.take(host, "ada");
    for (const key of ["1", "2", "3", "4"]) await limiter.take(address, key);
    const again = [];
    for (const key of ["4", "3", "1"]) again.push((await limiter.take(address, key)).allowed);
    again.push((await limiter.take(host, "ada")).allowed);
    expect(again).toEqual([false, false, true, false]);
  });
});

describe("nonces in memory", () => {
  noncesCases(() => {
    const clock = new Clock();
    return { store: memoryNonces({ now: clock.now }), pass: clock.pass };
  });

  test("when there are too many, no more are let in and none is forgotten", async () => {
    const clock = new Clock();
    const nonces = memoryNonces({ now: clock.now, noncesMax: 2 });
    expect([await nonces.claim("a", 10), await nonces.claim("b", 20)]).toEqual([true, true]);
    await expect(nonces.claim("c", 10)).rejects.toSatisfy(StoreUnavailable.is);
    expect(await nonces.claim("a", 10)).toBe(false);
    await clock.pass(10_000);
    expect([await nonces.claim("c", 10), await nonces.claim("b", 10)]).toEqual([true, false]);
  });
});

describe("values in memory", () => {
  valuesCases(() => {
    const clock = new Clock();
    return { store: memoryValues({ now: clock.now }), pass: clock.pass };
  });

  test("when there are too many, the one set first is dropped", async () => {
    const values = memoryValues({ now: new Clock().now, valuesMax: 2 });
    for (const key of ["a", "b", "a", "c"]) await values.set(key, key, 1_000);
    expect([await values.get("a"), await values.get("b"), await values.get("c")]).toEqual([
      "a",
      undefined,
      "c",
    ]);
  });
});
