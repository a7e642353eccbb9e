import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ZoomUnavailable } from "../../src/companion/companion.ts";
import type { Grant, GrantKey, NewTokens } from "../../src/grants/grant.ts";
import { keepGrant } from "../../src/oauth/keep-grant.ts";
import type { Flow } from "../../src/oauth/sealed.ts";
import type { OAuthService } from "../../src/oauth/service.ts";
import type { Outcome } from "../../src/zoom-api/zoom-http.ts";
import { ADA, away, inTurn, KEYS, opened } from "../grants/fakes.ts";

/* Whose tokens these are, and whether they are kept: call by call, with a clock that stands. */

const clock = vi.hoisted(() => ({ pauses: [] as number[], now: 0 }));
vi.mock("node:timers/promises", () => ({
  setTimeout: async (milliseconds: number) => {
    clock.pauses.push(milliseconds);
    clock.now += milliseconds;
  },
}));
beforeEach(() => {
  clock.pauses.length = 0;
  clock.now = 7000;
  vi.spyOn(performance, "now").mockImplementation(() => clock.now);
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => void vi.restoreAllMocks());

const FLOW: Flow = {
  tenant: ADA.tenant,
  app: ADA.app,
  caller: "key:portal",
  state: "s",
  verifier: "v",
  until: 1,
};
const TOKENS = { accessToken: "access", refreshToken: "refresh", life: 3600 };
const error = new ZoomUnavailable("zoom-unavailable", "no answer");
const is = (id: unknown): Outcome => ({ kind: "done", body: { id } as never });
const ada = is("ada");
const refused = (status: number): Outcome => ({ kind: "refused", status, body: {} });
const unknown: Outcome = { kind: "unknown", error };
const notDone: Outcome = { kind: "not-done", error };

interface Given {
  readonly flow?: Partial<Flow>;
  /** What Zoom says to `users/me`, time by time. */
  readonly zoom?: readonly Outcome[];
  readonly rows?: readonly (Grant | undefined | Error)[];
  readonly authorized?: readonly (boolean | Error)[];
  /** How long each authorization takes. */
  readonly takes?: number;
}

async function done(given: Given): Promise<{ ended: unknown; calls: unknown[] }> {
  const calls: unknown[] = [];
  const send = inTurn(given.zoom ?? [ada]);
  const read = inTurn(given.rows ?? [undefined]);
  const authorize = inTurn(given.authorized ?? [true]);
  const service = {
    keys: KEYS,
    http: {
      send: async (asked: object) => {
        calls.push(["zoom", asked]);
        return send();
      },
    },
    store: {
      read: async (key: GrantKey) => {
        calls.push(["read", key]);
        return read();
      },
      authorize: async (key: GrantKey, expected: number, tokens: NewTokens) => {
        clock.now += given.takes ?? 0;
        calls.push(["authorize", key, expected, await opened(key, expected + 1, tokens)]);
        return authorize();
      },
    },
    accessTokens: { forget: async (key: GrantKey) => void calls.push(["forget", key]) },
  } as unknown as OAuthService;
  const ended = await keepGrant(service, { ...FLOW, ...given.flow }, TOKENS).catch((one: unknown) => one);
  return { ended, calls };
}

const ME = [
  "zoom",
  {
    service: "api",
    method: "GET",
    path: "/v2/users/me",
    authorization: "Bearer access",
    account: '["north","app-1"]',
  },
];
const READ = ["read", ADA];
const authorize = (expected: number) => [
  "authorize",
  ADA,
  expected,
  { refreshToken: "refresh", accessToken: "access", accessLife: 3_540_000 },
];
const FORGET = ["forget", ADA];
const row = (generation: number) => ({ generation }) as Grant;
const KEPT = [ME, READ, ME, authorize(0), FORGET];

describe("whose they are", () => {
  test.each<[string, Given, unknown, unknown[], number[]]>([
    ["somebody's", {}, "authorized", KEPT, []],
    ["those of the user who was asked for", { flow: { zoomUser: "ada" } }, "authorized", KEPT, []],
    ["those of another than was asked for", { flow: { zoomUser: "bob" } }, "other-user", [ME], []],
    ["Zoom names nobody", { zoom: [is(undefined)] }, "user-unknown", [ME], []],
    ["Zoom names a number", { zoom: [is(7)] }, "user-unknown", [ME], []],
    ["Zoom names somebody with a space", { zoom: [is("a b")] }, "user-unknown", [ME], []],
    ["Zoom names an empty one", { zoom: [is("")] }, "user-unknown", [ME], []],
    ["Zoom names somebody with a line break", { zoom: [is("ada\n")] }, "user-unknown", [ME], []],
    ["Zoom names somebody of 129 characters", { zoom: [is("x".repeat(129))] }, "user-unknown", [ME], []],
    ["Zoom takes the token no more", { zoom: [refused(401)] }, "superseded", [ME], []],
    ["Zoom refuses otherwise", { zoom: [refused(403)] }, "user-unknown", [ME], []],
    ["Zoom was not asked", { zoom: [notDone] }, "user-unknown", [ME], []],
    ["Zoom does not answer once", { zoom: [unknown, ada] }, "authorized", [ME, ...KEPT], [250]],
    [
      "Zoom does not answer twice",
      { zoom: [unknown, unknown, ada] },
      "authorized",
      [ME, ME, ...KEPT],
      [250, 500],
    ],
    ["Zoom does not answer", { zoom: [unknown] }, "user-unknown", [ME, ME, ME], [250, 500]],
    [
      "Zoom does not answer and then refuses",
      { zoom: [unknown, refused(401)] },
      "superseded",
      [ME, ME],
      [250],
    ],
    ["ended before they were kept", { zoom: [ada, refused(401)] }, "superseded", [ME, READ, ME], []],
    ["nobody's before they were kept", { zoom: [ada, is(undefined)] }, "user-unknown", [ME, READ, ME], []],
  ])("%s", async (_, given, ended, calls, pauses) => {
    expect(await done(given)).toEqual({ ended, calls });
    expect(clock.pauses).toEqual(pauses);
  });

  test("128 characters are a user's id", async () => {
    const user = "x".repeat(128);
    const { ended, calls } = await done({ zoom: [is(user)] });
    expect([ended, calls.at(-1)]).toEqual(["authorized", ["forget", { ...ADA, user }]]);
  });
});

describe("whether they are kept", () => {
  test.each<[string, Given, unknown, unknown[], number[]]>([
    ["over an older grant", { rows: [row(7)] }, "authorized", [ME, READ, ME, authorize(7), FORGET], []],
    [
      "after another came in between",
      { rows: [row(7), row(8)], authorized: [false, true] },
      "authorized",
      [ME, READ, ME, authorize(7), READ, ME, authorize(8), FORGET],
      [],
    ],
    [
      "not over one that ended these",
      { rows: [row(7), row(8)], authorized: [false], zoom: [ada, ada, refused(401)] },
      "superseded",
      [ME, READ, ME, authorize(7), READ, ME],
      [],
    ],
    [
      "not where others come in between for too long",
      { rows: [row(7), row(8)], authorized: [false], takes: 2500 },
      "superseded",
      [ME, READ, ME, authorize(7), READ, ME, authorize(8)],
      [],
    ],
    [
      "while the store is away for a moment",
      { rows: [away(), away(), undefined], authorized: [away(), true] },
      "authorized",
      [ME, READ, READ, READ, ME, authorize(0), authorize(0), FORGET],
      [250, 250, 250],
    ],
    ["not with a mistake of ours", { rows: [new TypeError("oh")] }, new TypeError("oh"), [ME, READ], []],
    [
      "not with a mistake of ours when they are written",
      { authorized: [new TypeError("oh")] },
      new TypeError("oh"),
      [ME, READ, ME, authorize(0)],
      [],
    ],
    [
      "not where a write takes as long as a person waits",
      { authorized: [away()], takes: 5000 },
      away(),
      [ME, READ, ME, authorize(0)],
      [],
    ],
  ])("%s", async (_, given, ended, calls, pauses) => {
    expect(await done(given)).toEqual({ ended, calls });
    expect(clock.pauses).toEqual(pauses);
  });

  test("not while the store is away: it is tried for five seconds, the last time at their end", async () => {
    const { ended, calls } = await done({ rows: [away()] });
    expect([ended, calls.length, clock.now]).toEqual([away(), 22, 12_000]);
    expect(clock.pauses).toEqual(Array(20).fill(250));
  });
});
