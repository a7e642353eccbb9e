import type { ExpiringValues } from "@countersign/server";
import { expect, test } from "vitest";
import type { Place } from "./place.ts";

/** What every store of values that expire does. */
export function valuesCases(open: () => Place<ExpiringValues>): void {
  test("gives back what was set last, until it is deleted", async () => {
    const { store } = open();
    const seen = [await store.get("key")];
    await store.set("key", "first", 5_000);
    seen.push(await store.get("key"));
    await store.set("key", "second", 5_000);
    seen.push(await store.get("key"), await store.get("other"));
    await store.delete("key");
    seen.push(await store.get("key"));
    expect(seen).toEqual([undefined, "first", "second", undefined, undefined]);
  });

  test("forgets it when its time is over", async () => {
    const { store, pass } = open();
    await store.set("short", "value", 300);
    expect(await store.get("short")).toBe("value");
    await pass(350);
    expect(await store.get("short")).toBe(undefined);
  });

  test.each([0, -1])("%i milliseconds hold nothing, and drop what was held", async (milliseconds) => {
    const { store } = open();
    await store.set("none", "value", 5_000);
    await store.set("none", "value", milliseconds);
    expect(await store.get("none")).toBe(undefined);
  });

  test.each(["", "é\u0000\n", "x".repeat(20_000), '{"access_token":"a.b.c"}'])("holds %j", async (value) => {
    const { store } = open();
    await store.set(value, value, 5_000);
    expect(await store.get(value)).toBe(value);
  });

  test("deleting what is not there is no error", async () => {
    const { store } = open();
    await expect(store.delete("nothing")).resolves.toBe(undefined);
  });
}
