import { expect, test } from "vitest";
import { type Budget, createBudget } from "../../src/zoom-api/budget.ts";

const PATIENCE = 2000;

function at(
  callsPerSecond: number,
  random = 0,
): { readonly budget: Budget; readonly clock: { now: number } } {
  const clock = { now: 1_000_000 };
  return { clock, budget: createBudget({ callsPerSecond, now: () => clock.now, random: () => random }) };
}

/** When each of so many calls that come now may be made, in milliseconds from now; those that may not are left out. */
function due(budget: Budget, calls: number, account = "a"): number[] {
  return Array.from({ length: calls }, () => budget.take(account, PATIENCE)).filter(
    (wait) => wait <= PATIENCE,
  );
}

/** The most calls within any second. */
function busiest(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1000).length));
}

test("a second's worth at once, then each in its turn, and no more than patience allows", () => {
  const { budget } = at(4);
  expect(due(budget, 100)).toEqual([0, 0, 0, 0, 250, 500, 750, 1000, 1250, 1500, 1750, 2000]);
});

test("accounts do not wait for each other", () => {
  const { budget } = at(1);
  expect([due(budget, 2, "a"), due(budget, 1, "b")]).toEqual([[0, 1000], [0]]);
});

test("what was refused takes nobody's turn", () => {
  const { budget, clock } = at(1);
  expect(due(budget, 50)).toEqual([0, 1000, 2000]);
  clock.now += 1000;
  expect(due(budget, 1)).toEqual([2000]);
});

test("an account that was quiet for long has a second's worth and no more", () => {
  const { budget, clock } = at(2);
  due(budget, 1);
  clock.now += 3_600_000;
  expect(due(budget, 4)).toEqual([0, 0, 500, 1000]);
});

test.each<[asked: number | undefined, waited: number]>([
  [1, 1],
  [7, 7],
  [60, 60],
  [undefined, 1],
])("429 with Retry-After of %s: nobody asks for %s seconds", (asked, waited) => {
  const { budget, clock } = at(10);
  expect(budget.limited("a", asked)).toBe(waited);
  expect(budget.pausedFor("a")).toBe(waited * 1000);
  expect(budget.pausedFor("b")).toBe(0);
  expect(budget.take("a", PATIENCE)).toBe(waited * 1000);
  clock.now += waited * 1000;
  expect(budget.pausedFor("a")).toBe(0);
});

test("the wait is spread over a fifth more, never less than asked and never over a minute", () => {
  expect(at(10, 0.5).budget.limited("a", 10)).toBe(11);
  expect(at(10, 0.999).budget.limited("a", 60)).toBe(60);
});

test("without Retry-After each 429 doubles the wait up to a minute, and an answer ends that", () => {
  const { budget, clock } = at(10);
  const waits = Array.from({ length: 9 }, () => {
    const seconds = budget.limited("a", undefined);
    clock.now += seconds * 1000;
    return seconds;
  });
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  budget.answered("a");
  expect(budget.limited("a", undefined)).toBe(1);
});

test("calls that were under way together and all met 429 count as one", () => {
  const { budget } = at(20);
  expect(Array.from({ length: 20 }, () => budget.limited("a", undefined))).toEqual(Array(20).fill(1));
});

test("after a pause they do not all come at once: one a second until one is answered", () => {
  const { budget } = at(20);
  budget.limited("a", 1);
  expect(due(budget, 50)).toEqual([1000, 2000]);
  budget.answered("a");
  expect(busiest(due(budget, 50))).toBeLessThanOrEqual(20);
});

test.each([1, 3, 20])("never more than twice %s a second, however they come", (callsPerSecond) => {
  const { budget, clock } = at(callsPerSecond);
  const times: number[] = [];
  const began = clock.now;
  for (let n = 0; n < 200; n++) {
    clock.now += (n * 7919) % 137;
    const from = clock.now - began;
    times.push(...due(budget, (n * 31) % 5).map((wait) => from + wait));
  }
  // A second's worth at once and, right behind it, those of the next second.
  expect(busiest(times)).toBeLessThanOrEqual(2 * callsPerSecond);
});

test("of ten thousand accounts and more, those that nobody asked for in ten minutes are forgotten", () => {
  const { budget, clock } = at(1);
  const next = (): number => {
    const seconds = budget.limited("first", undefined);
    clock.now += seconds * 1000;
    return seconds;
  };
  expect([next(), next(), next()]).toEqual([1, 2, 4]);
  for (let n = 0; n < 9_999; n++) budget.take(`account-${n}`, PATIENCE);
  clock.now += 9 * 60_000;
  budget.take("one more", PATIENCE);
  expect(next()).toBe(8);
  clock.now += 11 * 60_000;
  budget.take("and another", PATIENCE);
  expect(next()).toBe(1);
});
