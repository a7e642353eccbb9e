import { expect, test } from "vitest";
import { onBothStores } from "../grants/stores.ts";
import { headingOf, world } from "./world.ts";

onBothStores((open) => {
  test("a user authorizes the app, and the grant is refreshed afterwards", async () => {
    const store = await open();
    const w = await world(store);
    const browser = w.browser();
    const shown = await w.authorize(browser);
    expect([shown.status, headingOf(shown), [...browser.cookies]]).toEqual([200, "Authorized", []]);
    expect(await w.row()).toEqual({
      generation: 1,
      state: "active",
      refreshToken: w.atZoom()?.refreshToken,
      accessToken: expect.stringMatching(/^sandbox-access-/),
    });
    const before = await w.tokens.get(w.keyOf());
    const after = await w.tokens.get(w.keyOf(), before.generation);
    expect([before.generation, after.generation, (await w.row())?.refreshToken]).toEqual([
      1,
      2,
      w.atZoom()?.refreshToken,
    ]);
    await store.close();
  });

  test("authorized once more: the newest tokens are kept, whatever became of those before", async () => {
    const store = await open();
    const w = await world(store);
    await w.authorize(w.browser());
    w.sandbox.zoom.deauthorize({ clientId: w.keyOf().app, userId: w.ada });
    await w.tokens.get(w.keyOf(), 1).catch(() => undefined);
    expect((await w.row())?.state).toBe("needs-reauthorization");
    await w.authorize(w.browser());
    expect(await w.row()).toEqual({
      generation: 2,
      state: "active",
      refreshToken: w.atZoom()?.refreshToken,
      accessToken: expect.stringMatching(/^sandbox-access-/),
    });
    expect((await w.tokens.get(w.keyOf())).generation).toBe(2);
    await store.close();
  });

  test("two tabs of one browser at once: both end well, and the tokens that are kept are the live ones", async () => {
    const store = await open();
    const w = await world(store);
    for (let round = 0; round < 5; round += 1) {
      const browser = w.browser();
      const addresses = [
        await w.consented(browser, await w.link()),
        await w.consented(browser, await w.link()),
      ];
      expect(browser.cookies.size).toBe(2);
      const shown = await Promise.all(addresses.map((address) => browser.open(address)));
      // The stand-in ends the tokens of an earlier consent. Who finds their own ended leaves the other's in place.
      const headings = shown.map(headingOf);
      expect(headings).toContain("Authorized");
      for (const heading of headings) {
        expect(["Authorized", "Another authorization came in between"]).toContain(heading);
      }
      const row = await w.row();
      expect([row?.state, row?.refreshToken]).toEqual(["active", w.atZoom()?.refreshToken]);
    }
    await store.close();
  });

  test("a second tab that ends between this one's answer and its row: the row stays the second's", async () => {
    const store = await open();
    let between: (() => Promise<unknown>) | undefined;
    const w = await world({
      ...store,
      async authorize(...grant) {
        const first = between;
        between = undefined;
        await first?.();
        return store.authorize(...grant);
      },
    });
    const browser = w.browser();
    const [first, second] = [await w.link(), await w.link()];
    const address = await w.consented(browser, first);
    let other: unknown;
    between = async () => {
      other = headingOf(await browser.open(await w.consented(browser, second)));
    };
    expect([headingOf(await browser.open(address)), other]).toEqual([
      "Another authorization came in between",
      "Authorized",
    ]);
    const row = await w.row();
    expect([row?.generation, row?.state, row?.refreshToken]).toEqual([1, "active", w.atZoom()?.refreshToken]);
    await store.close();
  });

  test("a user ends it: forgotten here, ended at Zoom", async () => {
    const store = await open();
    const w = await world(store);
    await w.authorize(w.browser());
    const { status, text } = await w.post("/oauth/revoke", { zoomUser: w.ada });
    expect([status, JSON.parse(text), await w.row(), w.atZoom()?.live]).toEqual([
      200,
      { revoked: true, zoom: "confirmed" },
      { generation: 2, state: "revoked", refreshToken: undefined, accessToken: undefined },
      false,
    ]);
    await expect(w.tokens.get(w.keyOf())).rejects.toMatchObject({ code: "zoom-grant-missing" });
    await store.close();
  });
});
