import { inspect } from "node:util";
import type { Endpoint, Failure, Sandbox } from "@countersign/sandbox";
import { describe, expect, test } from "vitest";
import type { Companion } from "../../src/companion/create.ts";
import { StoreUnavailable } from "../../src/state/stores.ts";
import { found, pieces } from "../pieces.ts";
import { ACCOUNT, GENERAL, MEETING, told, USERS, type World, world } from "./world.ts";

interface Call {
  readonly endpoint: Endpoint;
  readonly what: string;
  readonly scope: string;
  readonly app: object;
  readonly ask: (companion: Companion) => Promise<unknown>;
}

const ada = { tenant: "default", zoomUser: "ada" } as const;
const CALLS: Readonly<Record<string, Call>> = {
  "ZAK by the account": {
    endpoint: "users/token/zak",
    what: "the ZAK",
    scope: "user:read:token:admin",
    app: ACCOUNT,
    ask: (companion) => companion.zak(ada),
  },
  "ZAK by the user": {
    endpoint: "users/token/zak",
    what: "the ZAK",
    scope: "user:read:token",
    app: USERS,
    ask: (companion) => companion.zak(ada),
  },
  "OBF token": {
    endpoint: "users/token/onbehalf",
    what: "the OBF token",
    scope: "user:read:token",
    app: USERS,
    ask: (companion) => companion.obfToken({ ...ada, meetingNumber: MEETING }),
  },
  meeting: {
    endpoint: "meetings/get",
    what: "the meeting",
    scope: "meeting:read:meeting:admin",
    app: ACCOUNT,
    ask: (companion) => companion.meeting({ tenant: "default", meetingNumber: MEETING }),
  },
};

type Outcome = readonly [code: string, message: string, retryAfter: number | undefined];
const down = (message: string): Outcome => ["zoom-unavailable", message, 5];
const none = (problem: string): Outcome => down(`Zoom gave no answer (${problem})`);
const NOT_JSON = down("Zoom answered something that is not JSON");
const unusable = ({ what }: Call): Outcome => down(`Zoom's answer is not usable as ${what}`);
const limited: Outcome = ["zoom-rate-limited", "Zoom's limit of calls is reached", expect.any(Number)];
const refusal =
  (about: string) =>
  ({ what }: Call): Outcome => ["zoom-refused", `Zoom refused to give ${what} (${about})`, undefined];
const permission =
  (code: number) =>
  ({ what, scope }: Call): Outcome => [
    "zoom-permission-missing",
    `Zoom does not permit to ask for ${what} (code ${code}); that wants the scope ${scope}`,
    undefined,
  ];

type Row = readonly [failure: Failure, outcome: Outcome | ((call: Call) => Outcome) | "as usual"];
/** Each kind of failure, once; each as good as Zoom had done the work. */
const ROWS: readonly Row[] = [
  [{ kind: "status", status: 500 }, down("Zoom answered HTTP 500")],
  [{ kind: "status", status: 502 }, down("Zoom answered HTTP 502")],
  [{ kind: "status", status: 503 }, down("Zoom answered HTTP 503")],
  [{ kind: "status", status: 404 }, refusal("HTTP 404")],
  [{ kind: "oauth-error", error: "invalid_client" }, refusal("HTTP 400")],
  [{ kind: "rest-error", status: 400, code: 300 }, refusal("HTTP 400, code 300")],
  [{ kind: "rest-error", status: 400, code: 4711, message: "scopes:[x]" }, permission(4711)],
  [{ kind: "rest-error", status: 401, code: 4711 }, permission(4711)],
  [{ kind: "rest-error", status: 400, code: 200 }, permission(200)],
  [{ kind: "rest-error", status: 400, code: 201 }, permission(201)],
  [{ kind: "rest-error", status: 400, code: 1e9 }, refusal("HTTP 400")],
  [{ kind: "rate-limited", retryAfter: "seconds", seconds: 20 }, limited],
  [{ kind: "rate-limited", retryAfter: "http-date", seconds: 20 }, limited],
  [{ kind: "rate-limited", retryAfter: "iso-date", seconds: 20 }, limited],
  [{ kind: "rate-limited", retryAfter: "absent" }, limited],
  [{ kind: "rate-limited", retryAfter: "a-year" }, limited],
  [{ kind: "slow", milliseconds: 50 }, "as usual"],
  [{ kind: "slow", milliseconds: 5000 }, none("timed-out")],
  [{ kind: "dribble", bytesPerSecond: 1 }, none("timed-out")],
  [{ kind: "silent" }, none("timed-out")],
  [{ kind: "reset" }, none("connection-ended")],
  [{ kind: "cut-off" }, none("connection-ended")],
  [{ kind: "truncated" }, NOT_JSON],
  [{ kind: "html" }, NOT_JSON],
  [{ kind: "garbage" }, none("not-text")],
  [{ kind: "wrong-form" }, NOT_JSON],
  [{ kind: "wrong-types" }, unusable],
  [{ kind: "duplicate-keys" }, NOT_JSON],
  [{ kind: "huge" }, none("body-too-large")],
  [{ kind: "gzip-bomb" }, none("body-compressed")],
  [{ kind: "redirect" }, down("Zoom answered HTTP 302")],
];
const TOKENS: readonly string[] = [
  '""',
  '"short"',
  "null",
  "7",
  "{}",
  '["0123456789abcdef"]',
  '"0123456789abcdef\\n"',
  '"0123456789 abcdef"',
  '"0123456789abcdef\\u0000"',
  '"0123456789äbcdef"',
  JSON.stringify("x".repeat(4097)),
];

interface Prepared extends World {
  /** A companion that remembers nothing, beside access tokens that are there already. */
  readonly fresh: () => Companion;
}

async function prepared({ app, ask, endpoint }: Call, deadline?: number): Promise<Prepared> {
  const made = await world(deadline === undefined ? {} : { deadline });
  await made.consent("ada");
  const fresh = () => made.companion({ apps: { default: app } });
  await ask(fresh());
  expect(made.sandbox.zoom.calls(endpoint).received).toBe(1);
  made.sandbox.zoom.resetCalls();
  return { ...made, fresh };
}

const isValue = (told: unknown): boolean => typeof told === "object" && !Array.isArray(told);

describe.each(Object.entries(CALLS))("%s", (_name, call) => {
  test.each(ROWS)("%j", async (failure, outcome) => {
    const { sandbox, fresh, secrets } = await prepared(call, 400);
    sandbox.zoom.fail(call.endpoint, { ...failure, times: 1, done: true });
    const work = call.ask(fresh());
    const error: unknown = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    const comesTo = await told(work);
    if (outcome === "as usual") expect(isValue(comesTo)).toBe(true);
    else expect(comesTo).toEqual(typeof outcome === "function" ? outcome(call) : outcome);
    const { received, byStatus } = sandbox.zoom.calls(call.endpoint);
    expect([received, byStatus[401] ?? 0, sandbox.zoom.calls("elsewhere").received]).toEqual([
      1,
      failure.kind === "rest-error" && failure.status === 401 ? 1 : 0,
      0,
    ]);
    const needles = new Set((await secrets()).flatMap((secret) => [...pieces(secret)]));
    expect(needles.size).toBeGreaterThan(100);
    expect(found(inspect(error, { depth: 9, showHidden: true }), needles)).toBeUndefined();
    // Nothing is left of it: the next call goes well, unless Zoom asked to be left alone.
    if (failure.kind !== "rate-limited") expect(isValue(await told(call.ask(fresh())))).toBe(true);
  });

  test("without the scope: its name", async () => {
    const made = await world({ scopes: ["user:read:user:admin"] });
    await made.consent("ada", ["user:read:user"]);
    expect(await told(call.ask(made.companion({ apps: { default: call.app } })))).toEqual(
      permission(4711)(call),
    );
  });

  test("Zoom that failed five times is not asked, and says when again", async () => {
    const { sandbox, fresh } = await prepared(call);
    sandbox.zoom.fail(call.endpoint, { kind: "status", status: 500 });
    for (let tries = 1; tries <= 5; tries += 1) await told(call.ask(fresh()));
    expect(await told(call.ask(fresh()))).toEqual([
      "zoom-circuit-open",
      "Zoom did not answer lately and is not asked",
      5,
    ]);
    expect(sandbox.zoom.calls(call.endpoint).received).toBe(5);
  });

  test("a call takes its own time at most, whatever is waited for", async () => {
    const { sandbox, companion } = await prepared(call);
    sandbox.zoom.fail(call.endpoint, { kind: "slow", milliseconds: 300, times: 1 });
    const impatient = companion({ apps: { default: call.app }, deadline: 50 });
    expect(await told(call.ask(impatient))).toEqual(down("Zoom took too long"));
  });

  test("the store of grants down", async () => {
    const { companion } = await prepared(call);
    const get = () => Promise.reject(new StoreUnavailable("grants", new Error("closed")));
    const one = companion({ apps: { default: call.app }, accessTokens: { get } });
    expect(await told(call.ask(one))).toEqual(down("the store of grants does not answer"));
  });
});

describe.each(Object.entries(CALLS))("an access token that ended before its time: %s", (_name, call) => {
  const refreshes = (sandbox: Sandbox): number => sandbox.zoom.calls("oauth/token").received;
  const counts = (sandbox: Sandbox): readonly number[] => [
    sandbox.zoom.calls(call.endpoint).received,
    refreshes(sandbox),
  ];

  test("one refresh, one more call", async () => {
    const { sandbox, fresh } = await prepared(call);
    sandbox.zoom.endAccessTokens();
    expect(isValue(await told(call.ask(fresh())))).toBe(true);
    expect(counts(sandbox)).toEqual([2, 1]);
  });

  test("no refresh where another process has done it: it is read again", async () => {
    const { sandbox, fresh, elsewhere, companion } = await prepared(call);
    const own = await elsewhere();
    const stale = { get: own.get };
    sandbox.zoom.endAccessTokens();
    await call.ask(fresh());
    sandbox.zoom.resetCalls();
    const one = companion({ apps: { default: call.app }, accessTokens: stale });
    expect(isValue(await told(call.ask(one)))).toBe(true);
    expect(counts(sandbox)).toEqual([2, 0]);
  });

  test.each<[failure: Failure]>([
    [{ kind: "rest-error", status: 401, code: 124 }],
    [{ kind: "rest-error", status: 400, code: 124 }],
    [{ kind: "status", status: 401 }],
  ])("twice, by %j: the credentials, and nobody is asked for five seconds", async (failure) => {
    const { sandbox, fresh, pass } = await prepared(call);
    const one = fresh();
    sandbox.zoom.fail(call.endpoint, { ...failure, times: 2 });
    const refused = [
      "zoom-credentials-refused",
      "Zoom takes neither the access token nor a new one",
      undefined,
    ];
    expect(await told(call.ask(one))).toEqual(refused);
    expect(counts(sandbox)).toEqual([2, 1]);
    pass(4.999);
    expect(await told(call.ask(one))).toEqual(refused);
    expect(counts(sandbox)).toEqual([2, 1]);
    pass(0.001);
    expect(isValue(await told(call.ask(one)))).toBe(true);
    expect(counts(sandbox)).toEqual([3, 1]);
  });

  test("no app of this name, no secret: nothing is asked of the REST API", async () => {
    const made = await world();
    await made.consent("ada");
    made.sandbox.zoom.endAccessTokens();
    made.sandbox.zoom.fail("oauth/token", { kind: "oauth-error", error: "invalid_client", status: 401 });
    expect(await told(call.ask(made.companion({ apps: { default: call.app } })))).toEqual([
      "zoom-credentials-refused",
      "Zoom does not take the credentials of the app (invalid_client)",
      undefined,
    ]);
  });
});

describe.each(Object.entries(CALLS).filter(([name]) => name !== "meeting"))("%s", (_name, call) => {
  test.each(TOKENS)("an answer with the token %j is none", async (raw) => {
    const { sandbox, fresh } = await prepared(call);
    sandbox.zoom.fail(call.endpoint, { kind: "member", name: "token", raw, times: 1 });
    expect(await told(call.ask(fresh()))).toEqual(unusable(call));
  });

  test("nor is one without", async () => {
    const { sandbox, fresh } = await prepared(call);
    sandbox.zoom.fail(call.endpoint, { kind: "without", name: "token", times: 1 });
    expect(await told(call.ask(fresh()))).toEqual(unusable(call));
  });
});

test("an authorization that Zoom takes no more is the user's to give again", async () => {
  const { sandbox, companion, consent } = await world();
  await consent("eve");
  sandbox.zoom.deauthorize({ clientId: GENERAL.clientId, userId: "eve" });
  const eve = { tenant: "default", zoomUser: "eve" };
  const outcome = [
    "zoom-grant-needs-reauthorization",
    "Zoom takes the stored authorization no more; the user has to authorize the app again",
    undefined,
  ];
  expect(await told(companion().zak(eve))).toEqual(outcome);
  expect(await told(companion().obfToken({ ...eve, meetingNumber: MEETING }))).toEqual(outcome);
});
