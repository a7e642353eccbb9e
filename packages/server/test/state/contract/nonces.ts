import type { Nonces } from "@countersign/server";
import { expect, test } from "vitest";
import type { Place } from "./place.ts";

/** What every store of nonces does. */
export function noncesCases(open: () => Place<Nonces>): void {
  test("lets each in once", async () => {
    const { store } = open();
    const claimed = [];
    for (const nonce of ["one", "two", "one", "two", "ONE"]) claimed.push(await store.claim(nonce, 600));
    expect(claimed).toEqual([true, true, false, false, true]);
  });

  test("of a hundred at once, one", async () => {
    const { store } = open();
    const claimed = await Promise.all(Array.from({ length: 100 }, () => store.claim("race", 600)));
    expect(claimed.filter(Boolean)).toHaveLength(1);
  });

  test("remembers for as long as it was told at first, whatever is asked later", async () => {
    const { store, pass } = open();
    expect(await store.claim("short", 1)).toBe(true);
    await pass(600);
    expect(await store.claim("short", 600)).toBe(false);
    await pass(500);
    expect(await store.claim("short", 600)).toBe(true);
  });

  test("lets in again what was taken back, and nothing else", async () => {
    const { store } = open();
    await store.claim("kept", 600);
    await store.claim("back", 600);
    await store.release("back");
    await store.release("never claimed");
    expect([await store.claim("back", 600), await store.claim("kept", 600)]).toEqual([true, false]);
  });

  test.each(["", "é\n", "a:b", "x".repeat(5_000), "__proto__"])("takes %j", async (nonce) => {
    const { store } = open();
    expect([await store.claim(nonce, 5), await store.claim(nonce, 5)]).toEqual([true, false]);
  });
}
