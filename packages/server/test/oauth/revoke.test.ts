import { describe, expect, test } from "vitest";
import { createKeyRing } from "../../src/crypto/key-ring.ts";
import { createAccessTokens } from "../../src/grants/access-tokens.ts";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";
import { sealTokens } from "../../src/grants/tokens.ts";
import { memoryValues } from "../../src/state/memory/values.ts";
import { StoreUnavailable } from "../../src/state/stores.ts";
import { aWorld } from "./stores.ts";
import { world } from "./world.ts";

const REVOKED = { generation: 2, state: "revoked", refreshToken: undefined, accessToken: undefined };
const REMOVE = expect.stringContaining("Zoom's App Marketplace");
const CONFIRMED = { revoked: true, zoom: "confirmed" };
const NOT_CONFIRMED = { revoked: true, zoom: "not-confirmed", help: REMOVE };
const NOTHING = { revoked: true, zoom: "nothing-to-revoke" };

describe("whatever Zoom says, the tokens are forgotten here", () => {
  test.each<[Parameters<Awaited<ReturnType<typeof aWorld>>["sandbox"]["zoom"]["fail"]>[1], object]>([
    [{ kind: "status", status: 500 }, NOT_CONFIRMED],
    [{ kind: "status", status: 503, done: true }, NOT_CONFIRMED],
    [{ kind: "oauth-error", error: "invalid_client", status: 401 }, NOT_CONFIRMED],
    [{ kind: "rate-limited", retryAfter: "a-year" }, NOT_CONFIRMED],
    [{ kind: "silent" }, NOT_CONFIRMED],
    [{ kind: "reset", done: true }, NOT_CONFIRMED],
    [{ kind: "html" }, NOT_CONFIRMED],
    [{ kind: "wrong-types" }, NOT_CONFIRMED],
    [{ kind: "without", name: "status" }, NOT_CONFIRMED],
    [{ kind: "redirect" }, NOT_CONFIRMED],
    // The access token is not taken; the refresh token is.
    [{ kind: "oauth-error", error: "invalid_token", times: 1 }, CONFIRMED],
  ])("%o", async (failure, answer) => {
    const w = await aWorld({}, 400);
    await w.authorize(w.browser());
    w.sandbox.zoom.fail("oauth/revoke", failure);
    const { status, text } = await w.post("/oauth/revoke", { zoomUser: w.ada });
    expect([status, JSON.parse(text), await w.row()]).toEqual([200, answer, REVOKED]);
    await expect(w.tokens.get(w.keyOf())).rejects.toMatchObject({ code: "zoom-grant-missing" });
  });
});

test("a second time, or for somebody who never authorized: nothing to do, and Zoom is not asked", async () => {
  const w = await aWorld();
  await w.authorize(w.browser());
  const answers = [];
  for (const zoomUser of [w.ada, w.ada, w.bob]) {
    answers.push(JSON.parse((await w.post("/oauth/revoke", { zoomUser })).text));
  }
  expect(answers).toEqual([CONFIRMED, NOTHING, NOTHING]);
  expect([w.sandbox.zoom.calls("oauth/revoke").received, await w.row(w.bob)]).toEqual([1, undefined]);
});

test("an access token that has ended is not shown to Zoom: the refresh token is", async () => {
  const w = await aWorld();
  const { accessToken, refreshToken } = w.sandbox.zoom.grant({ clientId: w.keyOf().app, userId: w.ada });
  const sealed = await sealTokens(w.keys, w.keyOf(), 1, { accessToken, refreshToken, life: 3600 });
  await w.store.authorize(w.keyOf(), 0, { ...sealed, accessLife: 0 });
  const { text } = await w.post("/oauth/revoke", { zoomUser: w.ada });
  expect([JSON.parse(text), w.sandbox.zoom.calls("oauth/revoke").received, w.atZoom()?.live]).toEqual([
    CONFIRMED,
    1,
    false,
  ]);
});

test("tokens sealed under a key that is gone are forgotten, and Zoom cannot be told", async () => {
  const w = await aWorld();
  await w.authorize(w.browser());
  const routes = w.routes({ keys: await createKeyRing([new Uint8Array(32).map((_, at) => at + 9)]) });
  const response = await routes(
    new Request(`${w.url}/oauth/revoke`, {
      method: "POST",
      headers: { "content-type": "application/json", ...w.as("north") },
      body: JSON.stringify({ zoomUser: w.ada }),
    }),
  );
  expect([await response?.json(), await w.row()]).toEqual([NOT_CONFIRMED, REVOKED]);
  expect(w.sandbox.zoom.calls("oauth/revoke").received).toBe(0);
});

test("what is remembered of an earlier consent is forgotten with the next one", async () => {
  const store = await openSqliteGrants(":memory:");
  const w = await world(store);
  const refresh = async () => ({ kind: "invalid-grant" }) as const;
  const tokens = createAccessTokens({ store, keys: w.keys, cache: memoryValues(), refresh });
  const routes = w.routes({ accessTokens: tokens });
  await w.authorize(w.browser());
  expect((await tokens.get(w.keyOf())).generation).toBe(1);
  const browser = w.browser();
  const address = await w.consented(browser, await w.link());
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  await routes(new Request(address, { headers: { cookie } }));
  expect((await tokens.get(w.keyOf())).generation).toBe(2);
  await store.close();
});

test("what another part of this process remembers of it is forgotten too", async () => {
  const store = await openSqliteGrants(":memory:");
  const cache = memoryValues();
  const w = await world(store);
  const tokens = createAccessTokens({
    store,
    keys: w.keys,
    cache,
    refresh: async () => ({ kind: "invalid-grant" }),
  });
  const routes = w.routes({ accessTokens: tokens });
  await w.authorize(w.browser());
  await tokens.get(w.keyOf());
  await routes(
    new Request(`${w.url}/oauth/revoke`, {
      method: "POST",
      headers: { "content-type": "application/json", ...w.as("north") },
      body: JSON.stringify({ zoomUser: w.ada }),
    }),
  );
  await expect(tokens.get(w.keyOf())).rejects.toMatchObject({ code: "zoom-grant-missing" });
  await store.close();
});

test("a store that is away: nothing is done, here or at Zoom, and the answer says so", async () => {
  const store = await openSqliteGrants(":memory:");
  let down = false;
  const w = await world({
    ...store,
    revoke: (...of) => {
      if (down) throw new StoreUnavailable("grants", new Error("away"));
      return store.revoke(...of);
    },
  });
  await w.authorize(w.browser());
  down = true;
  const shown = await w.post("/oauth/revoke", { zoomUser: w.ada });
  const { errors } = JSON.parse(shown.text) as { errors: { code: string }[] };
  expect([
    shown.status,
    shown.headers.get("retry-after"),
    errors.map(({ code }) => code),
    (await w.row())?.state,
    w.atZoom()?.live,
  ]).toEqual([503, "5", ["grants-unavailable"], "active", true]);
  expect(w.sandbox.zoom.calls("oauth/revoke").received).toBe(0);
  await store.close();
});

test.each<[unknown, string]>([
  [{}, "zoomUser"],
  [{ zoomUser: null }, "zoomUser"],
  [{ zoomUser: ["a"] }, "zoomUser"],
  [{ zoomUser: "a", returnTo: "https://app.example.com" }, "$body"],
])("%j is no revocation", async (body, property) => {
  const w = await aWorld();
  const { status, text } = await w.post("/oauth/revoke", body);
  const { errors } = JSON.parse(text) as { errors: { property: string }[] };
  expect([status, errors[0]?.property]).toEqual([400, property]);
});
