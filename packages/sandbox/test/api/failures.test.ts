import { request } from "node:http";
import { beforeEach, describe, expect, it } from "vitest";
import type { ENDPOINTS, Failure, FailureKind } from "../../src/index.ts";
import { ADA, type ApiWorld, apiWorld, basic, GENERAL_APP, refresh, START } from "./world.ts";

let world: ApiWorld;
beforeEach(async () => {
  world = await apiWorld();
});

const ada = { clientId: GENERAL_APP.clientId, userId: ADA.id };
const REFRESH = "oauth/token/refresh_token";
const generation = (): number | undefined => world.sandbox.zoom.grantNow(ada)?.generation;

interface Seen {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly text?: string;
  readonly bytes?: number;
  readonly error?: string;
}

/** One refresh, seen without the help that `fetch` gives: no redirect followed, nothing unpacked. */
function ask(patience = 300): Promise<Seen> {
  const { refreshToken } = world.sandbox.zoom.grant(ada);
  const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken }).toString();
  return new Promise((resolve) => {
    const headers = { authorization: basic(GENERAL_APP), "content-length": String(body.length) };
    const req = request(`${world.url}/oauth/token`, { method: "POST", headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("error", (error: NodeJS.ErrnoException) => resolve({ ...of(), error: error.code ?? "" }));
      res.on("end", () => resolve(of()));
      const of = (): Seen => {
        const all = Buffer.concat(chunks);
        return {
          status: res.statusCode ?? 0,
          headers: res.headers,
          text: all.toString("utf8", 0, 400),
          bytes: all.length,
        };
      };
    });
    req.on("error", (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? "" }));
    req.setTimeout(patience, () => {
      resolve({ error: "silence" });
      req.destroy();
    });
    req.end(body);
  });
}

const parsed = ({ text = "" }: Seen): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return "not JSON";
  }
};

/** Each kind, what the client meets, and whether the token was rotated all the same. */
const MET: {
  readonly [Kind in FailureKind["kind"]]: readonly [FailureKind, (seen: Seen) => unknown, unknown, 0 | 1][];
} = {
  status: [
    [
      { kind: "status", status: 503 },
      ({ status, text }) => [status, text],
      [503, "503 from the stand-in\n"],
      0,
    ],
  ],
  "oauth-error": [
    [
      { kind: "oauth-error", error: "invalid_grant" },
      (seen) => [seen.status, parsed(seen)],
      [400, { reason: "asked for by a test", error: "invalid_grant" }],
      0,
    ],
  ],
  "rest-error": [
    [
      { kind: "rest-error", status: 401, code: 124 },
      (seen) => [seen.status, parsed(seen)],
      [401, { code: 124, message: "asked for by a test" }],
      0,
    ],
  ],
  "rate-limited": (
    [
      ["seconds", "10"],
      ["http-date", new Date((START + 10) * 1000).toUTCString()],
      ["iso-date", new Date((START + 10) * 1000).toISOString().replace(".000", "")],
      ["absent", undefined],
      ["a-year", "31536000"],
    ] as const
  ).map(([retryAfter, written]) => [
    { kind: "rate-limited", retryAfter, seconds: 10 },
    ({ status, headers }) => [status, headers?.["retry-after"]],
    [429, written],
    0,
  ]),
  slow: [[{ kind: "slow", milliseconds: 30 }, ({ status }) => status, 200, 1]],
  dribble: [[{ kind: "dribble", bytesPerSecond: 10 }, ({ error }) => error, "silence", 1]],
  silent: [[{ kind: "silent" }, ({ status, error }) => [status, error], [undefined, "silence"], 0]],
  reset: [[{ kind: "reset" }, ({ status, error }) => [status, error], [undefined, "ECONNRESET"], 0]],
  "cut-off": [[{ kind: "cut-off" }, ({ status, error }) => [status, error], [200, "ECONNRESET"], 1]],
  truncated: [
    [
      { kind: "truncated" },
      (seen) => [seen.status, seen.error, parsed(seen)],
      [200, undefined, "not JSON"],
      1,
    ],
  ],
  html: [
    [
      { kind: "html" },
      ({ status, headers }) => [status, headers?.["content-type"]],
      [200, "text/html; charset=utf-8"],
      0,
    ],
  ],
  garbage: [
    [{ kind: "garbage" }, (seen) => [seen.status, seen.bytes, parsed(seen)], [200, 512, "not JSON"], 0],
  ],
  "wrong-form": [[{ kind: "wrong-form" }, parsed, ["not what was asked for"], 0]],
  "wrong-types": [
    [
      { kind: "wrong-types" },
      parsed,
      { access_token: {}, token_type: {}, expires_in: "soon", scope: {}, refresh_token: {} },
      1,
    ],
  ],
  "duplicate-keys": [
    [
      { kind: "duplicate-keys" },
      ({ text }) => text?.match(/"expires_in":\d+/g),
      ['"expires_in":3600', '"expires_in":3601'],
      1,
    ],
  ],
  member: ["-1", "NaN", "1e12", '"3600"'].map((raw) => [
    { kind: "member", name: "expires_in", raw },
    ({ text }) => text?.includes(`"expires_in":${raw},`),
    true,
    1,
  ]),
  without: [
    [
      { kind: "without", name: "refresh_token" },
      (seen) => Object.keys(parsed(seen) as object),
      ["access_token", "token_type", "expires_in", "scope"],
      1,
    ],
  ],
  huge: [[{ kind: "huge", bytes: 200_000 }, ({ status, bytes }) => [status, bytes], [200, 200_000], 0]],
  "gzip-bomb": [
    [
      { kind: "gzip-bomb" },
      ({ headers, bytes = 0 }) => [headers?.["content-encoding"], bytes > 10_000 && bytes < 200_000],
      ["gzip", true],
      0,
    ],
  ],
  redirect: [
    [{ kind: "redirect" }, ({ status, headers }) => [status, headers?.location], [302, "/elsewhere"], 0],
  ],
};

const ROWS = Object.values(MET)
  .flat()
  .map(([failure, see, met, rotated]) => ({ name: JSON.stringify(failure), failure, see, met, rotated }));

describe("one call fails, the next goes well", () => {
  it.each(ROWS)("$name", async ({ failure, see, met, rotated }) => {
    world.sandbox.zoom.fail(REFRESH, { ...failure, times: 1 });
    expect(see(await ask())).toEqual(met);
    expect(generation()).toBe(rotated);
    expect(await ask()).toMatchObject({ status: 200 });
    expect(world.sandbox.zoom.calls(REFRESH)).toMatchObject({ received: 2, spoiled: 1, done: rotated + 1 });
  });

  it.each(ROWS.filter(({ rotated }) => rotated === 0))(
    "$name, and the token is rotated all the same",
    async ({ failure }) => {
      world.sandbox.zoom.fail(REFRESH, { ...failure, done: true, times: 1 });
      await ask();
      expect(generation()).toBe(1);
    },
  );
});

it("says 50 MB and 64 MiB where no size is given", async () => {
  world.sandbox.zoom.fail(REFRESH, { kind: "huge", times: 1 });
  expect((await ask(5000)).bytes).toBe(50_000_000);
});

describe("the queue", () => {
  const statuses = async (count: number): Promise<(number | undefined)[]> => {
    const seen: (number | undefined)[] = [];
    for (let call = 0; call < count; call += 1) seen.push((await ask()).status);
    return seen;
  };
  const fail = (failure: Failure) => world.sandbox.zoom.fail(REFRESH, failure);

  it("skips, fails, and goes on to the next failure", async () => {
    fail({ kind: "status", status: 500, skip: 1, times: 2 });
    fail({ kind: "status", status: 502, skip: 1, times: 1 });
    expect(await statuses(6)).toEqual([200, 500, 500, 200, 502, 200]);
  });

  it("fails for ever unless told how often, until it is taken out or healed", async () => {
    const takeOut = fail({ kind: "status", status: 500 });
    expect(await statuses(2)).toEqual([500, 500]);
    takeOut();
    expect(await statuses(1)).toEqual([200]);
    fail({ kind: "status", status: 500 });
    world.sandbox.zoom.heal();
    expect(await statuses(1)).toEqual([200]);
  });

  it("of the general name serves what is below it", async () => {
    world.sandbox.zoom.fail("oauth/token", { kind: "status", status: 500, times: 1 });
    world.sandbox.zoom.fail("oauth/token/account_credentials", { kind: "status", status: 502 });
    expect(await statuses(2)).toEqual([500, 200]);
  });

  it.each([
    ["an endpoint that there is not", "oauth/tokens", {}],
    ["half a call", REFRESH, { times: 0.5 }],
    ["no call", REFRESH, { times: 0 }],
    ["fewer than none", REFRESH, { skip: -1 }],
  ])("refuses %s", (_name, endpoint, more) => {
    expect(() =>
      world.sandbox.zoom.fail(endpoint as (typeof ENDPOINTS)[number], { kind: "silent", ...more }),
    ).toThrow(TypeError);
  });
});

it("counts who follows a redirect, and gives them what looks like a token", async () => {
  world.sandbox.zoom.fail(REFRESH, { kind: "redirect", status: 307, times: 1 });
  const { refreshToken } = world.sandbox.zoom.grant(ada);
  expect((await refresh(world.url, refreshToken)).body.access_token).toBe("sandbox-from-elsewhere");
  expect(world.sandbox.zoom.calls("elsewhere").received).toBe(1);
});

it("logs the endpoint and the failure, and no token", async () => {
  world.sandbox.zoom.fail(REFRESH, { kind: "status", status: 500, times: 1 });
  await ask();
  await ask();
  const standIn = "Countersign sandbox: a local stand-in, not Zoom";
  const event = { standIn, event: "api", host: "127.0.0.1", endpoint: REFRESH };
  expect(world.events).toEqual([
    { ...event, failure: "status" },
    { ...event, status: 200 },
  ]);
});
