import { describe, expect, test } from "vitest";
import type { Browser } from "./browser.ts";
import { aWorld } from "./stores.ts";
import { headingOf, RETURN_TO, type World } from "./world.ts";

const CODE = "oauth/token/authorization_code";

interface Attack {
  readonly browser: Browser;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A victim back from Zoom, whose answer was not delivered yet. */
async function returning(w: World, tenant: "north" | "south" = "north"): Promise<Attack> {
  const browser = w.browser();
  return { browser, url: await w.consented(browser, await w.link({}, tenant)) };
}

function changed(url: string, change: (query: URLSearchParams) => void): string {
  const made = new URL(url);
  change(made.searchParams);
  return made.href;
}

/** The only cookie of a browser. */
function cookieOf({ cookies }: Browser): [name: string, value: string] {
  const [cookie] = cookies;
  if (cookie === undefined) throw new Error("the browser has no cookie");
  return cookie;
}

const BEGUN = [400, "This was not begun here"] as const;
const UNREADABLE = [400, "Zoom's answer was not understood"] as const;
const ALONE = [403, "This page has to be opened by itself"] as const;

describe("what is refused before Zoom is asked", () => {
  test.each<[what: string, attack: (w: World) => Promise<Attack>, shown: readonly [number, string]]>([
    [
      "no state",
      async (w) => {
        const { browser, url } = await returning(w);
        return { browser, url: changed(url, (query) => query.delete("state")) };
      },
      UNREADABLE,
    ],
    [
      "an empty state",
      async (w) => {
        const { browser, url } = await returning(w);
        return { browser, url: changed(url, (query) => query.set("state", "")) };
      },
      UNREADABLE,
    ],
    [
      "the state twice",
      async (w) => {
        const { browser, url } = await returning(w);
        return { browser, url: `${url}&state=${new URL(url).searchParams.get("state")}` };
      },
      UNREADABLE,
    ],
    [
      "two codes",
      async (w) => {
        const { browser, url } = await returning(w);
        return { browser, url: `${url}&code=another` };
      },
      UNREADABLE,
    ],
    [
      "a code and an error",
      async (w) => {
        const { browser, url } = await returning(w);
        return { browser, url: `${url}&error=access_denied` };
      },
      UNREADABLE,
    ],
    [
      "neither",
      async (w) => {
        const { browser, url } = await returning(w);
        return { browser, url: changed(url, (query) => query.delete("code")) };
      },
      UNREADABLE,
    ],
    [
      "a code with a line end",
      async (w) => {
        const { browser, url } = await returning(w);
        return { browser, url: changed(url, (query) => query.set("code", "a\r\nb")) };
      },
      UNREADABLE,
    ],
    [
      "a code of a thousand and one characters more than that",
      async (w) => {
        const { browser, url } = await returning(w);
        return { browser, url: changed(url, (query) => query.set("code", "a".repeat(2001))) };
      },
      UNREADABLE,
    ],
    [
      "another state of the right form",
      async (w) => {
        const { browser, url } = await returning(w);
        return { browser, url: changed(url, (query) => query.set("state", "A".repeat(43))) };
      },
      BEGUN,
    ],
    [
      "the state with another last character",
      async (w) => {
        const { browser, url } = await returning(w);
        const other = (state: string) => state.slice(0, -1) + (state.endsWith("A") ? "B" : "A");
        return {
          browser,
          url: changed(url, (query) => query.set("state", other(query.get("state") ?? ""))),
        };
      },
      BEGUN,
    ],
    [
      "the attacker's own answer, in the victim's browser that began nothing",
      async (w) => ({ ...(await returning(w)), browser: w.browser() }),
      BEGUN,
    ],
    [
      "the attacker's own answer, in the victim's browser that began another",
      async (w) => ({ ...(await returning(w)), browser: (await returning(w)).browser }),
      BEGUN,
    ],
    [
      "the victim's cookie under the name that the attacker's state has",
      async (w) => {
        const [attacker, victim] = [await returning(w), await returning(w)];
        const [name] = cookieOf(attacker.browser);
        const [, value] = cookieOf(victim.browser);
        victim.browser.cookies.set(name, value);
        return { browser: victim.browser, url: attacker.url };
      },
      BEGUN,
    ],
    [
      "a cookie that was changed",
      async (w) => {
        const { browser, url } = await returning(w);
        const [name, value] = cookieOf(browser);
        browser.cookies.set(name, value.slice(0, -6) + (value.endsWith("AAAAAA") ? "BBBBBB" : "AAAAAA"));
        return { browser, url };
      },
      BEGUN,
    ],
    [
      "a link's ticket as the cookie",
      async (w) => {
        const { browser, url } = await returning(w);
        const [name] = cookieOf(browser);
        browser.cookies.set(name, new URL(await w.link()).searchParams.get("ticket") ?? "");
        return { browser, url };
      },
      BEGUN,
    ],
    [
      "the cookie twice, one of them tossed in from elsewhere",
      async (w) => {
        const { browser, url } = await returning(w);
        const [name, value] = cookieOf(browser);
        return { browser: w.browser(), url, headers: { cookie: `${name}=${value}; ${name}=tossed` } };
      },
      BEGUN,
    ],
    [
      "ten minutes later",
      async (w) => {
        const made = await returning(w);
        w.clock.seconds += 600;
        return made;
      },
      BEGUN,
    ],
    [
      "in a frame",
      async (w) => ({ ...(await returning(w)), headers: { "sec-fetch-dest": "iframe" } }),
      ALONE,
    ],
    [
      "fetched by a page",
      async (w) => ({ ...(await returning(w)), headers: { "sec-fetch-dest": "empty" } }),
      ALONE,
    ],
    [
      "fetched ahead",
      async (w) => ({ ...(await returning(w)), headers: { "sec-purpose": "prefetch" } }),
      ALONE,
    ],
  ])("%s", async (_what, attack, expected) => {
    const w = await aWorld({ returnTo: [RETURN_TO] });
    const { browser, url, headers } = await attack(w);
    const shown = await browser.open(url, headers);
    // Nobody is led anywhere, not even to a good address, before the browser has shown that it began this.
    expect([shown.status, headingOf(shown), shown.location]).toEqual([...expected, ""]);
    expect([w.sandbox.zoom.calls("oauth/token").received, await w.row()]).toEqual([0, undefined]);
  });

  test("replayed, in the same browser and with its cookie put back: Zoom is asked once", async () => {
    const w = await aWorld();
    const { browser, url } = await returning(w);
    const [name, value] = cookieOf(browser);
    await browser.open(url);
    const before = await w.row();
    browser.cookies.set(name, value);
    const shown = await browser.open(url);
    expect([shown.status, headingOf(shown), w.sandbox.zoom.calls(CODE).received]).toEqual([...BEGUN, 1]);
    expect(await w.row()).toEqual(before);
  });

  test("twenty times at once, over two processes: Zoom is asked once", async () => {
    const w = await aWorld();
    const { browser, url } = await returning(w);
    const [name, value] = cookieOf(browser);
    const other = w.routes();
    const cookie = `${name}=${value}`;
    await Promise.all([
      ...Array.from({ length: 10 }, () => w.browser().open(url, { cookie })),
      ...Array.from({ length: 10 }, () => other(new Request(url, { headers: { cookie } }))),
    ]);
    expect([w.sandbox.zoom.calls(CODE).received, (await w.row())?.generation]).toEqual([1, 1]);
  });

  test("an error of a forger does not use the state up, an error of Zoom does", async () => {
    const w = await aWorld();
    const { browser, url } = await returning(w);
    const [name, value] = cookieOf(browser);
    const forged = changed(url, (query) => {
      query.delete("code");
      query.set("error", "access_denied");
      query.set("state", "A".repeat(43));
    });
    expect((await browser.open(forged)).status).toBe(400);
    const real = changed(url, (query) => {
      query.delete("code");
      query.set("error", "access_denied");
    });
    const shown = await browser.open(real);
    browser.cookies.set(name, value);
    const after = await browser.open(url);
    expect([headingOf(shown), headingOf(after)]).toEqual(["Not authorized", BEGUN[1]]);
  });
});

describe("what Zoom refuses", () => {
  test("a code that was used before, with a state that was not", async () => {
    const w = await aWorld();
    const first = await returning(w);
    await first.browser.open(first.url);
    const before = await w.row();
    const second = await returning(w);
    const code = new URL(first.url).searchParams.get("code") ?? "";
    const shown = await second.browser.open(changed(second.url, (query) => query.set("code", code)));
    expect([shown.status, headingOf(shown)]).toEqual([400, "Zoom did not take the code"]);
    expect((await w.row())?.generation).toBe(before?.generation);
  });

  test("somebody else's code put into one's own answer: the verifier is not that one's", async () => {
    const w = await aWorld();
    w.sandbox.zoom.consentAs(w.bob);
    const victim = await returning(w);
    w.sandbox.zoom.consentAs(w.ada);
    const attacker = await returning(w);
    const stolen = new URL(victim.url).searchParams.get("code") ?? "";
    const shown = await attacker.browser.open(changed(attacker.url, (query) => query.set("code", stolen)));
    expect([headingOf(shown), await w.row(w.bob), await w.row(w.ada)]).toEqual([
      "Zoom did not take the code",
      undefined,
      undefined,
    ]);
  });

  test("a code that another app was given, in either direction", async () => {
    const w = await aWorld();
    const [north, south] = [await returning(w, "north"), await returning(w, "south")];
    const codeOf = ({ url }: Attack) => new URL(url).searchParams.get("code") ?? "";
    for (const [own, other] of [
      [north, south],
      [south, north],
    ] as const) {
      const shown = await own.browser.open(changed(own.url, (query) => query.set("code", codeOf(other))));
      expect(headingOf(shown)).toBe("Zoom did not take the code");
    }
    expect([await w.row(w.ada, "north"), await w.row(w.ada, "south")]).toEqual([undefined, undefined]);
  });
});

describe("tenants", () => {
  test("each browser's answer becomes a grant of the tenant whose server began it, and of no other", async () => {
    const w = await aWorld();
    const [north, south] = [await returning(w, "north"), await returning(w, "south")];
    await south.browser.open(south.url);
    expect([await w.row(w.ada, "north"), (await w.row(w.ada, "south"))?.state]).toEqual([
      undefined,
      "active",
    ]);
    await north.browser.open(north.url);
    expect((await w.row(w.ada, "north"))?.refreshToken).toBe(w.atZoom(w.ada, "north")?.refreshToken);
    expect(w.reports.filter(({ route }) => route === "callback")).toEqual([
      {
        route: "callback",
        requestId: expect.any(String),
        outcome: "authorized",
        tenant: "south",
        caller: "key:south",
      },
      {
        route: "callback",
        requestId: expect.any(String),
        outcome: "authorized",
        tenant: "north",
        caller: "key:north",
      },
    ]);
  });

  test("an app that was taken out of the settings meanwhile, or is another now", async () => {
    const w = await aWorld();
    const apps = [
      { south: { clientId: "south_App_Id", clientSecret: "s" } },
      { north: { clientId: "another_App_Id", clientSecret: "s" } },
    ];
    for (const changedApps of apps) {
      const { browser, url } = await returning(w);
      const [name, value] = cookieOf(browser);
      const routes = w.routes({ apps: changedApps });
      const shown = await routes(new Request(url, { headers: { cookie: `${name}=${value}` } }));
      expect([shown?.status, (await shown?.text())?.includes("not set up here")]).toEqual([503, true]);
    }
    expect(w.sandbox.zoom.calls("oauth/token").received).toBe(0);
  });

  test("a south server ends nothing of north's", async () => {
    const w = await aWorld();
    await w.authorize(w.browser());
    const { text } = await w.post("/oauth/revoke", { zoomUser: w.ada }, w.as("south"));
    expect([JSON.parse(text), (await w.row())?.state, w.atZoom()?.live]).toEqual([
      { revoked: true, zoom: "nothing-to-revoke" },
      "active",
      true,
    ]);
  });
});

describe("the user whom the caller named", () => {
  test("is kept", async () => {
    const w = await aWorld();
    expect(headingOf(await w.authorize(w.browser(), { zoomUser: w.ada }))).toBe("Authorized");
    expect((await w.row())?.state).toBe("active");
  });

  test("anybody else is not", async () => {
    const w = await aWorld();
    w.sandbox.zoom.consentAs(w.bob);
    const shown = await w.authorize(w.browser(), { zoomUser: w.ada });
    expect([shown.status, headingOf(shown), await w.row(w.ada), await w.row(w.bob)]).toEqual([
      403,
      "You are signed in to Zoom as somebody else",
      undefined,
      undefined,
    ]);
  });
});

describe("what came back is shown to nobody", () => {
  const HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "a\r\nSet-Cookie: evil=1",
    "a\r\n\r\n<h1>evil</h1>",
    "a\nLocation: https://evil.example",
    "{{7*7}}#{7*7}<%= 7*7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u2028evil\u0000\u001b[31m\u202e",
    "evil".repeat(200),
  ];
  test.each(HOSTILE.map((text) => [text.slice(0, 40), text]))("%j", async (_text, text) => {
    for (const returnTo of [[], [RETURN_TO]]) {
      const w = await aWorld({ returnTo });
      const { browser, url } = await returning(w);
      const shown = await browser.open(
        changed(url, (query) => {
          query.delete("code");
          query.set("error", text);
          query.set("error_description", text);
          query.set("error_uri", text);
          query.set("returnTo", text);
          query.set("redirect_uri", text);
        }),
      );
      expect([shown.status, shown.location]).toEqual(
        returnTo.length > 0 ? [303, `${RETURN_TO}&zoom_oauth=zoom-refused`] : [502, ""],
      );
      const all = shown.text + JSON.stringify([...shown.headers]) + JSON.stringify(w.reports);
      for (const word of ["alert", "evil", "{{", "onerror"]) expect(all).not.toContain(word);
    }
  });

  test("a user who says no", async () => {
    const w = await aWorld({ returnTo: [RETURN_TO] });
    w.sandbox.zoom.consentAs(undefined);
    const shown = await w.authorize(w.browser());
    expect([shown.status, shown.location, await w.row()]).toEqual([
      303,
      `${RETURN_TO}&zoom_oauth=denied`,
      undefined,
    ]);
  });
});

test("where it ends is the address the caller chose; one that is on the list no more is not gone to", async () => {
  const other = "https://app.example.com/done";
  const w = await aWorld({ returnTo: [RETURN_TO, other] });
  expect((await w.authorize(w.browser(), { returnTo: other })).location).toBe(
    `${other}?zoom_oauth=authorized`,
  );
  expect((await w.authorize(w.browser())).location).toBe(`${RETURN_TO}&zoom_oauth=authorized`);
  const { browser, url } = await returning(w);
  const [name, value] = cookieOf(browser);
  const shown = await w.routes({ returnTo: [other] })(
    new Request(url, { headers: { cookie: `${name}=${value}` } }),
  );
  expect([shown?.status, shown?.headers.get("location")]).toEqual([200, null]);
});
