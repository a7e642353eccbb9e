import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ZoomUnavailable } from "../../src/companion/companion.ts";
import { GRANT_TIMES } from "../../src/grants/access-tokens.ts";
import type { Ending, Grant, GrantKey, GrantStore, NewTokens } from "../../src/grants/grant.ts";
import { type GrantReport, type Refreshed, refreshing } from "../../src/grants/refreshing.ts";
import { ADA, away, grantOf, inTurn, KEYS, OWN, opened } from "./fakes.ts";

/*
 * What is done with each thing that may come of a refresh, call by call: what the store is told, what is reported, and
 * how it ends. The clocks stand, and pauses are only counted.
 */

const clock = vi.hoisted(() => ({ pauses: [] as number[], now: 0 }));
vi.mock("node:timers/promises", () => ({
  setTimeout: async (milliseconds: number) => {
    clock.pauses.push(milliseconds);
    clock.now += milliseconds;
  },
}));

const LEASED_AT = 1_795_000_000_000;
const error = (message = "no answer", retryAfter?: number) =>
  new ZoomUnavailable("zoom-unavailable", message, retryAfter);
const TOKENS = { refreshToken: "new refresh", accessToken: "new access", life: 3600 };
const tokens = (more: object = {}): Refreshed => ({ kind: "tokens", tokens: { ...TOKENS, ...more } });

beforeEach(() => {
  clock.pauses.length = 0;
  clock.now = 5000;
  vi.spyOn(performance, "now").mockImplementation(() => clock.now);
  vi.spyOn(Date, "now").mockReturnValue(LEASED_AT);
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => void vi.restoreAllMocks());

type Answer<Name extends "end" | "read" | "save"> =
  | Awaited<ReturnType<GrantStore[Name]>>
  | Error
  | ((tokens: NewTokens) => Awaited<ReturnType<GrantStore[Name]>>);

interface Given {
  readonly key?: GrantKey;
  readonly tries?: number;
  /** How long ago the lease was taken. */
  readonly ago?: number;
  readonly refreshed: Refreshed;
  readonly end?: readonly Answer<"end">[];
  readonly read?: readonly Answer<"read">[];
  readonly save?: readonly Answer<"save">[];
  readonly report?: ((report: GrantReport) => void) | undefined;
}

/** What was done, in order. */
async function done(given: Given): Promise<{ calls: unknown[]; ended: unknown }> {
  const { key = ADA, tries = 1, ago = 0, refreshed } = given;
  const calls: unknown[] = [];
  let last: NewTokens | undefined;
  const answering = <Value>(values: readonly unknown[]): (() => Promise<Value>) => {
    const next = inTurn(values as readonly (Value | Error)[]);
    return async () => {
      const value: unknown = await next();
      return (typeof value === "function" ? value(last) : value) as Value;
    };
  };
  const [end, read, save] = [
    answering<boolean>(given.end ?? [true]),
    answering<Grant | undefined>(given.read ?? [undefined]),
    answering<boolean>(given.save ?? [true]),
  ];
  const store = {
    end: async (_: GrantKey, generation: number, owner: string, ending: Ending) => {
      calls.push(["end", generation, owner, ending]);
      return end();
    },
    read: async () => {
      calls.push(["read"]);
      return read();
    },
    save: async (of: GrantKey, generation: number, owner: string, saved: NewTokens) => {
      last = saved;
      calls.push(["save", generation, owner, await opened(of, generation + 1, saved)]);
      return save();
    },
  };
  const report = (one: GrantReport): void => {
    calls.push([one.event, one.generation, one.reason]);
  };
  const refresh = refreshing({
    store: store as unknown as GrantStore,
    keys: KEYS,
    refresh: async (of, refreshToken) => {
      calls.push(["refresh", of.user, refreshToken]);
      return refreshed;
    },
    report: "report" in given ? given.report : report,
    times: GRANT_TIMES,
    owner: "me",
  });
  const leased = await grantOf(key, { tries });
  const refreshToken = key.kind === "user" ? "old refresh" : undefined;
  const ended = await refresh(key, leased, refreshToken, LEASED_AT - ago).then(
    () => "well",
    (one: unknown) => one,
  );
  return { calls, ended };
}

const ASKED = ["refresh", "ada", "old refresh"];
const LIFE = 3_540_000;
const SAVED = { refreshToken: "new refresh", accessToken: "new access", accessLife: LIFE };
const save = (more: object = {}) => ["save", 4, "me", { ...SAVED, ...more }];
const WELL = ["grant-refreshed", 5, undefined];
const REFUSED = ["grant-save-refused", 5, undefined];
const SPOILED = save({ accessToken: undefined, accessLife: 0, retryIn: 5000 });
const UNUSABLE = new ZoomUnavailable("zoom-unavailable", "Zoom answered without a usable access token", 5);

describe("new tokens", () => {
  /** The row as it is where the save was done after all. */
  const saved =
    (more: Partial<Grant> = {}) =>
    ({ refreshToken, accessToken }: NewTokens) =>
      ({ generation: 5, refreshToken, accessToken, ...more }) as Grant;

  test.each<[string, Given, unknown[], unknown]>([
    ["are saved", { refreshed: tokens() }, [save(), WELL], "well"],
    [
      "without a refresh token: the old one stays",
      { refreshed: tokens({ refreshToken: undefined }) },
      [save({ refreshToken: "old refresh" }), WELL],
      "well",
    ],
    [
      "without an access token: what there is is saved, and waited after",
      { refreshed: tokens({ accessToken: undefined }) },
      [SPOILED, WELL],
      UNUSABLE,
    ],
    ["whose life is over", { refreshed: tokens({ life: 0 }) }, [SPOILED, WELL], UNUSABLE],
    [
      "of which none can be used, and the row is another's",
      { refreshed: tokens({ life: 0 }), save: [false] },
      [SPOILED, ["read"], REFUSED],
      "well",
    ],
    [
      "that another has replaced",
      { refreshed: tokens(), save: [false], read: [saved({ generation: 6 })] },
      [save(), ["read"], REFUSED],
      "well",
    ],
    [
      "where the generation is still the old one",
      { refreshed: tokens(), save: [false], read: [saved({ generation: 4 })] },
      [save(), ["read"], REFUSED],
      "well",
    ],
    ["whose row is gone", { refreshed: tokens(), save: [false] }, [save(), ["read"], REFUSED], "well"],
    [
      "whose save was done, and only its answer lost",
      { refreshed: tokens(), save: [false], read: [saved()] },
      [save(), ["read"], WELL],
      "well",
    ],
    [
      "where another saved an access token",
      { refreshed: tokens(), save: [false], read: [saved({ accessToken: "x" })] },
      [save(), ["read"], REFUSED],
      "well",
    ],
    [
      "where another saved a refresh token",
      { refreshed: tokens(), save: [false], read: [saved({ refreshToken: "x" })] },
      [save(), ["read"], REFUSED],
      "well",
    ],
    [
      "while the store is away: reported once, tried until it is back",
      { refreshed: tokens(), save: [away(), away(), away(), true] },
      [save(), ["grant-save-delayed", 4, undefined], save(), save(), save(), WELL],
      "well",
    ],
    [
      "while the store is away when the row is read",
      { refreshed: tokens(), save: [false], read: [away(), saved()] },
      [save(), ["read"], ["grant-save-delayed", 4, undefined], save(), ["read"], WELL],
      "well",
    ],
    [
      "and a mistake of ours",
      { refreshed: tokens(), save: [new TypeError("oh")] },
      [save()],
      new TypeError("oh"),
    ],
  ])("%s", async (_, given, calls, ended) => {
    expect(await done(given)).toEqual({ calls: [ASKED, ...calls], ended });
  });

  test("an account has no refresh token, before and after", async () => {
    expect(await done({ key: OWN, refreshed: tokens({ refreshToken: undefined }) })).toEqual({
      calls: [["refresh", "own", undefined], save({ refreshToken: undefined }), WELL],
      ended: "well",
    });
  });

  test("the store is tried for ten minutes, at first soon and then every two seconds", async () => {
    const began = clock.now;
    const { ended } = await done({ refreshed: tokens(), save: [away()] });
    expect(ended).toEqual(away());
    expect(clock.pauses.slice(0, 8)).toEqual([100, 200, 400, 800, 1600, 2000, 2000, 2000]);
    expect(new Set(clock.pauses.slice(5))).toEqual(new Set([2000]));
    const waited = clock.now - began;
    expect([waited > 600_000, waited <= 602_000]).toEqual([true, true]);
  });

  test("ten minutes are still in time", async () => {
    const slow = (): never => {
      clock.now += clock.now === 5000 ? 600_000 : 1;
      throw away();
    };
    const { calls, ended } = await done({ refreshed: tokens(), save: [slow] });
    expect(calls.filter((call) => (call as string[])[0] === "save").length).toBe(2);
    expect([ended, clock.pauses]).toEqual([away(), [100]]);
  });
});

describe("no tokens", () => {
  const end = (ending: Ending) => ["end", 4, "me", ending];
  const NEEDS = end({ kind: "needs-reauthorization", reason: "invalid-grant" });
  const invalid: Refreshed = { kind: "invalid-grant" };
  const row = { generation: 4 } as Grant;
  const refused = error("Zoom refused");
  const wait = error("too many", 9);
  const silent = error("no answer in time");
  const unknown: Refreshed = { kind: "unknown", error: silent };
  const UNCERTAIN = end({ kind: "uncertain", reason: "no answer in time", retryIn: 5000 });
  const TWICE = end({ kind: "needs-reauthorization", reason: "twice: no answer in time" });

  test.each<[string, Given, unknown[], unknown]>([
    [
      "the refresh token is none",
      { refreshed: invalid, read: [row] },
      [["read"], NEEDS, ["grant-needs-reauthorization", 4, "invalid-grant"]],
      "well",
    ],
    [
      "the refresh token is none, and somebody else was here since",
      { refreshed: invalid, read: [{ generation: 5 } as Grant] },
      [["read"]],
      "well",
    ],
    ["the refresh token is none, and the row is gone", { refreshed: invalid }, [["read"]], "well"],
    [
      "the refresh token is none, and the lease is another's by now",
      { refreshed: invalid, read: [row], end: [false] },
      [["read"], NEEDS],
      "well",
    ],
    [
      "the refresh token is none, and the store is away",
      { refreshed: invalid, read: [row], end: [away()] },
      [["read"], NEEDS],
      "well",
    ],
    ["the store is away before", { refreshed: invalid, read: [away()] }, [["read"]], away()],
    [
      "a mistake of ours",
      { refreshed: invalid, read: [row], end: [new TypeError("oh")] },
      [["read"], NEEDS],
      new TypeError("oh"),
    ],
    [
      "Zoom was not asked",
      { refreshed: { kind: "not-done", error: refused } },
      [end({ kind: "released", retryIn: 5000 })],
      refused,
    ],
    [
      "Zoom says when to ask again",
      { refreshed: { kind: "not-done", error: wait } },
      [end({ kind: "released", retryIn: 9000 })],
      wait,
    ],
    [
      "nobody knows",
      { refreshed: unknown },
      [UNCERTAIN, ["grant-uncertain", 4, "no answer in time"]],
      silent,
    ],
    [
      "nobody knows, and the lease is another's by now",
      { refreshed: unknown, end: [false] },
      [UNCERTAIN],
      silent,
    ],
    [
      "nobody knows for the second time",
      { refreshed: unknown, tries: 2 },
      [TWICE, ["grant-needs-reauthorization", 4, "twice: no answer in time"]],
      silent,
    ],
    [
      "nobody knows for the second time, and the store is away",
      { refreshed: unknown, tries: 2, end: [away()] },
      [TWICE],
      silent,
    ],
  ])("%s", async (_, given, calls, ended) => {
    const got = await done(given);
    expect(got).toEqual({ calls: [ASKED, ...calls], ended });
    if (ended instanceof ZoomUnavailable) expect(got.ended).toBe(ended);
  });

  test("an account is never uncertain, however often nobody knew", async () => {
    expect(await done({ key: OWN, tries: 7, refreshed: unknown })).toEqual({
      calls: [["refresh", "own", undefined], end({ kind: "released", retryIn: 5000 })],
      ended: silent,
    });
  });
});

test.each([
  ["may just be asked", 20_000, [ASKED, save(), WELL]],
  ["is not asked any more", 20_001, [["end", 4, "me", { kind: "released", retryIn: 0 }]]],
])("a lease that is %s", async (_, ago, calls) => {
  expect(await done({ ago, refreshed: tokens() })).toEqual({ calls, ended: "well" });
});

describe("who listens", () => {
  test("learns whose grant it is by a name that says nothing", async () => {
    const reports: GrantReport[] = [];
    await done({ refreshed: tokens(), report: (report) => reports.push(report) });
    const { tenant, app, kind, user } = ADA;
    const grant = (await KEYS.nameOf("grant", tenant, app, kind, user)).slice(0, 16);
    expect(reports).toEqual([
      { event: "grant-refreshed", tenant, app, grant, generation: 5, reason: undefined },
    ]);
  });

  test("cannot stop a save", async () => {
    const report = (): never => {
      throw new Error("the log is full");
    };
    const { calls, ended } = await done({ refreshed: tokens(), save: [away(), true], report });
    expect([calls.length, ended]).toEqual([3, "well"]);
  });

  test("need not be there, and no name is made then", async () => {
    const nameOf = vi.spyOn(KEYS, "nameOf");
    expect(await done({ refreshed: tokens(), report: undefined })).toEqual({
      calls: [ASKED, save()],
      ended: "well",
    });
    expect(nameOf).not.toHaveBeenCalled();
  });
});
