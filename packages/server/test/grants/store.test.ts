import { afterAll, beforeAll, expect, test } from "vitest";
import type { Grant, GrantKey, GrantStore, NewTokens } from "../../src/grants/grant.ts";
import { onBothStores } from "./stores.ts";

const LIFE = 60_000;
const tokens = (n: number): NewTokens => ({ refreshToken: `r${n}`, accessToken: `a${n}`, accessLife: LIFE });

let users = 0;
const newKey = (kind: GrantKey["kind"] = "user"): GrantKey => ({
  tenant: "default",
  app: "app",
  kind,
  user: `user-${++users}`,
});

/** The row without its times, which run. */
function still(grant: Grant | undefined): object | undefined {
  if (!grant) return undefined;
  const { accessLeft, leaseLeft, retryLeft, ...rest } = grant;
  return {
    ...rest,
    accessLives: accessLeft > 0,
    leased: leaseLeft > 0,
    mayTry: retryLeft <= 0,
  };
}

const FIRST = {
  generation: 1,
  state: "active",
  reason: undefined,
  refreshToken: "r1",
  previousRefreshToken: undefined,
  accessToken: "a1",
  leaseOwner: undefined,
  tries: 0,
  accessLives: true,
  leased: false,
  mayTry: true,
};

onBothStores((open) => {
  let store: GrantStore;
  let other: GrantStore;
  beforeAll(async () => {
    [store, other] = await Promise.all([open(), open()]);
  }, 60_000);
  afterAll(async () => {
    await store?.close();
    await other?.close();
  });

  async function authorized(): Promise<GrantKey> {
    const key = newKey();
    expect(await store.authorize(key, 0, tokens(1))).toBe(true);
    return key;
  }
  const row = async (key: GrantKey): Promise<object | undefined> => still(await other.read(key));

  test("what nobody has authorized is not there", async () => {
    expect(await store.read(newKey())).toBeUndefined();
  });

  test("an authorization is generation 1; the next one replaces it and keeps what it replaced", async () => {
    const key = await authorized();
    expect(await row(key)).toEqual(FIRST);
    expect(await store.authorize(key, 0, tokens(9))).toBe(false);
    expect(await row(key)).toEqual(FIRST);
    expect(await store.authorize(key, 1, tokens(2))).toBe(true);
    expect(await row(key)).toEqual({
      ...FIRST,
      generation: 2,
      refreshToken: "r2",
      previousRefreshToken: "r1",
      accessToken: "a2",
    });
  });

  test("keys differ in each of their parts", async () => {
    const key = await authorized();
    for (const part of ["tenant", "app", "user"] as const) {
      expect(await store.read({ ...key, [part]: "another" })).toBeUndefined();
    }
    expect(await store.read({ ...key, kind: "account" })).toBeUndefined();
  });

  test("of many who want the lease at once, one gets it", async () => {
    const key = await authorized();
    const owners = Array.from({ length: 20 }, (_, n) => `owner-${n}`);
    const won = await Promise.all(
      owners.map(async (owner, n) => (await (n % 2 ? store : other).lease(key, 1, owner, 30_000)) && owner),
    );
    const [winner, ...others] = won.filter((owner) => owner !== undefined);
    expect(others).toEqual([]);
    expect(await row(key)).toEqual({ ...FIRST, leaseOwner: winner, leased: true, tries: 1 });
  });

  test("a lease is for one generation, and its owner may take it again", async () => {
    const key = await authorized();
    expect(await store.lease(key, 2, "me", 30_000)).toBeUndefined();
    expect(still(await store.lease(key, 1, "me", 30_000))).toMatchObject({ leaseOwner: "me", tries: 1 });
    expect(await other.lease(key, 1, "you", 30_000)).toBeUndefined();
    expect(still(await store.lease(key, 1, "me", 30_000))).toMatchObject({ state: "uncertain", tries: 2 });
  });

  test("a save makes the next generation and ends the lease", async () => {
    const key = await authorized();
    await store.lease(key, 1, "me", 30_000);
    expect(await store.save(key, 1, "me", tokens(2))).toBe(true);
    expect(await row(key)).toEqual({
      ...FIRST,
      generation: 2,
      refreshToken: "r2",
      previousRefreshToken: "r1",
      accessToken: "a2",
    });
  });

  test("nobody saves but the owner, for the generation that was leased", async () => {
    const key = await authorized();
    await store.lease(key, 1, "me", 30_000);
    const leased = { ...FIRST, leaseOwner: "me", leased: true, tries: 1 };
    expect(await other.save(key, 1, "you", tokens(2))).toBe(false);
    expect(await other.save(key, 2, "me", tokens(2))).toBe(false);
    expect(await other.end(key, 1, "you", { kind: "needs-reauthorization", reason: "x" })).toBe(false);
    expect(await row(key)).toEqual(leased);
  });

  test("a lease that ran out goes to the next, who is told; the late save changes nothing", async () => {
    const key = await authorized();
    await store.lease(key, 1, "late", 0);
    expect(still(await other.lease(key, 1, "next", 30_000))).toMatchObject({ state: "uncertain", tries: 2 });
    expect(await store.save(key, 1, "late", tokens(2))).toBe(false);
    expect(await other.save(key, 1, "next", tokens(3))).toBe(true);
    expect(await store.save(key, 1, "late", tokens(2))).toBe(false);
    expect(await row(key)).toMatchObject({ generation: 2, refreshToken: "r3", previousRefreshToken: "r1" });
  });

  test("an authorization takes the lease away, and the save that comes after it changes nothing", async () => {
    const key = await authorized();
    await store.lease(key, 1, "me", 30_000);
    expect(await other.authorize(key, 1, tokens(5))).toBe(true);
    expect(await store.save(key, 1, "me", tokens(2))).toBe(false);
    expect(await row(key)).toMatchObject({ generation: 2, refreshToken: "r5", leaseOwner: undefined });
  });

  test("how a lease ends without tokens", async () => {
    const released = await authorized();
    await store.lease(released, 1, "me", 30_000);
    expect(await store.end(released, 1, "me", { kind: "released", retryIn: 0 })).toBe(true);
    expect(await row(released)).toEqual(FIRST);

    const waiting = await authorized();
    await store.lease(waiting, 1, "me", 30_000);
    await store.end(waiting, 1, "me", { kind: "released", retryIn: 30_000 });
    expect(await row(waiting)).toEqual({ ...FIRST, mayTry: false });
    expect(await other.lease(waiting, 1, "you", 30_000)).toBeUndefined();

    const uncertain = await authorized();
    await store.lease(uncertain, 1, "me", 30_000);
    await store.end(uncertain, 1, "me", { kind: "uncertain", reason: "timed out", retryIn: 0 });
    const open = {
      ...FIRST,
      state: "uncertain",
      reason: "timed out",
      leaseOwner: "me",
      leased: true,
      tries: 1,
    };
    expect(await row(uncertain)).toEqual(open);
    expect(await other.lease(uncertain, 1, "you", 30_000)).toBeUndefined();
    expect(still(await store.lease(uncertain, 1, "me", 30_000))).toEqual({ ...open, tries: 2 });
    // Zoom said that it did nothing: what is not known is still the try before.
    await store.end(uncertain, 1, "me", { kind: "released", retryIn: 0 });
    expect(await row(uncertain)).toEqual({ ...open, leaseOwner: undefined, leased: false });

    const dead = await authorized();
    await store.lease(dead, 1, "me", 30_000);
    await store.end(dead, 1, "me", { kind: "needs-reauthorization", reason: "invalid_grant" });
    expect(await row(dead)).toEqual({
      ...FIRST,
      state: "needs-reauthorization",
      reason: "invalid_grant",
      tries: 1,
    });
    expect(await store.lease(dead, 1, "me", 30_000)).toBeUndefined();
    expect(await store.authorize(dead, 1, tokens(2))).toBe(true);
    expect(await row(dead)).toMatchObject({ state: "active", generation: 2, previousRefreshToken: "r1" });
  });

  test("a revocation forgets the tokens, keeps the count, and no late save brings them back", async () => {
    const key = await authorized();
    await store.lease(key, 1, "me", 30_000);
    expect(await other.revoke(key, "deauthorized")).toBe(true);
    expect(await other.revoke(key, "deauthorized")).toBe(false);
    expect(await store.save(key, 1, "me", tokens(2))).toBe(false);
    expect(await row(key)).toEqual({
      ...FIRST,
      generation: 2,
      state: "revoked",
      reason: "deauthorized",
      refreshToken: undefined,
      accessToken: undefined,
      accessLives: false,
    });
    expect(await store.authorize(key, 2, tokens(3))).toBe(true);
    expect(await row(key)).toMatchObject({ state: "active", generation: 3, refreshToken: "r3" });
  });

  test("a message about an earlier authorization leaves the later one", async () => {
    const key = await authorized();
    expect(await store.revoke(key, "deauthorized", Date.now() / 1000 - 60)).toBe(false);
    expect(await store.revoke(key, "deauthorized", Date.now() / 1000 + 60)).toBe(true);
  });

  test("an account's row begins empty, once, and is never uncertain", async () => {
    const key = newKey("account");
    await Promise.all([store.begin(key), other.begin(key)]);
    const empty = { ...FIRST, generation: 0, refreshToken: undefined, accessToken: undefined };
    expect(await row(key)).toEqual({ ...empty, accessLives: false });
    await store.lease(key, 0, "late", 0);
    expect(still(await other.lease(key, 0, "next", 30_000))).toMatchObject({ state: "active", tries: 2 });
    expect(
      await other.save(key, 0, "next", { refreshToken: undefined, accessToken: "a1", accessLife: LIFE }),
    ).toBe(true);
    expect(await row(key)).toEqual({ ...empty, generation: 1, accessToken: "a1" });
  });

  test("one more try for what was given up, and for nothing else", async () => {
    const key = await authorized();
    expect(await store.tryAgain(key)).toBe(false);
    expect(await row(key)).toEqual(FIRST);
    await store.lease(key, 1, "me", 30_000);
    await store.end(key, 1, "me", { kind: "uncertain", reason: "x", retryIn: 30_000 });
    expect(await store.tryAgain(key)).toBe(false);
    await store.end(key, 1, "me", { kind: "needs-reauthorization", reason: "invalid-grant" });
    const given = {
      ...FIRST,
      state: "needs-reauthorization",
      reason: "invalid-grant",
      tries: 1,
      mayTry: false,
    };
    expect(await row(key)).toEqual(given);
    expect(await other.tryAgain({ ...key, user: "somebody else" })).toBe(false);
    expect(await other.tryAgain(key)).toBe(true);
    expect(await row(key)).toEqual({ ...given, state: "uncertain", mayTry: true });
    expect(still(await store.lease(key, 1, "me", 30_000))).toMatchObject({ state: "uncertain", tries: 2 });
    await store.end(key, 1, "me", { kind: "needs-reauthorization", reason: "invalid-grant" });
    expect(await store.revoke(key, "deauthorized")).toBe(true);
    expect(await store.tryAgain(key)).toBe(false);
  });

  test("one that was given up and holds no refresh token is not tried again", async () => {
    const key = newKey();
    await store.authorize(key, 0, { refreshToken: undefined, accessToken: "a1", accessLife: LIFE });
    await store.lease(key, 1, "me", 30_000);
    await store.end(key, 1, "me", { kind: "needs-reauthorization", reason: "x" });
    expect(await store.tryAgain(key)).toBe(false);
    expect(await row(key)).toMatchObject({ state: "needs-reauthorization" });
  });

  test("how many users' grants are in trouble", async () => {
    const before = await store.inTrouble();
    await authorized();
    await store.revoke(await authorized(), "deauthorized");
    for (const kind of ["uncertain", "needs-reauthorization", "needs-reauthorization"] as const) {
      const key = await authorized();
      await store.lease(key, 1, "me", 30_000);
      await store.end(key, 1, "me", { kind, reason: "x", retryIn: 0 });
    }
    const account = newKey("account");
    await store.begin(account);
    await store.lease(account, 0, "me", 30_000);
    await store.end(account, 0, "me", { kind: "uncertain", reason: "x", retryIn: 0 });
    expect(await store.inTrouble()).toEqual({
      needsReauthorization: before.needsReauthorization + 2,
      uncertain: before.uncertain + 1,
    });
  });

  test("an authorization after a failure begins anew: no wait, no tries, no reason", async () => {
    const key = await authorized();
    await store.lease(key, 1, "me", 30_000);
    await store.end(key, 1, "me", { kind: "uncertain", reason: "x", retryIn: 30_000 });
    expect(await store.authorize(key, 1, tokens(2))).toBe(true);
    expect(await row(key)).toEqual({
      ...FIRST,
      generation: 2,
      refreshToken: "r2",
      previousRefreshToken: "r1",
      accessToken: "a2",
    });
  });

  test("a save may say how long to wait before the next refresh", async () => {
    const key = await authorized();
    await store.lease(key, 1, "me", 30_000);
    await store.save(key, 1, "me", {
      refreshToken: "r2",
      accessToken: undefined,
      accessLife: 0,
      retryIn: 30_000,
    });
    expect(await row(key)).toEqual({
      ...FIRST,
      generation: 2,
      refreshToken: "r2",
      previousRefreshToken: "r1",
      accessToken: undefined,
      accessLives: false,
      mayTry: false,
    });
  });

  test("times are what is left of them, in milliseconds", async () => {
    const key = await authorized();
    await store.lease(key, 1, "me", 30_000);
    await store.end(key, 1, "me", { kind: "uncertain", reason: "x", retryIn: 20_000 });
    const { accessLeft = 0, leaseLeft = 0, retryLeft = 0 } = (await store.read(key)) ?? {};
    const gone = [LIFE - accessLeft, 30_000 - leaseLeft, 20_000 - retryLeft];
    expect(gone.every((milliseconds) => milliseconds >= 0 && milliseconds < 10_000)).toBe(true);
    const types = Object.values((await store.read(key)) ?? {}).map((value) => typeof value);
    expect(new Set(types)).toEqual(new Set(["number", "string", "undefined"]));
  });

  test("opened again, it is still there", async () => {
    const key = await authorized();
    const again = await open();
    expect(still(await again.read(key))).toEqual(FIRST);
    await again.close();
  });
});
