import type { Limiter, LimitRule } from "@countersign/server";
import { expect, test } from "vitest";
import type { Place } from "./place.ts";

const rule: LimitRule = { name: "test", points: 2, seconds: 1 };

/** What every limiter does, wherever it counts. */
export function limiterCases(open: () => Place<Limiter>): void {
  test("gives so many points a window, and says how many are left", async () => {
    const { store } = open();
    const { taken } = await takes(store, rule, "a", 3);
    expect(taken).toEqual([
      { allowed: true, limit: 2, remaining: 1, resetSeconds: 1 },
      { allowed: true, limit: 2, remaining: 0, resetSeconds: 1 },
      { allowed: false, limit: 2, remaining: 0, resetSeconds: 1 },
    ]);
  });

  test("counts each key and each rule for itself", async () => {
    const { store } = open();
    await takes(store, rule, "b", 3);
    const others = [await store.take(rule, "c"), await store.take({ ...rule, name: "other" }, "b")];
    expect(others.map(({ allowed }) => allowed)).toEqual([true, true]);
  });

  test("begins anew when the window ends, however often it was asked meanwhile", async () => {
    const { store, pass } = open();
    await takes(store, rule, "d", 9);
    await pass(1_050);
    expect(await store.take(rule, "d")).toEqual({ allowed: true, limit: 2, remaining: 1, resetSeconds: 1 });
  });

  test("the window does not move along with what is taken", async () => {
    const { store, pass } = open();
    const long = { ...rule, name: "long", seconds: 2 };
    await store.take(long, "e");
    await pass(1_200);
    expect(await store.take(long, "e")).toEqual({ allowed: true, limit: 2, remaining: 0, resetSeconds: 1 });
  });

  test("a hundred at once are counted one by one", async () => {
    const { store } = open();
    const ten = { ...rule, name: "ten", points: 10, seconds: 30 };
    const answers = await Promise.all(Array.from({ length: 100 }, () => store.take(ten, "f")));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(10);
  });

  test.each(["", " ", "é\n\r\t", "a:b", "x".repeat(2_000), "__proto__"])("takes the key %j", async (key) => {
    const { store } = open();
    const { taken } = await takes(store, { ...rule, name: "odd" }, key, 3);
    expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, false]);
  });
}

async function takes(store: Limiter, of: LimitRule, key: string, times: number) {
  const taken = [];
  for (let time = 0; time < times; time += 1) taken.push(await store.take(of, key));
  return { taken };
}
