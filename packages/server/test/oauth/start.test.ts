import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type AuditEntry, StoreUnavailable } from "../../src/state/stores.ts";
import { aWorld } from "./stores.ts";
import { headingOf, RETURN_TO, type World } from "./world.ts";

const OTHER = "https://app.example.com/done";
const allowing = () => aWorld({ returnTo: [RETURN_TO, OTHER] });
const problemOf = ({ text }: { text: string }) => (JSON.parse(text) as { errors: unknown[] }).errors;

const GUARDED = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
const guards = (headers: Headers) =>
  Object.fromEntries(Object.keys(GUARDED).map((name) => [name, headers.get(name)]));

describe("who may begin an authorization, and end one", () => {
  test.each<
    [who: string, headers: (w: World) => Readonly<Record<string, string>>, status: number, code: string]
  >([
    ["nobody", () => ({}), 401, "authentication-required"],
    [
      "a key that is none",
      () => ({ authorization: "Bearer zsk_north_nothing" }),
      401,
      "authentication-required",
    ],
    ["a server's key with zak:read", (w) => w.as("north"), 200, ""],
    ["a server's key with obf:read", (w) => w.as("south"), 200, ""],
    ["a server's key for joins only", (w) => w.as("north-join-only"), 403, "scope-missing"],
    [
      "a server's key that a page sends",
      (w) => ({ ...w.as("north"), origin: "https://app.example.com" }),
      403,
      "api-key-from-browser",
    ],
    ["a person", () => ({ "x-user": "carol" }), 403, "scope-missing"],
    [
      "a person whom a foreign page sends",
      () => ({ "x-user": "carol", origin: "https://evil.example" }),
      403,
      "origin-not-allowed",
    ],
  ])("%s", async (_who, headers, status, code) => {
    const w = await aWorld();
    for (const path of ["/oauth/start", "/oauth/revoke"]) {
      const shown = await w.post(path, { zoomUser: w.ada }, headers(w));
      expect([shown.status, status === 200 ? "" : (problemOf(shown)[0] as { code: string }).code]).toEqual([
        status,
        code,
      ]);
      expect(guards(shown.headers)).toEqual(GUARDED);
    }
  });

  test("people where the program says for whom; a yes that is not `true` is none", async () => {
    const asked: unknown[] = [];
    const w = await aWorld({
      mayManage: ({ id }, zoomUser) => {
        asked.push([id, zoomUser]);
        return (zoomUser === "own" ? true : zoomUser === "truthy" ? "yes" : false) as boolean;
      },
    });
    const carol = { "x-user": "carol" };
    const statuses = [];
    for (const body of [{ zoomUser: "own" }, { zoomUser: "truthy" }, { zoomUser: "other" }, {}]) {
      statuses.push((await w.post("/oauth/start", body, carol)).status);
    }
    expect(statuses).toEqual([200, 403, 403, 403]);
    expect(asked).toEqual(["own", "truthy", "other", undefined].map((user) => ["session:carol", user]));
  });

  test("a caller whose tenant has no app of its own gets nobody else's", async () => {
    const w = await aWorld({ apps: { south: { clientId: "south_App_Id", clientSecret: "s" } } });
    const shown = await w.post("/oauth/start", {});
    expect([shown.status, (problemOf(shown)[0] as { reason: string }).reason]).toEqual([
      403,
      "there is no Zoom app here whose users authorize it for this caller",
    ]);
  });
});

describe("what a server sends", () => {
  test.each<[what: string, body: unknown, status: number]>([
    ["nothing asked for", {}, 200],
    ["a user", { zoomUser: "z9jkdsfsdfjhdkfjQ_-" }, 200],
    ["an address of the list", { returnTo: OTHER }, 200],
    ["no JSON", "zoomUser=ada", 400],
    ["a list", [], 400],
    ["a key twice", '{"zoomUser":"a","zoomUser":"b"}', 400],
    ["an unknown key", { redirect_uri: "https://evil.example" }, 400],
    ["an empty user", { zoomUser: "" }, 400],
    ["a user that is a number", { zoomUser: 1 }, 400],
    ["a user with a line end", { zoomUser: "a\r\nset-cookie: b" }, 400],
    ["a user of 129 characters", { zoomUser: "a".repeat(129) }, 400],
    ["too much", { zoomUser: "a".repeat(5000) }, 413],
  ])("%s", async (_what, body, status) => {
    const w = await allowing();
    expect((await w.post("/oauth/start", body)).status).toBe(status);
  });

  test("another content type", async () => {
    const w = await aWorld();
    const form = { ...w.as("north"), "content-type": "application/x-www-form-urlencoded" };
    expect((await w.post("/oauth/start", "{}", form)).status).toBe(415);
  });

  test.each([
    "https://evil.example",
    "https://evil.example/settings/zoom?tab=1",
    "//evil.example",
    "///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:\\\\evil.example",
    "HTTPS://APP.EXAMPLE.COM/settings/zoom?tab=1",
    "http://app.example.com/settings/zoom?tab=1",
    "https://app.example.com",
    "https://app.example.com/settings/zoom",
    "https://app.example.com/settings/zoom?tab=1#",
    "https://app.example.com/settings/zoom?tab=1&next=https://evil.example",
    "https://app.example.com/settings/../settings/zoom?tab=1",
    "https://app.example.com/settings/zoom%3Ftab=1",
    "https://app.example.com.evil.example/settings/zoom?tab=1",
    "https://app.example.com@evil.example/settings/zoom?tab=1",
    "https://evil.example/https://app.example.com/settings/zoom?tab=1",
    "https://evil.example#https://app.example.com/settings/zoom?tab=1",
    "https://app.example.com:443/settings/zoom?tab=1",
    "https://app.example.com./settings/zoom?tab=1",
    "https://аpp.example.com/settings/zoom?tab=1",
    " https://app.example.com/settings/zoom?tab=1",
    "https://app.example.com/settings/zoom?tab=1\n",
    "https://app.example.com/settings/zoom?tab=1\u0000",
    "javascript:alert(1)",
    "data:text/html,x",
    "/settings/zoom?tab=1",
    ".",
    "",
    null,
    1,
    true,
    [RETURN_TO],
    { href: RETURN_TO },
  ])("an address that is not of the list: %j", async (returnTo) => {
    const w = await allowing();
    const shown = await w.post("/oauth/start", { returnTo });
    expect([shown.status, (problemOf(shown)[0] as { property: string }).property]).toEqual([400, "returnTo"]);
    expect(shown.text).not.toContain("evil");
  });
});

describe("the link", () => {
  test("holds nothing that can be read, serves for two minutes, and leads to Zoom with a challenge", async () => {
    const w = await aWorld();
    const { text } = await w.post("/oauth/start", { zoomUser: w.ada });
    const { url, expiresAt, expiresIn } = JSON.parse(text) as Record<string, string>;
    const link = new URL(url ?? "");
    expect([link.origin + link.pathname, expiresAt, expiresIn]).toEqual([
      `${w.url}/oauth/start`,
      w.clock.seconds + 120,
      120,
    ]);
    expect(
      Buffer.from(link.search.slice("?ticket=v1.".length), "base64url").toString("latin1"),
    ).not.toContain(w.ada);

    const browser = w.browser();
    const shown = await browser.open(link.href);
    const zoom = new URL(shown.location);
    const { state, code_challenge, ...query } = Object.fromEntries(zoom.searchParams);
    expect([shown.status, zoom.origin + zoom.pathname, query, guards(shown.headers)]).toEqual([
      303,
      `${w.zoomUrl}/oauth/authorize`,
      {
        response_type: "code",
        client_id: "north_App_Id",
        redirect_uri: `${w.url}/oauth/callback`,
        code_challenge_method: "S256",
      },
      GUARDED,
    ]);
    const name = createHash("sha256")
      .update(state ?? "")
      .digest("hex")
      .slice(0, 16);
    expect([state, code_challenge]).toEqual([
      expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    ]);
    expect(shown.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^countersign-oauth-${name}=v1\\.[A-Za-z0-9._-]+; Max-Age=600; Path=/; HttpOnly; SameSite=Lax$`,
        ),
      ),
    ]);
  });

  test("two links: no state, challenge or cookie is the same", async () => {
    const w = await aWorld();
    const browser = w.browser();
    const [first, second] = [
      new URL((await browser.open(await w.link())).location),
      new URL((await browser.open(await w.link())).location),
    ];
    for (const name of ["state", "code_challenge"]) {
      expect(first.searchParams.get(name)).not.toBe(second.searchParams.get(name));
    }
    expect(new Set(browser.cookies.values()).size).toBe(2);
  });

  test("with https the cookie is the host's alone", async () => {
    const w = await aWorld();
    const routes = w.routes({ redirectUri: "https://app.example.com/base/oauth/callback" });
    const asked = await routes(
      new Request("https://app.example.com/oauth/start", {
        method: "POST",
        headers: { "content-type": "application/json", ...w.as("north") },
        body: "{}",
      }),
    );
    const { url } = JSON.parse((await asked?.text()) ?? "") as { url: string };
    expect(url.startsWith("https://app.example.com/base/oauth/start?ticket=")).toBe(true);
    const sent = await routes(new Request(url.replace("/base", "")));
    expect(sent?.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-countersign-oauth-[0-9a-f]{16}=[A-Za-z0-9._-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
      ),
    ]);
    expect(new URL(sent?.headers.get("location") ?? "").searchParams.get("redirect_uri")).toBe(
      "https://app.example.com/base/oauth/callback",
    );
  });

  test("whoever begins often and never ends keeps three cookies at most", async () => {
    const w = await aWorld();
    const browser = w.browser();
    for (let round = 0; round < 10; round += 1) {
      await browser.open(await w.link());
      expect(browser.cookies.size).toBeLessThanOrEqual(3);
    }
    const foreign = {
      cookie: Array.from({ length: 5 }, (_, at) => `countersign-oauth-${at};x=1`).join("; "),
    };
    const shown = await w.browser().open(await w.link(), foreign);
    expect(shown.headers.getSetCookie()).toHaveLength(1);
  });

  const broken = (change: (ticket: string) => string) => async (w: World) => {
    const url = new URL(await w.link());
    url.searchParams.set("ticket", change(url.searchParams.get("ticket") ?? ""));
    return url.href;
  };
  test.each<[what: string, link: (w: World) => Promise<string>]>([
    ["no ticket", async (w) => `${w.url}/oauth/start`],
    ["an empty one", async (w) => `${w.url}/oauth/start?ticket=`],
    ["two of them", async (w) => `${await w.link()}&ticket=a`],
    [
      "one with another last character",
      broken((ticket) => ticket.slice(0, -2) + (ticket.endsWith("AA") ? "BB" : "AA")),
    ],
    ["one that was cut", broken((ticket) => ticket.slice(0, -8))],
    ["one of another format", broken((ticket) => ticket.replace("v1", "v2"))],
    ["one under a key of nobody", broken((ticket) => ticket.replace(/^v1\.[^.]+/, "v1.AAAAAAAA"))],
    ["five thousand characters", broken((ticket) => ticket + "A".repeat(5000))],
    ["a line end", broken((ticket) => `${ticket}\r\nlocation: x`)],
    [
      "one that was used",
      async (w) => {
        const link = await w.link();
        await w.browser().open(link);
        return link;
      },
    ],
    [
      "one of two minutes ago",
      async (w) => {
        const link = await w.link();
        w.clock.seconds += 120;
        return link;
      },
    ],
    [
      "a browser's state in its place",
      async (w) => {
        const browser = w.browser();
        await browser.open(await w.link());
        return `${w.url}/oauth/start?ticket=${[...browser.cookies.values()][0]}`;
      },
    ],
  ])("%s: nobody is sent anywhere", async (_what, link) => {
    const w = await aWorld();
    const browser = w.browser();
    const shown = await browser.open(await link(w));
    expect([
      shown.status,
      headingOf(shown),
      shown.location,
      browser.cookies.size,
      guards(shown.headers),
    ]).toEqual([400, "This link does not work any more", "", 0, GUARDED]);
  });

  test("of twenty browsers at once, one is sent to Zoom; over two processes too", async () => {
    const w = await aWorld();
    const link = await w.link();
    const other = w.routes();
    const statuses = await Promise.all([
      ...Array.from({ length: 10 }, async () => (await w.browser().open(link)).status),
      ...Array.from({ length: 10 }, async () => (await other(new Request(link)))?.status),
    ]);
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    expect(statuses.filter((status) => status === 400)).toHaveLength(19);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ["a frame", { "sec-fetch-dest": "iframe" }],
    ["an image", { "sec-fetch-dest": "image" }],
    ["a script", { "sec-fetch-dest": "empty" }],
    ["what is fetched ahead", { "sec-purpose": "prefetch;prerender", "sec-fetch-dest": "document" }],
    ["what an older browser fetches ahead", { purpose: "prefetch" }],
  ])("%s does not use it up", async (_what, headers) => {
    const w = await aWorld();
    const link = await w.link();
    const shown = await w.browser().open(link, headers);
    expect([shown.status, headingOf(shown)]).toEqual([403, "This page has to be opened by itself"]);
    expect((await w.browser().open(link)).status).toBe(303);
  });
});

test.each([
  ["GET", "/oauth/revoke", "POST"],
  ["HEAD", "/oauth/revoke", "POST"],
  ["DELETE", "/oauth/revoke", "POST"],
  ["POST", "/oauth/callback", "GET"],
  ["HEAD", "/oauth/callback", "GET"],
  ["PUT", "/oauth/start", "GET, POST"],
  ["HEAD", "/oauth/start", "GET, POST"],
  ["OPTIONS", "/oauth/start", "GET, POST"],
])("%s %s is refused", async (method, path, allow) => {
  const w = await aWorld();
  const { search } = new URL(await w.link());
  const response = await fetch(w.url + path + search, { method });
  expect([response.status, response.headers.get("allow"), guards(response.headers)]).toEqual([
    405,
    allow,
    GUARDED,
  ]);
});

test("any other path is nobody's", async () => {
  const w = await aWorld();
  const routes = w.routes();
  for (const path of [
    "/oauth",
    "/oauth/",
    "/oauth/start/",
    "/oauth//start",
    "/OAuth/start",
    "/x/oauth/start",
    "/oauth/%73tart",
  ]) {
    expect(await routes(new Request(w.url + path))).toBeUndefined();
  }
});

describe("how many links a caller gets", () => {
  const linkOf = (w: World, as: Parameters<World["as"]>[0]) => w.post("/oauth/start", {}, w.as(as));

  test("so many a minute, each caller for itself", async () => {
    const w = await aWorld({ limits: { linksPerMinute: 2 } });
    const seen = [
      await linkOf(w, "north"),
      await linkOf(w, "north"),
      await linkOf(w, "north"),
      await linkOf(w, "south"),
    ];
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 429, 200]);
    const [, , refused] = seen;
    expect(problemOf(refused ?? { text: "{}" })).toEqual([
      {
        property: "$request",
        reason: "this caller was given as many links as it may have in a minute",
        code: "rate-limited",
        help: expect.stringContaining("Retry-After"),
      },
    ]);
    expect(refused?.headers.get("retry-after")).toMatch(/^[1-9][0-9]?$/);
    expect(refused?.headers.get("ratelimit-policy")).toBe('"oauth-link";q=2;w=60');
    expect(w.reports.map(({ outcome }) => outcome)).toEqual([
      "link-given",
      "link-given",
      "rate-limited",
      "link-given",
    ]);
  });

  test("60 unless given, and those who may have none use none up", async () => {
    const w = await aWorld();
    for (let number = 0; number < 70; number++) await linkOf(w, "north-join-only");
    const statuses: number[] = [];
    for (let number = 0; number < 61; number++) statuses.push((await linkOf(w, "north")).status);
    expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([60, 429]);
  });

  test.each([0, 1.5, -1, Number.NaN])("%d is no limit", async (linksPerMinute) => {
    await expect(aWorld({ limits: { linksPerMinute } })).rejects.toThrow("linksPerMinute");
  });
});

describe("a row in the audit for each link", () => {
  test("durable before it is given, with a hash of it", async () => {
    const rows: AuditEntry[] = [];
    const w = await aWorld({ audit: { append: async (row) => void rows.push(row) } });
    const { searchParams } = new URL(await w.link({ zoomUser: w.ada }));
    const tokenSha256 = createHash("sha256")
      .update(searchParams.get("ticket") ?? "")
      .digest("hex");
    expect(rows).toEqual([
      {
        at: w.clock.seconds,
        requestId: w.reports[0]?.requestId,
        tenant: "north",
        caller: "key:north",
        action: "authorization-link",
        zoomUser: w.ada,
        tokenSha256,
        expiresAt: w.clock.seconds + 120,
      },
    ]);
  });

  test("without it there is no link", async () => {
    const append = (): Promise<void> => Promise.reject(new StoreUnavailable("audit", new Error("away")));
    const w = await aWorld({ audit: { append } });
    const shown = await w.post("/oauth/start", { zoomUser: w.ada });
    expect([shown.status, shown.headers.get("retry-after"), problemOf(shown)]).toEqual([
      503,
      "5",
      [
        {
          property: "$request",
          reason: "the link cannot be recorded now, so it is not given",
          code: "audit-unavailable",
          help: "Try again. Whoever runs this server should look at its audit.",
        },
      ],
    ]);
    expect(shown.text).not.toContain("ticket");
  });
});
