import {
  type Deauthorized,
  memoryNonces,
  StartUpError,
  StoreUnavailable,
  type WebhookEvent,
  type WebhookOutcome,
  webhookRoute,
} from "@countersign/server";
import { describe, expect, test, vi } from "vitest";
import { challenge, DEAUTHORIZED, macOf, NOW, OLD_SECRET, SECRET, STARTED, send, signed } from "./zoom.ts";

function world(over: Partial<Parameters<typeof webhookRoute>[0]> = {}) {
  const deauthorized: Deauthorized[] = [];
  const events: WebhookEvent[] = [];
  const outcomes: WebhookOutcome[] = [];
  const clock = { seconds: NOW };
  const route = webhookRoute({
    secrets: [SECRET],
    nonces: memoryNonces({ now: () => clock.seconds * 1000 }),
    now: () => clock.seconds,
    onDeauthorized: (one) => void deauthorized.push(one),
    onEvent: (one) => void events.push(one),
    onOutcome: (one) => void outcomes.push(one),
    ...over,
  });
  return { route, deauthorized, events, outcomes, clock };
}

describe("what Zoom sends", () => {
  test("an app that was taken off an account", async () => {
    const { route, deauthorized, events } = world();
    const { status, answer, headers } = await send(route, signed(DEAUTHORIZED));
    expect({ status, answer, deauthorized, events, cache: headers["cache-control"] }).toEqual({
      status: 200,
      answer: { outcome: "handled" },
      deauthorized: [
        {
          accountId: "EabCDEFghiLHMA",
          userId: "z9jkdsfsdfjhdkfjQ",
          clientId: "ADZ9k9bTWmGUoUbECUKU_a",
          at: NOW - 0.25,
        },
      ],
      events: [],
      cache: "no-store",
    });
  });

  test("any other event", async () => {
    const { route, deauthorized, events } = world();
    const { status } = await send(route, signed(STARTED));
    const { payload } = JSON.parse(STARTED) as { payload: Record<string, unknown> };
    expect({ status, deauthorized, events }).toEqual({
      status: 200,
      deauthorized: [],
      events: [{ event: "meeting.started", at: NOW, payload }],
    });
  });

  test("a body that no parser would write again: the bytes are what was signed", async () => {
    const { route, events } = world();
    const body = `{ "event" : "a.b",\r\n "payload": {"n": 1.50e1, "t": "\\u00fc/ü\\/"} }\n`;
    expect((await send(route, signed(body))).status).toBe(200);
    expect(events).toEqual([{ event: "a.b", at: undefined, payload: { n: 15, t: "ü/ü/" } }]);
  });

  test("both secrets verify while they are changed, the first answers challenges", async () => {
    const { route, events } = world({ secrets: [SECRET, OLD_SECRET] });
    await send(route, signed(STARTED, NOW, OLD_SECRET));
    const { answer } = await send(route, signed(challenge("qgg8vlvZRS6UYooatFL8Aw"), NOW, OLD_SECRET));
    expect({ events: events.length, answer }).toEqual({
      events: 1,
      answer: {
        plainToken: "qgg8vlvZRS6UYooatFL8Aw",
        encryptedToken: macOf("qgg8vlvZRS6UYooatFL8Aw"),
      },
    });
  });

  test.each<[number, number]>([
    [-301, 401],
    [-300, 200],
    [0, 200],
    [300, 200],
    [301, 401],
  ])("%i seconds from now: %i", async (seconds, status) => {
    const { route } = world();
    expect((await send(route, signed(STARTED, NOW + seconds))).status).toBe(status);
  });
});

describe("a challenge", () => {
  test.each<[string, object]>([
    ["signed", signed(challenge("qgg8vlvZRS6UYooatFL8Aw")).headers],
    ["without both headers", { "content-type": "application/json" }],
  ])("%s is answered", async (_how, headers) => {
    const { route } = world();
    const body = challenge("qgg8vlvZRS6UYooatFL8Aw");
    const { status, answer } = await send(route, { body, headers: { ...headers } });
    expect({ status, answer }).toEqual({
      status: 200,
      answer: {
        plainToken: "qgg8vlvZRS6UYooatFL8Aw",
        encryptedToken: macOf("qgg8vlvZRS6UYooatFL8Aw"),
      },
    });
  });

  test("with a signature that is wrong is not answered, though one without would be", async () => {
    const { route } = world();
    const { headers } = signed(STARTED);
    const { status, answer } = await send(route, { body: challenge("qgg8vlvZRS6UYooatFL8Aw"), headers });
    expect({ status, answer }).toEqual({ status: 401, answer: { outcome: "not-authentic" } });
  });
});

describe("what comes again", () => {
  test("is answered and not given on, for an hour and a half, however it is signed anew", async () => {
    const { route, events, clock, outcomes } = world();
    for (const minutes of [0, 1, 5, 20, 60, 89]) {
      clock.seconds = NOW + minutes * 60;
      expect((await send(route, signed(STARTED, clock.seconds))).status).toBe(200);
    }
    expect(outcomes).toEqual(["handled", ...Array(5).fill("duplicate")]);
    expect(events).toHaveLength(1);
  });

  test("of a hundred at once one is given on", async () => {
    const { route, events } = world();
    await Promise.all(Array.from({ length: 100 }, () => send(route, signed(STARTED))));
    expect(events).toHaveLength(1);
  });

  test("is given on where the first was not dealt with: Zoom is told so", async () => {
    let fails = true;
    const seen: string[] = [];
    const { route } = world({
      onEvent: async ({ event }) => {
        if (fails) throw new Error("the database is away");
        seen.push(event);
      },
    });
    const first = await send(route, signed(STARTED));
    fails = false;
    const second = await send(route, signed(STARTED, NOW + 299));
    expect([first.status, first.answer, second.status, seen]).toEqual([
      500,
      { outcome: "handler-failed" },
      200,
      ["meeting.started"],
    ]);
  });

  test("is not given on twice where the first takes longer than Zoom waits, and ends well", async () => {
    vi.useFakeTimers();
    let ends: () => void = () => {};
    let given = 0;
    const { route } = world({
      onEvent: () => {
        given += 1;
        return new Promise<void>((resolve) => {
          ends = resolve;
        });
      },
    });
    const first = send(route, signed(STARTED));
    await vi.waitFor(() => expect(given).toBe(1));
    await vi.advanceTimersByTimeAsync(2_500);
    const { status, answer } = await first;
    ends();
    const second = await send(route, signed(STARTED));
    vi.useRealTimers();
    expect([status, answer, second.answer, given]).toEqual([
      503,
      { outcome: "handler-slow" },
      { outcome: "duplicate" },
      1,
    ]);
  });

  test("cannot be told where the store does not answer, so nothing is let through", async () => {
    const down = async () => {
      throw new StoreUnavailable("nonce", new Error("away"));
    };
    const { route, events } = world({ nonces: { claim: down, release: down } });
    const { status, answer } = await send(route, signed(STARTED));
    expect([status, answer, events]).toEqual([503, { outcome: "store-unavailable" }, []]);
  });
});

describe("what is no event", () => {
  const one = signed(STARTED);
  test.each<[string, Parameters<typeof send>[1], number, WebhookOutcome]>([
    ["a GET", { ...one, method: "GET" }, 405, "method-not-allowed"],
    ["a PUT", { ...one, method: "PUT" }, 405, "method-not-allowed"],
    ["64 KiB and a byte", signed("x".repeat(65_537)), 413, "body-too-large"],
    [
      "compressed",
      { ...one, headers: { ...one.headers, "content-encoding": "gzip" } },
      415,
      "content-encoding-unsupported",
    ],
    ["signed, and empty", signed(""), 400, "not-an-event"],
    ["signed, and no JSON", signed("event=meeting.started"), 400, "not-an-event"],
    ["signed, and not UTF-8", signed(new Uint8Array([0x7b, 0xff, 0x7d])), 400, "not-an-event"],
    ["signed, and a list", signed(`[${STARTED}]`), 400, "not-an-event"],
    ["signed, without a payload", signed('{"event":"a"}'), 400, "not-an-event"],
    ["signed, with a key twice", signed('{"event":"a","event":"b","payload":{}}'), 400, "not-an-event"],
    [
      "signed, reaching into prototypes",
      signed('{"event":"a","payload":{"__proto__":{}}}'),
      400,
      "not-an-event",
    ],
  ])("%s", async (_what, sent, status, outcome) => {
    const { route, events, outcomes } = world();
    const got = await send(route, sent);
    expect([got.status, got.answer, events, outcomes]).toEqual([status, { outcome }, [], [outcome]]);
  });
});

test.each<[string, unknown]>([
  ["no secret", []],
  ["an empty one", [""]],
  ["an empty one beside a good one", [SECRET, ""]],
  ["a short one", ["short"]],
  ["one with a line end", [`${SECRET}\n`]],
  ["something else than a list", SECRET],
])("does not begin with %s", (_what, secrets) => {
  let error: unknown;
  try {
    webhookRoute({ secrets: secrets as string[], nonces: memoryNonces() });
  } catch (thrown) {
    error = thrown;
  }
  expect(StartUpError.is(error) && [error.code, error.field]).toEqual(["setting-invalid", "webhooks"]);
  expect(String((error as Error).message)).not.toContain(SECRET);
});
