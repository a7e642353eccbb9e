import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ZoomUnavailable } from "../../src/companion/companion.ts";
import {
  type AccessTokens,
  type AccessTokensOptions,
  createAccessTokens,
  GRANT_TIMES,
} from "../../src/grants/access-tokens.ts";
import type { Grant, GrantKey, GrantStore, NewTokens } from "../../src/grants/grant.ts";
import { kept } from "../../src/grants/kept.ts";
import { memoryValues } from "../../src/state/memory/values.ts";
import type { ExpiringValues } from "../../src/state/stores.ts";
import { ADA, away, type Deferred, deferred, grantOf, inTurn, KEYS, OWN } from "./fakes.ts";

/*
 * How a token is got, row by row as the store may give them. The clock stands but for what tests let pass, and pauses
 * are only counted.
 */

const clock = vi.hoisted(() => ({ pauses: [] as number[], now: 0 }));
vi.mock("node:timers/promises", () => ({
  setTimeout: async (milliseconds: number) => {
    clock.pauses.push(milliseconds);
    clock.now += milliseconds;
  },
}));

beforeEach(() => {
  clock.pauses.length = 0;
  clock.now = 5000;
  vi.spyOn(performance, "now").mockImplementation(() => clock.now);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

interface Given {
  readonly key?: GrantKey;
  /** What stands in the store, look by look. */
  readonly rows: readonly (Grant | undefined | Error)[];
  /** Whether the lease is had, try by try. Each is unless given. */
  readonly leases?: readonly boolean[];
  readonly options?: Partial<AccessTokensOptions>;
}

function processWith({ rows, leases = [true], options = {} }: Given) {
  const calls: unknown[] = [];
  const [read, lease] = [inTurn(rows), inTurn(leases)];
  const store = {
    read: async (key: GrantKey) => {
      calls.push(["read", key.user]);
      return read();
    },
    begin: async (key: GrantKey) => void calls.push(["begin", key.user]),
    lease: async (key: GrantKey, generation: number, owner: string, milliseconds: number) => {
      calls.push(["lease", generation, owner.length, milliseconds]);
      return (await lease()) ? grantOf(key, { generation, tries: 1 }) : undefined;
    },
    save: async (_: GrantKey, generation: number, owner: string, _tokens: NewTokens) => {
      calls.push(["save", generation, owner.length]);
      return true;
    },
    end: async () => true,
  } as unknown as GrantStore;
  const tokens = createAccessTokens({
    store,
    keys: KEYS,
    refresh: async (_, refreshToken) => {
      calls.push(["refresh", refreshToken]);
      return { kind: "tokens", tokens: { accessToken: "new", refreshToken: "new", life: 3600 } };
    },
    ...options,
  });
  return { tokens, calls };
}

/** A token, or all that is said of why there is none. */
async function told(work: ReturnType<AccessTokens["get"]>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    if (!ZoomUnavailable.is(error)) throw error;
    return [error.code, error.message, error.retryAfter];
  }
}

const access = (generation: number) => ({ token: `access ${generation}`, generation });
const MISSING = ["zoom-grant-missing", "the user has not authorized the app", undefined];
const later = (seconds: number) => [
  "zoom-unavailable",
  "the access token is being refreshed, or cannot be yet",
  seconds,
];
const ENDED = [
  "zoom-grant-needs-reauthorization",
  "Zoom takes the stored authorization no more; the user has to authorize the app again",
  undefined,
];
const READ = ["read", "ada"];
const LEASE = ["lease", 4, 36, 30_000];
const REFRESHED = [LEASE, ["refresh", "refresh 4"], ["save", 4, 36]];

const old = await grantOf(ADA);
const lives = await grantOf(ADA, { generation: 5, accessLeft: 1 });
const account = await grantOf(OWN, { refreshToken: undefined });
const accountLives = await grantOf(OWN, { generation: 5, accessLeft: 1 });

test("the times, unless others are given", () => {
  expect(GRANT_TIMES).toEqual({ lease: 30_000, deadline: 10_000, wait: 15_000, poll: 100, retry: 5000 });
});

describe("a row", () => {
  test.each<[string, Given, unknown, unknown[]]>([
    ["that is not there", { rows: [undefined] }, MISSING, [READ]],
    ["with a token that lives a millisecond", { rows: [lives] }, access(5), [READ]],
    ["whose token does not live", { rows: [old, lives] }, access(5), [READ, ...REFRESHED, READ]],
    [
      "whose token cannot be opened",
      { rows: [{ ...lives, accessToken: old.accessToken }] },
      [
        "zoom-grant-unreadable",
        "a stored token cannot be read: this token was changed at rest, or belongs to another row",
        undefined,
      ],
      [READ],
    ],
    [
      "without an access token, which is said to live",
      { rows: [{ ...old, accessToken: undefined, accessLeft: 1000 }, lives] },
      access(5),
      [READ, ...REFRESHED, READ],
    ],
    ["that was revoked", { rows: [{ ...old, state: "revoked" }] }, MISSING, [READ]],
    ["that was revoked, with a token", { rows: [{ ...lives, state: "revoked" }] }, MISSING, [READ]],
    [
      "that has to be authorized again",
      { rows: [{ ...old, state: "needs-reauthorization" }] },
      ENDED,
      [READ],
    ],
    [
      "that is uncertain",
      { rows: [{ ...old, state: "uncertain" }, lives] },
      access(5),
      [READ, ...REFRESHED, READ],
    ],
    ["that has to wait for a moment", { rows: [{ ...old, retryLeft: 1 }] }, later(1), [READ]],
    ["that has to wait for a second", { rows: [{ ...old, retryLeft: 1000 }] }, later(1), [READ]],
    ["that has to wait for a little more", { rows: [{ ...old, retryLeft: 1001 }] }, later(2), [READ]],
    ["that had to wait", { rows: [{ ...old, retryLeft: 0 }, lives] }, access(5), [READ, ...REFRESHED, READ]],
    ["without a refresh token", { rows: [{ ...old, refreshToken: undefined }] }, MISSING, [READ]],
    [
      "of an account, which has none",
      { key: OWN, rows: [account, accountLives] },
      access(5),
      [["read", "own"], LEASE, ["refresh", undefined], ["save", 4, 36], ["read", "own"]],
    ],
    [
      "of an account, that is not there yet",
      { key: OWN, rows: [undefined, accountLives] },
      access(5),
      [
        ["read", "own"],
        ["begin", "own"],
        ["read", "own"],
      ],
    ],
  ])("%s", async (_, given, answer, calls) => {
    const one = processWith(given);
    expect(await told(one.tokens.get(given.key ?? ADA))).toEqual(answer);
    expect(one.calls).toEqual(calls);
    expect(clock.pauses).toEqual([]);
  });

  test("in a store that is away", async () => {
    await expect(processWith({ rows: [away()] }).tokens.get(ADA)).rejects.toEqual(away());
  });

  test.each([
    ["refused", 5, 6, 4],
    ["refused, and another of before", 4, 5, 1],
  ])("whose token Zoom has %s", async (_, rejected, generation, looks) => {
    const next = await grantOf(ADA, { generation: 6, accessLeft: 1 });
    const { tokens, calls } = processWith({ rows: [lives, next] });
    expect(await told(tokens.get(ADA, rejected))).toEqual(access(generation));
    expect(calls.length).toBe(looks + (looks > 1 ? 1 : 0));
  });
});

describe("while another process refreshes", () => {
  test.each([
    [0, 50],
    [0.5, 100],
    [1, 150],
  ])("it is looked again after a while, not always the same: %d", async (random, pause) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    const { tokens, calls } = processWith({ rows: [old, old, lives], leases: [false] });
    expect(await told(tokens.get(ADA))).toEqual(access(5));
    expect(clock.pauses).toEqual([pause, pause]);
    expect(calls).toEqual([READ, LEASE, READ, LEASE, READ]);
  });

  test.each([
    [3001, 4],
    [3000, 3],
    [999, 1],
    [0, 1],
    [-50, 1],
  ])(
    "for too long: whoever asks is told to come back when the lease is over (%i ms left)",
    async (leaseLeft, seconds) => {
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      const given = { rows: [{ ...old, leaseLeft }], leases: [false], options: { times: { wait: 250 } } };
      const { tokens, calls } = processWith(given);
      expect(await told(tokens.get(ADA))).toEqual(later(seconds));
      // 100 ms each: the third look is at 200, the fourth at 300.
      expect(clock.pauses).toEqual([100, 100, 100]);
      expect(calls).toEqual([READ, LEASE, READ, LEASE, READ, LEASE, READ]);
    },
  );

  test("to the millisecond", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const given = { rows: [old], leases: [false], options: { times: { wait: 200, lease: 7000 } } };
    const { tokens, calls } = processWith(given);
    expect(await told(tokens.get(ADA))).toEqual(later(1));
    expect(calls).toEqual([READ, ["lease", 4, 36, 7000], READ, ["lease", 4, 36, 7000], READ]);
  });
});

test("a process has one name for all its leases, and another process another", async () => {
  const owners: string[] = [];
  const one = () =>
    createAccessTokens({
      store: {
        read: inTurn([old, old, lives]),
        lease: async (_: GrantKey, _generation: number, owner: string) => void owners.push(owner),
      } as unknown as GrantStore,
      keys: KEYS,
      refresh: () => Promise.reject(new TypeError("nobody has the lease")),
    });
  await one().get(ADA);
  await one().get(ADA);
  expect(owners.length).toBe(4);
  expect([owners[0] === owners[1], owners[2] === owners[3], owners[1] === owners[2]]).toEqual([
    true,
    true,
    false,
  ]);
});

describe("what is remembered", () => {
  test("is given without a look at the store, but for one that Zoom refused", async () => {
    const cache = memoryValues();
    const row = await grantOf(ADA, { generation: 5, accessLeft: 60_000 });
    const next = await grantOf(ADA, { generation: 6, accessLeft: 60_000 });
    const { tokens, calls } = processWith({ rows: [row, next], options: { cache } });
    expect([await told(tokens.get(ADA)), await told(tokens.get(ADA))]).toEqual([access(5), access(5)]);
    expect(calls).toEqual([READ]);
    expect(await told(tokens.get(ADA, 4))).toEqual(access(5));
    expect(calls).toEqual([READ]);
    expect(await told(tokens.get(ADA, 5))).toEqual(access(6));
    expect(calls).toEqual([READ, READ]);
    await tokens.forget(ADA);
    expect(await kept(KEYS, cache).get(ADA)).toBeUndefined();
    expect(await told(tokens.get(ADA))).toEqual(access(6));
    expect(calls).toEqual([READ, READ, READ]);
  });

  test("is kept for as long as it is to be used", async () => {
    const set = vi.fn(async () => undefined);
    const cache: ExpiringValues = { ...memoryValues(), set };
    await processWith({ rows: [{ ...lives, accessLeft: 1234 }], options: { cache } }).tokens.get(ADA);
    expect(set.mock.calls).toEqual([[expect.any(String), expect.any(String), 1234]]);
  });

  test("the very first generation is one", async () => {
    const rows = [await grantOf(OWN, { generation: 0, accessLeft: 1 })];
    expect(await told(processWith({ rows }).tokens.get(OWN))).toEqual(access(0));
    const cache = memoryValues();
    await kept(KEYS, cache).set(OWN, access(0), 1000);
    const { tokens, calls } = processWith({ rows, options: { cache } });
    expect([await told(tokens.get(OWN)), calls]).toEqual([access(0), []]);
  });
});

describe("many at once in one process", () => {
  /** A store whose answers are given one by one. */
  function waiting() {
    const asked: Deferred<Grant | undefined>[] = [];
    const read = (): Promise<Grant | undefined> => {
      const one = deferred<Grant | undefined>();
      asked.push(one);
      return one.promise;
    };
    const store = { read } as unknown as GrantStore;
    const refresh = () => Promise.reject(new TypeError("this is not refreshed"));
    return { asked, tokens: createAccessTokens({ store, keys: KEYS, refresh }) };
  }
  const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

  test("look once, each for one grant", async () => {
    const { asked, tokens } = waiting();
    const keys = [
      ADA,
      ADA,
      { ...ADA, user: "bob" },
      { ...ADA, app: "app-2" },
      { ...ADA, tenant: "south" },
      { ...ADA, kind: "account" as const },
    ];
    const all = Promise.allSettled(keys.map((key) => tokens.get(key)));
    await turn();
    expect(asked.length).toBe(5);
    for (const [at, key] of keys.slice(1).entries()) {
      asked[at]?.resolve(await grantOf(key, { generation: 5, accessLeft: 1 }));
    }
    const got = (await all).map((one) => (one.status === "fulfilled" ? one.value : one.reason));
    expect(got).toEqual(Array(6).fill(access(5)));
  });

  test("a look that began before a token was refused is not taken for its successor", async () => {
    const { asked, tokens } = waiting();
    const first = tokens.get(ADA);
    await turn();
    const second = tokens.get(ADA, 5);
    await turn();
    expect(asked.length).toBe(1);
    asked[0]?.resolve(lives);
    expect(await first).toEqual(access(5));
    await vi.waitFor(() => expect(asked.length).toBe(2));
    asked[1]?.resolve(await grantOf(ADA, { generation: 6, accessLeft: 1 }));
    expect(await second).toEqual(access(6));
  });

  test("nobody waits longer than was said; the look goes on, and settled waits for it", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { asked, tokens } = waiting();
    let answer: unknown;
    const waited = told(tokens.get(ADA)).then((one) => {
      answer = one;
    });
    await turn();
    await vi.advanceTimersByTimeAsync(14_999);
    expect(answer).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await waited;
    expect(answer).toEqual(later(5));
    let settled = false;
    const end = tokens.settled().then(() => {
      settled = true;
    });
    await turn();
    expect(settled).toBe(false);
    asked[0]?.resolve(lives);
    await end;
    expect(settled).toBe(true);
  });
});
