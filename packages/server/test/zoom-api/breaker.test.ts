import { expect, test } from "vitest";
import { type Breaker, createBreaker } from "../../src/zoom-api/breaker.ts";

function at(): { readonly breaker: Breaker; readonly clock: { now: number } } {
  const clock = { now: 0 };
  return { clock, breaker: createBreaker(() => clock.now) };
}

function fail(breaker: Breaker, times: number): void {
  for (let n = 0; n < times; n++) {
    breaker.enter();
    breaker.failed();
  }
}

test("four failures in a row change nothing, the fifth closes the way for five seconds", () => {
  const { breaker, clock } = at();
  fail(breaker, 4);
  expect([breaker.isOpen(), breaker.enter()]).toEqual([false, undefined]);
  breaker.failed();
  expect([breaker.isOpen(), breaker.enter()]).toEqual([true, 5000]);
  clock.now = 4999;
  expect(breaker.enter()).toBe(1);
});

test("a success in between starts the count anew", () => {
  const { breaker } = at();
  fail(breaker, 4);
  breaker.succeeded();
  fail(breaker, 4);
  expect(breaker.isOpen()).toBe(false);
});

test("for as long as nothing is answered, one call in five seconds is let by", () => {
  const { breaker, clock } = at();
  fail(breaker, 5);
  let asked = 0;
  for (; clock.now < 60_000; clock.now += 100) {
    // Ten callers at once, and what they ask is answered by nobody.
    for (let caller = 0; caller < 10; caller++) if (breaker.enter() === undefined) asked += 1;
  }
  expect(asked).toBe(11);
});

test("a probe that fails keeps it open, one that succeeds lets everybody by", () => {
  const { breaker, clock } = at();
  fail(breaker, 5);
  clock.now = 5000;
  expect(breaker.enter()).toBeUndefined();
  clock.now = 6000;
  breaker.failed();
  expect(breaker.enter()).toBe(5000);
  clock.now = 11_000;
  expect(breaker.enter()).toBeUndefined();
  breaker.succeeded();
  expect([breaker.isOpen(), breaker.enter(), breaker.enter()]).toEqual([false, undefined, undefined]);
});
