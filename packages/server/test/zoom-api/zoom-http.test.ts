import { inspect } from "node:util";
import { createSandbox, type FailureKind, type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  createZoomHttp,
  type Outcome,
  type ZoomHttp,
  type ZoomRequest,
} from "../../src/zoom-api/zoom-http.ts";
import { answering, closedPort, http, httpServer } from "./servers.ts";

const APP = {
  clientId: "server_App_Id",
  clientSecret: "server_App_Secret_0123456789",
  kind: "server-to-server",
  accountId: "own",
  scopes: ["user:read:token"],
} as const;
const AUTHORIZATION = `Basic ${btoa(`${APP.clientId}:${APP.clientSecret}`)}`;
const ASK: ZoomRequest = {
  service: "oauth",
  method: "POST",
  path: "/oauth/token",
  form: { grant_type: "account_credentials", account_id: APP.accountId },
  authorization: AUTHORIZATION,
  account: APP.accountId,
};
const WHERE = "oauth/token/account_credentials";

function connectedTo(
  url: string,
  options: { readonly deadline?: number; readonly callsPerSecond?: number } = {},
): ZoomHttp {
  const made = createZoomHttp({ urls: { oauth: url, api: url }, callsPerSecond: 10_000, ...options });
  onTestFinished(() => made.close());
  return made;
}

/** What can be told of an outcome without a token. */
function told(outcome: Outcome): unknown {
  switch (outcome.kind) {
    case "done":
      return ["done", Object.keys(outcome.body).sort()];
    case "refused":
      return ["refused", outcome.status, outcome.body];
    default: {
      const { code, message, retryAfter } = outcome.error;
      return [outcome.kind, code, message, retryAfter];
    }
  }
}

let sandbox: Sandbox;
let url: string;
let close: () => Promise<void>;
beforeEach(async () => {
  sandbox = createSandbox({ apps: [], meetings: [], api: { apps: [APP] } });
  ({ url, close } = await startSandbox({ sandbox, port: 0 }));
});
afterEach(() => close());

const DONE = ["done", ["access_token", "expires_in", "scope", "token_type"]];
const noAnswer = (problem: string): unknown => [
  "unknown",
  "zoom-unavailable",
  `Zoom gave no answer (${problem})`,
  5,
];
const http5 = (status: number): unknown => ["unknown", "zoom-unavailable", `Zoom answered HTTP ${status}`, 5];
const NOT_JSON = ["unknown", "zoom-unavailable", "Zoom answered something that is not JSON", 5];
const REFUSED = { error: "invalid_client", reason: "asked for by a test" };

/** Every way in which the stand-in can fail. */
const FAILURES: readonly (readonly [what: string, failure: FailureKind, comesTo: unknown])[] = [
  ["500", { kind: "status", status: 500 }, http5(500)],
  ["502", { kind: "status", status: 502 }, http5(502)],
  ["503", { kind: "status", status: 503 }, http5(503)],
  ["404 that is not JSON", { kind: "status", status: 404 }, ["refused", 404, {}]],
  [
    "an OAuth error",
    { kind: "oauth-error", error: "invalid_client", status: 401 },
    ["refused", 401, REFUSED],
  ],
  [
    "an error of the REST API",
    { kind: "rest-error", status: 400, code: 300, message: "no" },
    ["refused", 400, { code: 300, message: "no" }],
  ],
  ["a late answer", { kind: "slow", milliseconds: 20 }, DONE],
  ["an answer that drips", { kind: "dribble", bytesPerSecond: 1 }, noAnswer("timed-out")],
  ["silence", { kind: "silent" }, noAnswer("timed-out")],
  ["a reset", { kind: "reset" }, noAnswer("connection-ended")],
  ["an answer cut off", { kind: "cut-off" }, noAnswer("connection-ended")],
  ["half of the JSON", { kind: "truncated" }, NOT_JSON],
  ["a page", { kind: "html" }, NOT_JSON],
  ["bytes", { kind: "garbage" }, noAnswer("not-text")],
  ["a list", { kind: "wrong-form" }, NOT_JSON],
  ["members of other types", { kind: "wrong-types" }, DONE],
  ["each member twice", { kind: "duplicate-keys" }, NOT_JSON],
  ["expires_in: NaN", { kind: "member", name: "expires_in", raw: "NaN" }, NOT_JSON],
  ["expires_in: -1", { kind: "member", name: "expires_in", raw: "-1" }, DONE],
  [
    "a member less",
    { kind: "without", name: "scope" },
    ["done", ["access_token", "expires_in", "token_type"]],
  ],
  ["50 MB", { kind: "huge" }, noAnswer("body-too-large")],
  ["a gzip bomb", { kind: "gzip-bomb" }, noAnswer("body-compressed")],
  ["a redirect", { kind: "redirect" }, http5(302)],
  ["a permanent redirect", { kind: "redirect", status: 308 }, http5(308)],
];

describe("what comes of a request", () => {
  test("all is well", async () => {
    expect(told(await connectedTo(url).send(ASK))).toEqual(DONE);
  });

  test.each(FAILURES)("%s", async (_what, failure, comesTo) => {
    sandbox.zoom.fail(WHERE, { ...failure, times: 1 });
    const { send } = connectedTo(url, {
      deadline: failure.kind === "silent" || failure.kind === "dribble" ? 200 : 8000,
    });
    const outcome = await send(ASK);
    expect(told(outcome)).toEqual(comesTo);
    if (outcome.kind === "unknown")
      expect(inspect(outcome.error, { depth: 9 })).not.toContain("sandbox-access");
    expect(sandbox.zoom.calls(WHERE).received).toBe(1);
    expect(sandbox.zoom.calls("elsewhere").received).toBe(0);
  });

  test("nobody listens: it was not done", async () => {
    const { send } = connectedTo(`http://127.0.0.1:${await closedPort()}`);
    expect(told(await send(ASK))).toEqual([
      "not-done",
      "zoom-unavailable",
      "Zoom gave no answer (connection-refused)",
      5,
    ]);
  });

  test("what is asked for is what arrives, each variable part encoded once", async () => {
    const seen: unknown[] = [];
    const server = await httpServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        const { authorization, "content-type": type } = request.headers;
        seen.push([request.method, request.url, authorization, type, body]);
        response.end("{}");
      });
    });
    const { send } = connectedTo(server.url);
    await send({
      service: "api",
      method: "GET",
      path: `/v2/users/${encodeURIComponent("a b/..%?#@x.org")}/token`,
      query: { type: "zak", ttl: "7 200&x=y" },
      authorization: "Bearer t",
      account: "a",
    });
    await send({ ...ASK, form: { grant_type: "refresh_token", refresh_token: "a+b/c=&d e" } });
    expect(seen).toEqual([
      [
        "GET",
        "/v2/users/a%20b%2F..%25%3F%23%40x.org/token?type=zak&ttl=7+200%26x%3Dy",
        "Bearer t",
        undefined,
        "",
      ],
      [
        "POST",
        "/oauth/token",
        AUTHORIZATION,
        "application/x-www-form-urlencoded",
        "grant_type=refresh_token&refresh_token=a%2Bb%2Fc%3D%26d+e",
      ],
    ]);
  });
});

describe("429", () => {
  test.each(["seconds", "http-date", "iso-date", "absent", "a-year"] as const)(
    "with Retry-After as %s: it was not done, and nobody of the account asks before that",
    async (retryAfter) => {
      sandbox.zoom.fail(WHERE, { kind: "rate-limited", retryAfter, seconds: 30, times: 1 });
      const { send } = connectedTo(url);
      const first = told(await send(ASK)) as unknown[];
      expect(first.slice(0, 3)).toEqual([
        "not-done",
        "zoom-rate-limited",
        "Zoom's limit of calls is reached",
      ]);
      const [least, most] = { absent: [1, 2], "a-year": [60, 60] }[retryAfter as string] ?? [29, 37];
      expect(first[3]).toBeGreaterThanOrEqual(least ?? 0);
      expect(first[3]).toBeLessThanOrEqual(most ?? 0);
      if (retryAfter === "absent") return;
      expect(told(await send(ASK))).toEqual([
        "not-done",
        "zoom-rate-limited",
        "the limit of calls is reached",
        expect.any(Number),
      ]);
      expect(sandbox.zoom.calls(WHERE).received).toBe(1);
      expect(told(await send({ ...ASK, account: "another" }))).toEqual(DONE);
    },
  );

  test("the date counts from the answer's own, so a clock that is wrong here changes nothing", async () => {
    const headers = { Date: "Sat, 01 Jan 2000 00:00:00 GMT", "Retry-After": "Sat, 01 Jan 2000 00:00:10 GMT" };
    const server = await answering(http("429 Too Many Requests", headers, "{}"));
    const outcome = await connectedTo(server.url).send(ASK);
    expect(outcome.kind === "not-done" && [10, 11, 12].includes(outcome.error.retryAfter ?? 0)).toBe(true);
  });

  test("who waited for a turn when it came does not ask any more", async () => {
    sandbox.zoom.fail(WHERE, { kind: "rate-limited", retryAfter: "seconds", seconds: 30 });
    const { send } = connectedTo(url, { callsPerSecond: 4 });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => send(ASK)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(8).fill("not-done"));
    // On a slow machine another turn may come before the first answer.
    const { received } = sandbox.zoom.calls(WHERE);
    expect([received >= 4, received < 8]).toEqual([true, true]);
  });

  test("it does not open the breaker: Zoom is there", async () => {
    sandbox.zoom.fail(WHERE, { kind: "rate-limited", retryAfter: "seconds", seconds: 30 });
    const { send, isOpen } = connectedTo(url);
    await Promise.all(Array.from({ length: 8 }, (_, n) => send({ ...ASK, account: `a${n}` })));
    expect(isOpen("oauth")).toBe(false);
  });
});

describe("a Zoom that does not answer", () => {
  test.each<[what: string, failure: FailureKind]>([
    ["500", { kind: "status", status: 500 }],
    ["503", { kind: "status", status: 503 }],
    ["reset connections", { kind: "reset" }],
    ["pages", { kind: "html" }],
  ])(
    "%s: asked five times, then left alone, and the other service is not concerned",
    async (_what, failure) => {
      sandbox.zoom.fail(WHERE, failure);
      const { send, isOpen } = connectedTo(url);
      for (let n = 0; n < 5; n++) expect((await send(ASK)).kind).toBe("unknown");
      for (let n = 0; n < 50; n++) {
        expect(told(await send({ ...ASK, account: `a${n}` }))).toEqual([
          "not-done",
          "zoom-circuit-open",
          "Zoom did not answer lately and is not asked",
          5,
        ]);
      }
      expect(sandbox.zoom.calls(WHERE).received).toBe(5);
      expect([isOpen("oauth"), isOpen("api")]).toEqual([true, false]);
    },
  );

  test("an error of 4xx is an answer", async () => {
    sandbox.zoom.fail(WHERE, { kind: "oauth-error", error: "invalid_client", status: 401 });
    const { send, isOpen } = connectedTo(url);
    for (let n = 0; n < 9; n++) expect((await send(ASK)).kind).toBe("refused");
    expect(isOpen("oauth")).toBe(false);
  });
});

test("more calls than the budget has wait for their turn, and those beyond patience are not made", async () => {
  const { send } = connectedTo(url, { callsPerSecond: 2 });
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => send(ASK)));
  expect(outcomes.map(({ kind }) => kind)).toEqual([...Array(6).fill("done"), ...Array(4).fill("not-done")]);
  expect(outcomes.slice(6).map(told)).toEqual(
    Array(4).fill(["not-done", "zoom-rate-limited", "the limit of calls is reached", 3]),
  );
  expect(sandbox.zoom.calls(WHERE).received).toBe(6);
});

test("each refresh has a connection of its own; other calls use one again", async () => {
  const server = await httpServer((_request, response) => response.end("{}"));
  const { send } = connectedTo(server.url);
  for (let n = 0; n < 3; n++) await send(ASK);
  expect(server.connections()).toBe(3);
  const get = {
    service: "api",
    method: "GET",
    path: "/v2/users/me",
    authorization: "Bearer t",
    account: "a",
  } as const;
  for (let n = 0; n < 3; n++) await send(get);
  expect(server.connections()).toBe(4);
});
