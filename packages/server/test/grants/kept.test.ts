import { describe, expect, test, vi } from "vitest";
import type { GrantKey } from "../../src/grants/grant.ts";
import { kept } from "../../src/grants/kept.ts";
import { memoryValues } from "../../src/state/memory/values.ts";
import type { ExpiringValues } from "../../src/state/stores.ts";
import { ADA, away, KEYS, OWN } from "./fakes.ts";

const TOKEN = { token: "a token  of several words", generation: 12 };

/** A place in memory that shows what is put there. */
function place() {
  const sets: [key: string, value: string, milliseconds: number][] = [];
  const values = memoryValues();
  const shown: ExpiringValues = {
    ...values,
    set: async (...of) => {
      sets.push(of);
      await values.set(...of);
    },
  };
  return { values: shown, sets, tokens: kept(KEYS, shown) };
}

test("what is kept is what was given, until it is forgotten", async () => {
  const { tokens } = place();
  expect(await tokens.get(ADA)).toBeUndefined();
  await tokens.set(ADA, TOKEN, 1000);
  expect(await tokens.get(ADA)).toEqual(TOKEN);
  await tokens.set(ADA, { token: "next", generation: 13 }, 1000);
  expect(await tokens.get(ADA)).toEqual({ token: "next", generation: 13 });
  await tokens.forget(ADA);
  expect(await tokens.get(ADA)).toBeUndefined();
});

test("it lies there sealed, under a name that says nothing, for as long as was said", async () => {
  const { tokens, sets } = place();
  await tokens.set(ADA, TOKEN, 1234);
  const { tenant, app, kind, user } = ADA;
  const [[name = "", sealed = "", milliseconds = 0] = []] = sets;
  expect([name, milliseconds]).toEqual([await KEYS.nameOf("access-token", tenant, app, kind, user), 1234]);
  const context = { tenant, app, user, kind: "user/kept-access-token", generation: 0 };
  expect(await KEYS.open(sealed, context)).toBe("12 a token  of several words");
});

const OTHERS: readonly (readonly [string, GrantKey])[] = [
  ["tenant", { ...ADA, tenant: "south" }],
  ["app", { ...ADA, app: "app-2" }],
  ["user", { ...ADA, user: "bob" }],
  ["kind", { ...ADA, kind: "account" }],
];

test.each(OTHERS)(
  "another %s has nothing of it, even if somebody puts it under that name",
  async (_, other) => {
    const { tokens, sets, values } = place();
    await tokens.set(ADA, TOKEN, 1000);
    expect(await tokens.get(other)).toBeUndefined();
    const name = await KEYS.nameOf("access-token", other.tenant, other.app, other.kind, other.user);
    await values.set(name, sets[0]?.[1] ?? "", 1000);
    expect(await values.get(name)).toBe(sets[0]?.[1]);
    expect(await tokens.get(other)).toBeUndefined();
    await tokens.forget(other);
    expect(await tokens.get(ADA)).toEqual(TOKEN);
  },
);

describe("nobody waits for it in vain", () => {
  const down: ExpiringValues = {
    get: () => Promise.reject(away()),
    set: () => Promise.reject(away()),
    delete: () => Promise.reject(away()),
  };

  test.each<[string, ExpiringValues | undefined]>([
    ["it is down", down],
    ["there is none", undefined],
    ["it holds what is not ours", { ...down, get: async () => "something else" }],
  ])("%s", async (_, values) => {
    const tokens = kept(KEYS, values);
    expect(await tokens.set(OWN, TOKEN, 1000)).toBeUndefined();
    expect(await tokens.get(OWN)).toBeUndefined();
    expect(await tokens.forget(OWN)).toBeUndefined();
  });

  test("where there is none nothing is sealed", async () => {
    const seal = vi.spyOn(KEYS, "seal");
    await kept(KEYS, undefined).set(OWN, TOKEN, 1000);
    expect(seal).not.toHaveBeenCalled();
    seal.mockRestore();
  });
});
