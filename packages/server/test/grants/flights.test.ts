import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deadlined, Flights } from "../../src/grants/single-flight.ts";
import { deferred } from "./fakes.ts";

/** Work that ends when it is told to. */
function work<Result>() {
  const { promise, resolve, reject } = deferred<Result>();
  const begun = vi.fn(() => promise);
  return { begun, resolve, reject };
}

test("who comes meanwhile gets the same result; who comes after begins anew", async () => {
  const flights = new Flights<number>();
  const [first, second] = [work<number>(), work<number>()];
  const all = [flights.join("a", first.begun), flights.join("a", second.begun)];
  expect([first.begun.mock.calls.length, second.begun.mock.calls.length]).toEqual([1, 0]);
  first.resolve(1);
  expect(await Promise.all(all)).toEqual([1, 1]);
  second.resolve(2);
  expect(await flights.join("a", second.begun)).toBe(2);
});

test("one that fails fails for all who wait, and is forgotten", async () => {
  const flights = new Flights<number>();
  const one = work<number>();
  const all = [flights.join("a", one.begun), flights.join("a", one.begun)];
  one.reject(new Error("gone"));
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await flights.join("a", async () => 3)).toBe(3);
});

test("another name is another flight", async () => {
  const flights = new Flights<number>();
  const never = work<number>();
  void flights.join("a", never.begun);
  expect(await flights.join("b", async () => 2)).toBe(2);
});

test("settled waits for what began meanwhile, and for what fails", async () => {
  const flights = new Flights<number>();
  const [first, second] = [work<number>(), work<number>()];
  let settled = false;
  const failing = flights.join("a", first.begun).catch(() => flights.join("b", second.begun));
  const end = flights.settled().then(() => {
    settled = true;
  });
  first.reject(new Error("gone"));
  await new Promise(setImmediate);
  expect([second.begun.mock.calls.length, settled]).toEqual([1, false]);
  second.resolve(2);
  await end;
  expect(await failing).toBe(2);
});

test("settled ends at once where nothing flies", async () => {
  expect(await new Flights<number>().settled()).toBeUndefined();
});

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());
const late = () => new Error("late");

test("what ends in time is given, and no timer stays", async () => {
  expect(await deadlined(Promise.resolve(1), 1000, late)).toBe(1);
  await expect(deadlined(Promise.reject(new Error("gone")), 1000, late)).rejects.toThrow("gone");
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  [1000, 999],
  [0, -1],
  [-5, -1],
])("%i milliseconds are waited for, and not one more", async (milliseconds, still) => {
  const { begun } = work<number>();
  let error: unknown;
  const end = deadlined(begun(), milliseconds, late).catch((one: unknown) => {
    error = one;
  });
  if (still > 0) await vi.advanceTimersByTimeAsync(still);
  expect(error).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  await end;
  expect(error).toEqual(new Error("late"));
});
