import { describe, expect, test, vi } from "vitest";
import type { Peer } from "../../src/access/caller.ts";
import { type SessionOptions, type SessionUser, session } from "../../src/access/session.ts";
import { NOW } from "../facts.ts";

const HERE = "https://sign.school.example";
const peer = (more: Partial<Peer> = {}): Peer => ({
  remoteAddress: "203.0.113.9",
  originListed: false,
  body: async () => new Uint8Array(),
  now: () => NOW,
  ...more,
});
const request = (headers: Readonly<Record<string, string>> = {}): Request =>
  new Request(`${HERE}/v1/signature`, { method: "POST", headers });
const known = (user: SessionUser | undefined, options: Partial<SessionOptions> = {}) =>
  session({ authenticate: () => user, ...options });

const ALICE: SessionUser = { subject: "alice" };
const CALLER = {
  id: "session:alice",
  method: "session",
  tenant: "default",
  scopes: new Set(["diagnose", "host:mint", "join:mint"]),
  claims: {},
  expiresAt: undefined,
};

describe("who it is", () => {
  test.each<[string, SessionUser | undefined, Partial<SessionOptions>, unknown]>([
    ["nobody", undefined, {}, undefined],
    ["somebody", ALICE, {}, CALLER],
    [
      "somebody, with claims",
      { ...ALICE, claims: { class: "7b" } },
      {},
      { ...CALLER, claims: { class: "7b" } },
    ],
    ["255 characters", { subject: "x".repeat(255) }, {}, { ...CALLER, id: `session:${"x".repeat(255)}` }],
    [
      "with scopes of the server's",
      ALICE,
      { scopes: ["join:mint"] },
      { ...CALLER, scopes: new Set(["join:mint"]) },
    ],
    ["of the only tenant", ALICE, { tenants: ["north"] }, { ...CALLER, tenant: "north" }],
    [
      "of one of several tenants",
      { ...ALICE, tenant: "south" },
      { tenants: ["north", "south"] },
      { ...CALLER, tenant: "south" },
    ],
    ["until later", { ...ALICE, expiresAt: NOW + 1 }, {}, { ...CALLER, expiresAt: NOW + 1 }],
    ["until now", { ...ALICE, expiresAt: NOW }, {}, "authentication-required"],
    ["until a while ago", { ...ALICE, expiresAt: NOW - 1 }, {}, "authentication-required"],
  ])("%s", async (_, user, options, answer) => {
    expect(await known(user, options)(request(), peer())).toEqual(answer);
  });

  const SUBJECT = "the subject of a session has to be 1 to 255 characters";
  const TENANT = "the tenant of a session has to be one of those that session() was given";
  const EXPIRY = "expiresAt of a session has to be seconds since 1970";
  test.each<[string, object, Partial<SessionOptions>, string]>([
    ["an empty subject", { subject: "" }, {}, SUBJECT],
    ["a subject of 256 characters", { subject: "x".repeat(256) }, {}, SUBJECT],
    ["a subject that is no text", { subject: 7 }, {}, SUBJECT],
    ["no subject", {}, {}, SUBJECT],
    ["a tenant that is not there", { ...ALICE, tenant: "east" }, { tenants: ["north", "south"] }, TENANT],
    ["none of several tenants", ALICE, { tenants: ["north", "south"] }, TENANT],
    ["no tenant to be of", ALICE, { tenants: [] }, TENANT],
    ["no tenant, and one that is named undefined", ALICE, { tenants: [undefined] as never }, TENANT],
    ["an end that is none", { ...ALICE, expiresAt: Number.NaN }, {}, EXPIRY],
    ["an end that never comes", { ...ALICE, expiresAt: Number.POSITIVE_INFINITY }, {}, EXPIRY],
    ["an end as text", { ...ALICE, expiresAt: String(NOW + 1) }, {}, EXPIRY],
  ])("the program's own mistake: %s", async (_, user, options, message) => {
    const asking = known(user as SessionUser, options)(request(), peer());
    await expect(asking).rejects.toThrow(new TypeError(message));
  });

  test("the program's check gets the request itself, and may take its time", async () => {
    const asking = request({ cookie: "user=alice" });
    const authenticate = vi.fn(async () => ALICE);
    expect(await session({ authenticate })(asking, peer())).toEqual(CALLER);
    expect(authenticate.mock.calls).toEqual([[asking]]);
  });
});

describe("a page that asks", () => {
  const ORIGIN = "https://evil.example";
  test.each<[string, Readonly<Record<string, string>>, Partial<Peer>, "foreign" | "own"]>([
    ["no browser", {}, {}, "own"],
    ["its own", { origin: HERE }, {}, "own"],
    ["its own, before a proxy that ends TLS", { origin: HERE.replace("https", "http") }, {}, "own"],
    [
      "its own, by the host that was asked",
      { origin: "https://sign.example", host: "sign.example" },
      {},
      "own",
    ],
    ["its own, in capitals", { origin: "https://sign.example", host: "SIGN.example" }, {}, "own"],
    ["another", { origin: ORIGIN }, {}, "foreign"],
    ["another, that is listed", { origin: ORIGIN }, { originListed: true }, "own"],
    ["another port", { origin: `${HERE}:8443` }, {}, "foreign"],
    ["a name that ends alike", { origin: "https://evil-sign.school.example" }, {}, "foreign"],
    ["the address's host, where another was asked", { origin: HERE, host: "other.example" }, {}, "foreign"],
    ["a sandboxed one", { origin: "null" }, {}, "foreign"],
    ["an empty origin", { origin: "" }, {}, "foreign"],
    ["no origin, from another site", { "sec-fetch-site": "cross-site" }, {}, "foreign"],
    [
      "no origin, from another site that is listed",
      { "sec-fetch-site": "cross-site" },
      { originListed: true },
      "own",
    ],
    ["no origin, from here", { "sec-fetch-site": "same-origin" }, {}, "own"],
    ["no origin, by a person's hand", { "sec-fetch-site": "none" }, {}, "own"],
  ])("%s", async (_, headers, more, answer) => {
    expect(await known(ALICE)(request(headers), peer(more))).toEqual(
      answer === "own" ? CALLER : "origin-not-allowed",
    );
  });

  test("learns nothing of whether somebody is logged in elsewhere", async () => {
    expect(await known(undefined)(request({ origin: ORIGIN }), peer())).toBeUndefined();
  });
});

describe("what is said of it before anybody calls", () => {
  test("as it is", () => {
    expect(known(ALICE).facts).toEqual({
      prefix: "session:",
      tenants: ["default"],
      scopes: CALLER.scopes,
      fromBrowsers: true,
      challenge: 'Session realm="countersign"',
    });
    expect(known(ALICE, { scopes: ["join:mint"], tenants: ["north", "south"] }).facts).toMatchObject({
      tenants: ["north", "south"],
      scopes: new Set(["join:mint"]),
    });
  });

  test("not with scopes that are none", () => {
    expect(() => known(ALICE, { scopes: ["host" as never] })).toThrow(
      expect.objectContaining({
        name: "StartUpError",
        message: "the scopes of the session are not a list of known ones",
      }) as Error,
    );
  });

  test.each([undefined, null, {}, { authenticate: "alice" }])("nobody to ask: %o", (options) => {
    expect(() => session(options as SessionOptions)).toThrow(
      new TypeError("session() wants { authenticate }"),
    );
  });
});
