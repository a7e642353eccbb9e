import type { FailureKind } from "@countersign/sandbox";
import { describe, expect, test } from "vitest";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";
import { memoryNonces } from "../../src/state/memory/nonces.ts";
import { StoreUnavailable } from "../../src/state/stores.ts";
import { aWorld } from "./stores.ts";
import { headingOf, RETURN_TO, world } from "./world.ts";

const CODE = "oauth/token/authorization_code";

const UNKNOWN = [502, "It is not known whether this went well", "outcome-unknown"] as const;
const REFUSED = [502, "Zoom refused", "zoom-refused"] as const;
const CODE_REFUSED = [400, "Zoom did not take the code", "code-refused"] as const;
const APP = [502, "Zoom does not take this app", "app-refused"] as const;
const NOT_NOW = [503, "Zoom cannot be asked now", "zoom-unavailable"] as const;
const NOBODY = [502, "Zoom did not say who you are", "user-unknown"] as const;
const LATER = [409, "Another authorization came in between", "superseded"] as const;
const GOOD = [200, "Authorized", "authorized"] as const;

type Shown = readonly [status: number, heading: string, outcome: string];
type Row = readonly [failure: FailureKind & { readonly done?: boolean }, shown: Shown];

describe("the token endpoint", () => {
  test.each<Row>([
    [{ kind: "status", status: 500 }, UNKNOWN],
    [{ kind: "status", status: 500, done: true }, UNKNOWN],
    [{ kind: "status", status: 502 }, UNKNOWN],
    [{ kind: "status", status: 503 }, UNKNOWN],
    [{ kind: "status", status: 403 }, REFUSED],
    [{ kind: "oauth-error", error: "invalid_grant" }, CODE_REFUSED],
    [{ kind: "oauth-error", error: "invalid_client", status: 401 }, APP],
    [{ kind: "oauth-error", error: "unauthorized_client" }, APP],
    [{ kind: "oauth-error", error: "invalid_request" }, REFUSED],
    [{ kind: "rest-error", status: 400, code: 300 }, REFUSED],
    [{ kind: "rate-limited", retryAfter: "seconds" }, NOT_NOW],
    [{ kind: "rate-limited", retryAfter: "http-date" }, NOT_NOW],
    [{ kind: "rate-limited", retryAfter: "iso-date" }, NOT_NOW],
    [{ kind: "rate-limited", retryAfter: "absent" }, NOT_NOW],
    [{ kind: "rate-limited", retryAfter: "a-year" }, NOT_NOW],
    [{ kind: "slow", milliseconds: 20 }, GOOD],
    [{ kind: "dribble", bytesPerSecond: 1 }, UNKNOWN],
    [{ kind: "silent" }, UNKNOWN],
    [{ kind: "silent", done: true }, UNKNOWN],
    [{ kind: "reset" }, UNKNOWN],
    [{ kind: "reset", done: true }, UNKNOWN],
    [{ kind: "cut-off" }, UNKNOWN],
    [{ kind: "truncated" }, UNKNOWN],
    [{ kind: "html" }, UNKNOWN],
    [{ kind: "garbage" }, UNKNOWN],
    [{ kind: "wrong-form" }, UNKNOWN],
    [{ kind: "wrong-types" }, UNKNOWN],
    [{ kind: "duplicate-keys" }, UNKNOWN],
    [{ kind: "member", name: "expires_in", raw: "-1" }, UNKNOWN],
    [{ kind: "member", name: "expires_in", raw: "NaN" }, UNKNOWN],
    [{ kind: "member", name: "expires_in", raw: "1e12" }, GOOD],
    [{ kind: "member", name: "token_type", raw: '"mac"' }, UNKNOWN],
    [{ kind: "member", name: "access_token", raw: "{}" }, UNKNOWN],
    [{ kind: "member", name: "access_token", raw: '"a b"' }, UNKNOWN],
    [{ kind: "without", name: "access_token" }, UNKNOWN],
    [{ kind: "without", name: "refresh_token" }, UNKNOWN],
    [{ kind: "huge", bytes: 200_000 }, UNKNOWN],
    [{ kind: "gzip-bomb", bytes: 2_000_000 }, UNKNOWN],
    [{ kind: "redirect" }, UNKNOWN],
  ])("%o", async (failure, [status, heading, outcome]) => {
    const w = await aWorld({}, 400);
    w.sandbox.zoom.fail(CODE, failure);
    const shown = await w.authorize(w.browser());
    expect([shown.status, headingOf(shown), w.reports.at(-1)?.outcome]).toEqual([status, heading, outcome]);
    expect((await w.row())?.state).toBe(outcome === "authorized" ? "active" : undefined);
    // Asked once: a code serves once, and a second request could end what the first one got.
    expect([w.sandbox.zoom.calls(CODE).received, w.sandbox.zoom.calls("elsewhere").received]).toEqual([1, 0]);
  });

  test("a wait that Zoom asks for is told to the browser", async () => {
    const w = await aWorld();
    w.sandbox.zoom.fail(CODE, { kind: "rate-limited", retryAfter: "seconds", seconds: 7 });
    const wait = Number((await w.authorize(w.browser())).headers.get("retry-after"));
    expect([wait >= 7, wait <= 15]).toEqual([true, true]);
  });

  test("is not there at all: the row of an earlier authorization stays as it was", async () => {
    const w = await aWorld({ returnTo: [RETURN_TO] }, 400);
    await w.authorize(w.browser());
    const before = await w.row();
    w.sandbox.zoom.fail(CODE, { kind: "reset" });
    const shown = await w.authorize(w.browser());
    expect([shown.location, await w.row()]).toEqual([`${RETURN_TO}&zoom_oauth=outcome-unknown`, before]);
  });

  test("fails once: begun again, it goes well", async () => {
    const w = await aWorld({}, 400);
    w.sandbox.zoom.fail(CODE, { kind: "silent", done: true, times: 1 });
    const browser = w.browser();
    expect(headingOf(await w.authorize(browser))).toBe("It is not known whether this went well");
    expect([headingOf(await w.authorize(browser)), (await w.row())?.refreshToken]).toEqual([
      "Authorized",
      w.atZoom()?.refreshToken,
    ]);
  });
});

describe("who it is", () => {
  test.each<Row>([
    [{ kind: "status", status: 500 }, NOBODY],
    [{ kind: "silent" }, NOBODY],
    [{ kind: "rest-error", status: 400, code: 4711 }, NOBODY],
    [{ kind: "rest-error", status: 401, code: 124 }, LATER],
    [{ kind: "rest-error", status: 404, code: 1001 }, NOBODY],
    [{ kind: "rate-limited", retryAfter: "a-year" }, NOBODY],
    [{ kind: "html" }, NOBODY],
    [{ kind: "truncated" }, NOBODY],
    [{ kind: "wrong-types" }, NOBODY],
    [{ kind: "without", name: "id" }, NOBODY],
    [{ kind: "member", name: "id", raw: '""' }, NOBODY],
    [{ kind: "member", name: "id", raw: '"a b"' }, NOBODY],
    [{ kind: "redirect" }, NOBODY],
  ])("%o", async (failure, [status, heading, outcome]) => {
    const w = await aWorld({}, 400);
    w.sandbox.zoom.fail("users/me", failure);
    const shown = await w.authorize(w.browser());
    expect([shown.status, headingOf(shown), w.reports.at(-1)?.outcome]).toEqual([status, heading, outcome]);
    expect(await w.row()).toBeUndefined();
  });

  test("asked again where Zoom stumbles once", async () => {
    const w = await aWorld();
    w.sandbox.zoom.fail("users/me", { kind: "status", status: 503, times: 1 });
    expect(headingOf(await w.authorize(w.browser()))).toBe("Authorized");
  });
});

describe("our own stores", () => {
  const away = async (): Promise<never> => {
    throw new StoreUnavailable("grants", new Error("away"));
  };

  test("grants away before the code is used: the same address goes well later", async () => {
    const store = await openSqliteGrants(":memory:");
    let down = false;
    const w = await world({ ...store, read: (key) => (down ? away() : store.read(key)) });
    const browser = w.browser();
    const address = await w.consented(browser, await w.link());
    down = true;
    const shown = await browser.open(address);
    down = false;
    expect([shown.status, headingOf(shown), w.sandbox.zoom.calls(CODE).received]).toEqual([
      503,
      "This cannot be done now",
      0,
    ]);
    expect(headingOf(await browser.open(address))).toBe("Authorized");
    await store.close();
  });

  test("grants away for a moment after the code was used: what Zoom gave is kept all the same", async () => {
    const store = await openSqliteGrants(":memory:");
    let fails = 3;
    const w = await world({
      ...store,
      authorize: (...grant) => (fails-- > 0 ? away() : store.authorize(...grant)),
    });
    expect(headingOf(await w.authorize(w.browser()))).toBe("Authorized");
    expect((await w.row())?.refreshToken).toBe(w.atZoom()?.refreshToken);
    await store.close();
  });

  test("a save whose answer was lost", async () => {
    const store = await openSqliteGrants(":memory:");
    let lost = false;
    const w = await world({
      ...store,
      async authorize(...grant) {
        const saved = await store.authorize(...grant);
        if (lost) return saved;
        lost = true;
        return away();
      },
    });
    expect(headingOf(await w.authorize(w.browser()))).toBe("Authorized");
    expect(await w.row()).toMatchObject({ generation: 2, refreshToken: w.atZoom()?.refreshToken });
    await store.close();
  });

  test("nonces away: nobody is sent to Zoom, no code is used, and later both go well", async () => {
    const nonces = memoryNonces();
    let down = true;
    const w = await aWorld({
      nonces: { ...nonces, claim: (...of) => (down ? away() : nonces.claim(...of)) },
    });
    const browser = w.browser();
    const link = await w.link();
    const first = await browser.open(link);
    down = false;
    const address = await w.consented(browser, link);
    down = true;
    const second = await browser.open(address);
    down = false;
    expect([first.status, second.status, w.sandbox.zoom.calls(CODE).received]).toEqual([503, 503, 0]);
    expect(headingOf(await browser.open(address))).toBe("Authorized");
  });

  test("something unforeseen says nothing of itself", async () => {
    const w = await aWorld({
      nonces: {
        claim: async () => {
          throw new Error("secret words");
        },
        release: async () => undefined,
      },
      mayManage: (_, zoomUser) => {
        if (zoomUser === "boom") throw new Error("secret words");
        return true;
      },
    });
    const page = await w.browser().open(await w.link());
    const json = await w.post("/oauth/start", { zoomUser: "boom" });
    expect([page.status, headingOf(page), json.status]).toEqual([500, "Something went wrong here", 500]);
    expect(JSON.stringify(w.reports) + page.text + json.text).not.toContain("secret words");
    expect(w.reports.map(({ outcome, where }) => [outcome, where?.split(" ")[0]])).toEqual([
      ["link-given", undefined],
      ["internal", "Error"],
      ["internal", "Error"],
    ]);
    expect(page.headers.get("x-request-id")).toBe(w.reports[1]?.requestId);
  });
});
