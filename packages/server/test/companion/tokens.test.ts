import { describe, expect, test } from "vitest";
import type { CompanionReport } from "../../src/companion/create.ts";
import { memoryLimiter } from "../../src/state/memory/limiter.ts";
import { ACCOUNT, MEETING, NOW, told, USERS, world } from "./world.ts";

const ada = { tenant: "default", zoomUser: "ada" } as const;
const join = { ...ada, meetingNumber: MEETING } as const;

describe("a ZAK", () => {
  test.each<[what: string, zoomUser: string, consents: string | undefined, app: object, of: unknown]>([
    ["by the account, for an id", "ada", undefined, ACCOUNT, "ada"],
    ["by the account, for an e-mail address", "bob@own.example", undefined, ACCOUNT, "bob"],
    ["by the user's own grant", "ada", "ada", USERS, "ada"],
    ["by their own grant, of another account", "eve", "eve", { ...ACCOUNT, ...USERS }, "eve"],
    ["by the account, where the user never authorized", "ada", "bob", { ...ACCOUNT, ...USERS }, "ada"],
    [
      "not of another account without a grant",
      "eve",
      undefined,
      { ...ACCOUNT, ...USERS },
      ["zoom-grant-missing", "the user has not authorized the app", undefined],
    ],
    [
      "not of another account by the account",
      "eve",
      undefined,
      ACCOUNT,
      ["zoom-refused", "the account has no such user (HTTP 404, code 1001)", undefined],
    ],
    [
      "not by somebody else's grant",
      "ada",
      "bob",
      USERS,
      ["zoom-grant-missing", "the user has not authorized the app", undefined],
    ],
    [
      "not where nothing is set up",
      "ada",
      "ada",
      {},
      [
        "zoom-grant-missing",
        "no account and no OAuth for users is set up, so nobody's ZAK can be had",
        undefined,
      ],
    ],
    ...[
      "me",
      "ME",
      "",
      ".",
      "..",
      "a b",
      "ada/../owner",
      "ada%2e",
      "ada\n",
      "ä",
      "@",
      "a@b@c",
      "x".repeat(65),
    ].map((zoomUser): [string, string, undefined, object, unknown] => [
      `of ${JSON.stringify(zoomUser)}: of nobody`,
      zoomUser,
      undefined,
      ACCOUNT,
      ["zoom-refused", "the Zoom user is named by no id and no e-mail address", undefined],
    ]),
  ])("%s", async (_what, zoomUser, consents, app, of) => {
    const { sandbox, companion, consent } = await world();
    if (consents !== undefined) await consent(consents);
    const zak = await told(companion({ apps: { default: app } }).zak({ tenant: "default", zoomUser }));
    const [given, ...others] = sandbox.zoom.companions();
    expect(others).toEqual([]);
    if (Array.isArray(of)) return expect([zak, given]).toEqual([of, undefined]);
    expect(given).toMatchObject({ kind: "zak", userId: of, expiresAt: NOW + 600 });
    expect(zak).toEqual({ token: given?.token, expiresAt: NOW + 600 });
  });

  test.each<[asked: number | undefined, lives: number]>([
    [undefined, 600],
    [1, 1],
    [300, 300],
    [7200, 7200],
    [7201, 7200],
    [31_536_000, 7200],
  ])("asked for %s seconds lives %d", async (ttl, lives) => {
    const { sandbox, companion, consent } = await world();
    await consent("ada");
    const expiresAt = NOW + lives;
    expect(await companion().zak({ ...ada, ttl })).toMatchObject({ expiresAt });
    expect(await companion().obfToken({ ...join, ttl })).toMatchObject({ expiresAt });
    expect(sandbox.zoom.companions().map((one) => one.expiresAt)).toEqual([expiresAt, expiresAt]);
  });

  test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("a ttl of %s is a mistake", async (ttl) => {
    const { companion } = await world();
    await expect(companion().zak({ ...ada, ttl })).rejects.toThrow(TypeError);
    await expect(companion().obfToken({ ...join, ttl })).rejects.toThrow(TypeError);
  });

  test("is asked for once in 60 seconds for each tenant, user and life", async () => {
    const { sandbox, companion, pass } = await world();
    const one = companion({ apps: { default: ACCOUNT, other: ACCOUNT } });
    const asked = () => sandbox.zoom.calls("users/token/zak").received;
    const [first, ...same] = await Promise.all(Array.from({ length: 20 }, () => one.zak(ada)));
    expect([asked(), new Set(same.map(({ token }) => token))]).toEqual([1, new Set([first?.token])]);
    pass(59.999);
    expect(await one.zak(ada)).toEqual(first);
    await one.zak({ ...ada, ttl: 601 });
    await one.zak({ ...ada, zoomUser: "bob" });
    await one.zak({ ...ada, tenant: "other" });
    expect(asked()).toBe(4);
    pass(0.001);
    const second = await one.zak(ada);
    expect([asked(), second.token === first?.token, second.expiresAt]).toEqual([5, false, NOW + 660]);
  });

  test("with a short life it is given out for half of it", async () => {
    const { sandbox, companion, pass } = await world();
    const one = companion();
    await one.zak({ ...ada, ttl: 20 });
    pass(9.999);
    await one.zak({ ...ada, ttl: 20 });
    expect(sandbox.zoom.calls("users/token/zak").received).toBe(1);
    pass(0.001);
    await one.zak({ ...ada, ttl: 20 });
    expect(sandbox.zoom.calls("users/token/zak").received).toBe(2);
  });

  test("is not given out beyond its life by a machine that slept", async () => {
    const { sandbox, companion, pass } = await world();
    const one = companion({ clock: () => 0 });
    await one.zak(ada);
    pass(601);
    await one.zak(ada);
    expect(sandbox.zoom.calls("users/token/zak").received).toBe(2);
  });

  test("a failure is not kept", async () => {
    const { sandbox, companion } = await world();
    const one = companion({ apps: { default: ACCOUNT } });
    sandbox.zoom.fail("users/token/zak", { kind: "status", status: 503, times: 1 });
    expect(await told(one.zak(ada))).toEqual(["zoom-unavailable", "Zoom answered HTTP 503", 5]);
    expect(await one.zak(ada)).toMatchObject({ expiresAt: NOW + 600 });
  });

  test("is forgotten with the authorization, also where it is just coming", async () => {
    const { sandbox, companion } = await world();
    const one = companion({ apps: { default: ACCOUNT } });
    const asked = () => sandbox.zoom.calls("users/token/zak").received;
    await one.zak(ada);
    await one.zak({ ...ada, zoomUser: "bob" });
    one.forget(ada);
    await one.zak({ ...ada, zoomUser: "bob" });
    expect(asked()).toBe(2);
    const coming = one.zak(ada);
    one.forget(ada);
    await coming;
    await one.zak(ada);
    expect(asked()).toBe(4);
  });
});

describe("an OBF token", () => {
  test("is asked for each time, of the user's own grant, for the meeting", async () => {
    const { sandbox, companion, consent } = await world();
    await consent("ada");
    const one = companion();
    const tokens = await Promise.all(Array.from({ length: 10 }, () => one.obfToken(join)));
    const given = sandbox.zoom.companions();
    expect(sandbox.zoom.calls("users/token/onbehalf").received).toBe(10);
    expect(new Set(tokens.map(({ token }) => token))).toEqual(new Set(given.map(({ token }) => token)));
    expect(given).toHaveLength(10);
    for (const token of given) {
      expect(token).toMatchObject({
        kind: "onbehalf",
        userId: "ada",
        meetingNumber: MEETING,
        expiresAt: NOW + 600,
      });
    }
  });

  test("is not had by the account", async () => {
    const { sandbox, companion } = await world();
    expect(await told(companion({ apps: { default: ACCOUNT } }).obfToken(join))).toEqual([
      "zoom-grant-missing",
      "no OAuth for users is set up, and an OBF token wants the user's own authorization",
      undefined,
    ]);
    expect(await told(companion().obfToken(join))).toEqual([
      "zoom-grant-missing",
      "the user has not authorized the app",
      undefined,
    ]);
    expect(sandbox.zoom.calls("users/token").received).toBe(0);
  });

  test("has a limit for each user", async () => {
    const { sandbox, companion, consent } = await world();
    await consent("ada");
    await consent("bob");
    const one = companion({ limiter: memoryLimiter({ now: () => 0 }) });
    await Promise.all(Array.from({ length: 30 }, () => one.obfToken(join)));
    expect(await told(one.obfToken(join))).toEqual([
      "zoom-rate-limited",
      "this user had many OBF tokens",
      60,
    ]);
    await one.obfToken({ ...join, zoomUser: "bob" });
    expect(sandbox.zoom.calls("users/token/onbehalf").received).toBe(31);
  });

  test.each(["", "12345678", "123456789012", "8765432109x", "٨٧٦٥٤٣٢١٠٩٨", "87654321098\n"])(
    "a meeting number of %j is a mistake",
    async (meetingNumber) => {
      const { companion } = await world();
      await expect(companion().obfToken({ ...join, meetingNumber })).rejects.toThrow(TypeError);
      await expect(companion().meeting({ tenant: "default", meetingNumber })).rejects.toThrow(TypeError);
    },
  );
});

test("what came to nothing is reported: to whoever runs the server, without a user in it", async () => {
  const { sandbox, companion } = await world();
  const reports: CompanionReport[] = [];
  const one = companion({
    apps: { default: ACCOUNT },
    report(report) {
      reports.push(report);
      throw new Error("whoever listens is broken");
    },
  });
  await one.zak(ada);
  sandbox.zoom.fail("meetings/get", { kind: "rest-error", status: 400, code: 4711, times: 1 });
  const { tenant } = ada;
  const lost = [
    told(one.zak({ tenant, zoomUser: "me" })),
    told(one.obfToken(join)),
    told(one.meeting({ tenant, meetingNumber: MEETING })),
  ];
  const outcomes = await Promise.all(lost);
  await one.meeting({ tenant, meetingNumber: MEETING });
  expect(reports.map(({ what, code, message }) => [what, code, message])).toEqual([
    ["zak", "zoom-refused", "the Zoom user is named by no id and no e-mail address"],
    [
      "obf-token",
      "zoom-grant-missing",
      "no OAuth for users is set up, and an OBF token wants the user's own authorization",
    ],
    [
      "meeting",
      "zoom-permission-missing",
      "Zoom does not permit to ask for the meeting (code 4711); that wants the scope meeting:read:meeting:admin",
    ],
  ]);
  expect(outcomes.map((outcome) => (outcome as readonly string[])[0])).toEqual(
    reports.map(({ code }) => code),
  );
});
