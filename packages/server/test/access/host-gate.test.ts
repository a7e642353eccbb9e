import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type Caller, SCOPES, type Scope } from "../../src/access/caller.ts";
import type { Grant } from "../../src/access/decide.ts";
import { canHost, type Guarded } from "../../src/access/guarded.ts";
import { type HostGateOptions, hostGate } from "../../src/access/host-gate.ts";
import type { Wish } from "../../src/access/policy.ts";
import type { MeetingHosts } from "../../src/companion/companion.ts";
import { ZoomUnavailable } from "../../src/companion/companion.ts";
import type { Exchange } from "../../src/http/exchange.ts";
import { memoryLimiter } from "../../src/state/memory/limiter.ts";
import { type AuditEntry, StoreUnavailable } from "../../src/state/stores.ts";
import { MEETING, NOW } from "../facts.ts";

const WISH: Wish = { kind: "web", meetingNumber: MEETING, role: 1 };
const GRANT = {
  kind: "web",
  meetingNumber: MEETING,
  role: 1,
  permission: { kind: "web", meetingNumber: MEETING, maxRole: 1, zoomUser: "u-1" },
} as const satisfies Grant;
const NATIVE_WISH: Wish = { kind: "native" };
const NATIVE: Grant = { kind: "native", permission: { kind: "native" } };
const ALICE: Caller = {
  id: "oidc:school:alice",
  method: "oidc",
  tenant: "default",
  scopes: new Set<Scope>(["host:mint", "native:mint"]),
  claims: {},
};
const HOSTS: MeetingHosts = { hostId: "u-1", alternativeHosts: ["Co@School.example"], stale: false };
const SIGNATURE: readonly Guarded[] = ["signature"];
const SIGNED = { what: "signature", token: "x.y.z", expiresAt: NOW + 1771 } as const;
const ZAK = { what: "zak", token: "z.a.k", expiresAt: NOW + 600 } as const;
const OBF = { what: "obf-token", token: "o.b.f", expiresAt: NOW + 600 } as const;

const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  requestId: "r-1",
  remoteAddress: "203.0.113.9",
  originListed: false,
  caller: ALICE.id,
  route: "/",
  outcome: "ok",
  where: undefined,
  ...more,
});
const post = (headers: Record<string, string> = {}, method = "POST"): Request =>
  new Request("https://sign.example/", { method, headers });
const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");
const rows: AuditEntry[] = [];
const gate = (more: Partial<HostGateOptions> = {}) =>
  hostGate({
    limiter: memoryLimiter(),
    audit: { append: async (row) => void rows.push(row) },
    now: () => NOW,
    ...more,
  });
const asks = (answer: MeetingHosts | undefined | Error): HostGateOptions["hostCheck"] => ({
  companion: {
    meeting: async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    },
  },
});
const down = new ZoomUnavailable("zoom-unavailable", "no answer");
const withUser = (zoomUser: string | undefined): Grant => ({
  ...GRANT,
  permission: { ...GRANT.permission, zoomUser },
});
const READER: Caller = { ...ALICE, scopes: new Set(SCOPES) };
const ROLE_0 = {
  wish: { kind: "web", meetingNumber: MEETING, role: 0 },
  grant: { ...GRANT, role: 0, permission: { ...GRANT.permission, maxRole: 0 } },
} as const satisfies { wish: Wish; grant: Grant };
const at = (meetingNumber: string) => ({
  meetingNumber,
  permission: { ...GRANT.permission, meetingNumber },
});
const noScope: Caller = { ...ALICE, scopes: new Set(["join:mint", "zak:read"]) };

interface Row {
  readonly what: string;
  readonly wanted?: readonly Guarded[];
  readonly caller?: Caller;
  readonly grant?: Grant;
  readonly wish?: Wish;
  readonly request?: Request;
  readonly exchange?: Partial<Exchange>;
  readonly options?: Partial<HostGateOptions>;
  readonly answer: string;
}

const page = { origin: "https://app.example" };
const ROWS: readonly Row[] = [
  { what: "all nine hold", answer: "open" },
  { what: "1: the credential has no such scope", caller: noScope, answer: "role-not-allowed" },
  {
    what: "1: nor the one for native SDKs",
    caller: noScope,
    grant: NATIVE,
    wish: NATIVE_WISH,
    answer: "native-not-allowed",
  },
  {
    what: "2: the policy grants role 0",
    grant: { ...GRANT, permission: { kind: "web", meetingNumber: MEETING, maxRole: 0 } },
    answer: "role-not-allowed",
  },
  {
    what: "3: the number is not the policy's",
    grant: { ...GRANT, meetingNumber: "999999999" },
    answer: "meeting-not-allowed",
  },
  {
    what: "3: the number is not the one asked for",
    wish: { ...WISH, meetingNumber: "999999999" } as Wish,
    answer: "meeting-not-allowed",
  },
  {
    what: "3: the number is the one asked for, and not the policy's",
    wish: { kind: "web", meetingNumber: "999999999", role: 1 },
    grant: { ...GRANT, meetingNumber: "999999999" },
    answer: "meeting-not-allowed",
  },
  {
    what: "3: a resource was asked for, and native is granted",
    wish: { kind: "web", resource: "a-7", role: 1 },
    grant: NATIVE,
    answer: "meeting-not-allowed",
  },
  {
    what: "3: a resource, whose meeting the policy says",
    wish: { kind: "web", resource: "a-7", role: 1 },
    answer: "open",
  },
  { what: "4: Zoom names the user as host", options: { hostCheck: asks(HOSTS) }, answer: "open" },
  {
    what: "4: by mail address, in other letters",
    grant: withUser("co@school.EXAMPLE"),
    options: { hostCheck: asks(HOSTS) },
    answer: "open",
  },
  {
    what: "4: Zoom names somebody else",
    grant: withUser("u-2"),
    options: { hostCheck: asks(HOSTS) },
    answer: "role-not-allowed",
  },
  {
    what: "4: nobody is mapped",
    grant: withUser(undefined),
    options: { hostCheck: asks(HOSTS) },
    answer: "role-not-allowed",
  },
  { what: "4: no such meeting", options: { hostCheck: asks(undefined) }, answer: "role-not-allowed" },
  { what: "4: Zoom is down", options: { hostCheck: asks(down) }, answer: "host-check-unavailable" },
  {
    what: "4: Zoom is down, and what it said is old",
    options: { hostCheck: asks({ ...HOSTS, stale: true }) },
    answer: "host-check-unavailable",
  },
  {
    what: "4: what it said is old, and that will do",
    options: {
      hostCheck: { companion: { meeting: async () => ({ ...HOSTS, stale: true }) }, allowStale: true },
    },
    answer: "open",
  },
  { what: "9: not POST", request: post({}, "GET"), answer: "origin-not-allowed" },
  { what: "9: a page that is not listed", request: post(page), answer: "origin-not-allowed" },
  { what: "9: a page that is listed", request: post(page), exchange: { originListed: true }, answer: "open" },
  {
    what: "9: a page that is not listed, of a session, which looks for itself",
    caller: { ...ALICE, method: "session" },
    request: post(page),
    answer: "open",
  },
  {
    what: "9: a page that is not listed, of the development mode, which looks for itself",
    caller: { ...ALICE, method: "development" },
    request: post(page),
    answer: "open",
  },
  {
    what: "9: not POST, from a page that is listed",
    request: post(page, "PUT"),
    exchange: { originListed: true },
    answer: "origin-not-allowed",
  },
  {
    what: "3: native was asked for, and a meeting is granted",
    wish: NATIVE_WISH,
    answer: "meeting-not-allowed",
  },
  {
    what: "3: a meeting was asked for, and native is granted",
    grant: NATIVE,
    answer: "meeting-not-allowed",
  },
  {
    what: "4: native names no meeting that Zoom could be asked about",
    grant: NATIVE,
    wish: NATIVE_WISH,
    options: { hostCheck: asks(undefined) },
    answer: "open",
  },
  {
    what: "4: by the host's own mail address",
    grant: withUser("ADA@school.example"),
    options: { hostCheck: asks({ ...HOSTS, hostEmail: "ada@school.example" }) },
    answer: "open",
  },
  {
    what: "4: an id in other letters is another",
    grant: withUser("U-1"),
    options: { hostCheck: asks(HOSTS) },
    answer: "role-not-allowed",
  },
  {
    what: "4: one of several alternative hosts",
    grant: withUser("b@x.example"),
    options: { hostCheck: asks({ ...HOSTS, alternativeHosts: ["a@x.example", "b@x.example"] }) },
    answer: "open",
  },
  {
    what: "4: of two who are mapped to nobody neither is the other",
    grant: withUser(undefined),
    options: { hostCheck: asks({ ...HOSTS, hostEmail: "undefined" }) },
    answer: "role-not-allowed",
  },
  { what: "native, all hold", grant: NATIVE, wish: NATIVE_WISH, answer: "open" },
  { what: "a ZAK with it", wanted: ["signature", "zak"], caller: READER, answer: "open" },
  { what: "1: no scope for the ZAK with it", wanted: ["signature", "zak"], answer: "zak-not-allowed" },
  {
    what: "1: a scope for the ZAK and none for hosts",
    wanted: ["signature", "zak"],
    caller: { ...ALICE, scopes: new Set(["join:mint", "zak:read"]) },
    answer: "role-not-allowed",
  },
  {
    what: "2: nobody is mapped whose ZAK it would be",
    wanted: ["signature", "zak"],
    caller: READER,
    grant: withUser(undefined),
    answer: "zak-not-allowed",
  },
  {
    what: "4: Zoom names somebody else, so there is no ZAK either",
    wanted: ["signature", "zak"],
    caller: READER,
    grant: withUser("u-2"),
    options: { hostCheck: asks(HOSTS) },
    answer: "role-not-allowed",
  },
  {
    what: "an OBF token never with role 1",
    wanted: ["obf-token"],
    caller: READER,
    answer: "obf-token-not-allowed",
  },
  { what: "role 0, a ZAK", wanted: ["zak"], caller: READER, ...ROLE_0, answer: "open" },
  { what: "role 0, an OBF token", wanted: ["obf-token"], caller: READER, ...ROLE_0, answer: "open" },
  { what: "role 0, 1: no scope for the ZAK", wanted: ["zak"], ...ROLE_0, answer: "zak-not-allowed" },
  {
    what: "role 0, 1: no scope for the token",
    wanted: ["obf-token"],
    ...ROLE_0,
    answer: "obf-token-not-allowed",
  },
  {
    what: "role 0, 1: a ZAK's scope is no OBF token's",
    wanted: ["obf-token"],
    caller: { ...ALICE, scopes: new Set(["join:mint", "zak:read"]) },
    ...ROLE_0,
    answer: "obf-token-not-allowed",
  },
  {
    what: "role 0, 2: nobody is mapped",
    wanted: ["obf-token"],
    caller: READER,
    wish: ROLE_0.wish,
    grant: { ...ROLE_0.grant, permission: { kind: "web", meetingNumber: MEETING, maxRole: 0 } },
    answer: "obf-token-not-allowed",
  },
  {
    what: "role 0, 3: the number is not the policy's",
    wanted: ["zak"],
    caller: READER,
    wish: ROLE_0.wish,
    grant: { ...ROLE_0.grant, meetingNumber: "999999999" },
    answer: "meeting-not-allowed",
  },
  {
    what: "role 0, 4: who does not host is not asked for",
    wanted: ["zak"],
    caller: READER,
    ...ROLE_0,
    options: { hostCheck: asks(undefined) },
    answer: "open",
  },
  {
    what: "role 0, 9: a page that is not listed",
    wanted: ["obf-token"],
    caller: READER,
    ...ROLE_0,
    request: post(page),
    answer: "origin-not-allowed",
  },
];

test.each(ROWS)("$what: $answer", async (row) => {
  const { caller = ALICE, grant = GRANT, wish = WISH, request = post(), wanted = SIGNATURE, answer } = row;
  const opened = await gate(row.options).open(request, exchange(row.exchange), caller, wish, grant, wanted);
  expect(opened).toEqual(answer === "open" ? { caller, grant, gives: wanted } : answer);
});

test("6: a row is written before the answer, and says whose, what and until when", async () => {
  rows.length = 0;
  expect(
    await gate().record(exchange(), { caller: ALICE, grant: GRANT, gives: SIGNATURE }, [SIGNED]),
  ).toBeUndefined();
  expect(rows).toEqual([
    {
      at: NOW,
      requestId: "r-1",
      tenant: "default",
      caller: ALICE.id,
      action: "host-signature",
      meetingNumber: MEETING,
      zoomUser: "u-1",
      tokenSha256: "f7304f12be673526050bf784fcb0aeac9d6a9f6516b4acbf99a375891644b123",
      expiresAt: NOW + 1771,
    },
  ]);
});

test("6: a row for each of what is given, in the order in which it was made", async () => {
  rows.length = 0;
  const { record } = gate();
  const host = { caller: READER, grant: GRANT, gives: ["signature", "zak"] } as const;
  expect(await record(exchange(), host, [SIGNED, ZAK])).toBeUndefined();
  const joins = { caller: READER, grant: ROLE_0.grant, gives: ["obf-token"] } as const;
  expect(await record(exchange(), joins, [OBF])).toBeUndefined();
  const row = {
    at: NOW,
    requestId: "r-1",
    tenant: "default",
    caller: ALICE.id,
    meetingNumber: MEETING,
    zoomUser: "u-1",
  };
  expect(rows).toEqual([
    { ...row, action: "host-signature", tokenSha256: sha256Of("x.y.z"), expiresAt: NOW + 1771 },
    { ...row, action: "zak", tokenSha256: sha256Of("z.a.k"), expiresAt: NOW + 600 },
    { ...row, action: "obf-token", tokenSha256: sha256Of("o.b.f"), expiresAt: NOW + 600 },
  ]);
});

test("6: what the gate was not opened for is recorded as nothing and given to nobody", async () => {
  rows.length = 0;
  const pass = { caller: READER, grant: GRANT, gives: SIGNATURE };
  await expect(gate().record(exchange(), pass, [SIGNED, ZAK])).rejects.toThrow(
    new TypeError("what is to be recorded is not what the gate was opened for"),
  );
  expect(rows).toEqual([]);
});

test("6: in development, where nothing is recorded, there is a signature and no token", async () => {
  const here: Caller = { ...READER, id: "development", method: "development" };
  const pass = { caller: here, grant: GRANT, gives: ["signature", "zak"] } as const;
  const { record } = gate({ audit: undefined });
  expect(await record(exchange(), pass, [SIGNED])).toBeUndefined();
  expect(await record(exchange(), pass, [SIGNED, ZAK])).toBe("audit-unavailable");
});

test.each([
  ["the store does not answer", { append: () => Promise.reject(new StoreUnavailable("audit", undefined)) }],
  ["there is none", undefined],
])("6: %s: nothing is given", async (_, audit) => {
  const answer = await gate({ audit }).record(
    exchange(),
    { caller: ALICE, grant: NATIVE, gives: SIGNATURE },
    [SIGNED],
  );
  expect(answer).toBe("audit-unavailable");
});

test("7: five a minute and thirty an hour, for each caller by itself", async () => {
  let at = 0;
  const { open } = gate({ limiter: memoryLimiter({ now: () => at }) });
  const ask = async (caller = ALICE): Promise<string> => {
    const opened = await open(post(), exchange(), caller, WISH, GRANT, SIGNATURE);
    return typeof opened === "object" && "rule" in opened ? opened.rule.name : "open";
  };
  const got: string[] = [];
  for (let minute = 0; minute < 7; minute += 1) {
    for (let one = 0; one < 5; one += 1) got.push(await ask());
    at += 60_000;
  }
  expect(got.slice(0, 30)).toEqual(Array(30).fill("open"));
  expect(got.slice(30)).toEqual(Array(5).fill("host-hour"));
  at += 3_600_000;
  for (let one = 0; one < 5; one += 1) expect(await ask()).toBe("open");
  expect(await ask()).toBe("host-minute");
  expect(await ask({ ...ALICE, id: "oidc:school:bob" })).toBe("open");
});

test("7: while the store of limits is down two a minute are left", async () => {
  const asked: (number | undefined)[] = [];
  const { open } = gate({
    limiter: {
      take: async ({ points, pointsAlone }) => {
        asked.push(pointsAlone);
        return { allowed: true, limit: points, remaining: 1, resetSeconds: 1 };
      },
    },
  });
  await open(post(), exchange(), ALICE, WISH, GRANT, SIGNATURE);
  expect(asked).toEqual([2, undefined]);
});

test("7: a ZAK counts as a host whatever the role, an OBF token by itself", async () => {
  const { open } = gate();
  const ask = async (wanted: readonly Guarded[]): Promise<string> => {
    const opened = await open(post(), exchange(), READER, ROLE_0.wish, ROLE_0.grant, wanted);
    return typeof opened === "object" && "rule" in opened ? opened.rule.name : "open";
  };
  for (let one = 0; one < 30; one += 1) expect(await ask(["obf-token"])).toBe("open");
  expect(await ask(["obf-token"])).toBe("obf-token");
  for (let one = 0; one < 5; one += 1) expect(await ask(["zak"])).toBe("open");
  expect(await ask(["zak"])).toBe("host-minute");
});

test("7: the first of a caller and a meeting is noted for the log, later ones are not", async () => {
  const { open } = gate();
  const first = exchange();
  const second = exchange();
  await open(post(), first, ALICE, WISH, GRANT, SIGNATURE);
  await open(post(), second, ALICE, WISH, GRANT, SIGNATURE);
  expect([first.alarm, second.alarm]).toEqual(["host-first-seen", undefined]);
});

test.each<[string, Grant, Wish, readonly Guarded[], string | undefined]>([
  [
    "another meeting",
    { ...GRANT, ...at("999999999") } as Grant,
    { ...WISH, meetingNumber: "999999999" },
    SIGNATURE,
    "host-first-seen",
  ],
  ["a native SDK", NATIVE, NATIVE_WISH, SIGNATURE, "host-first-seen"],
  ["the same once more", GRANT, WISH, SIGNATURE, undefined],
  ["a ZAK for the same", ROLE_0.grant, ROLE_0.wish, ["zak"], undefined],
  [
    "an OBF token, which hosts nothing",
    { ...ROLE_0.grant, ...at("999999999") } as Grant,
    { ...ROLE_0.wish, meetingNumber: "999999999" },
    ["obf-token"],
    undefined,
  ],
])("7: noted, after the first: %s", async (_, grant, wish, wanted, alarm) => {
  const { open } = gate();
  await open(post(), exchange(), READER, WISH, GRANT, SIGNATURE);
  const second = exchange();
  expect(await open(post(), second, READER, wish, grant, wanted)).toEqual({
    caller: READER,
    grant,
    gives: wanted,
  });
  expect(second.alarm).toBe(alarm);
});

test("7: noted for each caller, and each tenant, by itself", async () => {
  const { open } = gate();
  const alarms = [];
  for (const caller of [ALICE, { ...ALICE, id: "oidc:school:bob" }, { ...ALICE, tenant: "north" }, ALICE]) {
    const of = exchange();
    await open(post(), of, caller, WISH, GRANT, SIGNATURE);
    alarms.push(of.alarm);
  }
  expect(alarms).toEqual(["host-first-seen", "host-first-seen", "host-first-seen", undefined]);
});

test("7: what is refused is not noted", async () => {
  const of = exchange();
  await gate({ limits: { hostsPerMinute: 1 }, hostCheck: asks(undefined) }).open(
    post(),
    of,
    ALICE,
    WISH,
    GRANT,
    SIGNATURE,
  );
  expect(of.alarm).toBeUndefined();
});

test("7: the limits are those that are set, each by the name that headers show", async () => {
  const taken: unknown[] = [];
  const limits = { hostsPerMinute: 7, hostsPerHour: 8, obfTokensPerMinute: 9 };
  const { open } = gate({
    limits,
    limiter: {
      take: async (rule, key) => {
        taken.push([rule, key]);
        return { allowed: true, limit: 1, remaining: 1, resetSeconds: 1 };
      },
    },
  });
  const of: [readonly Guarded[], Caller][] = [
    [["zak", "obf-token"], READER],
    [["obf-token"], READER],
    [["zak"], { ...READER, method: "development" }],
  ];
  for (const [wanted, caller] of of)
    await open(post(), exchange(), caller, ROLE_0.wish, ROLE_0.grant, wanted);
  const subject = `default|${ALICE.id}`;
  const obf = [{ name: "obf-token", points: 9, seconds: 60 }, subject];
  expect(taken).toEqual([
    [{ name: "host-minute", points: 7, seconds: 60, pointsAlone: 2 }, subject],
    [{ name: "host-hour", points: 8, seconds: 3600 }, subject],
    obf,
    obf,
  ]);
});

test.each([
  ["host-minute", { hostsPerMinute: 0 }],
  ["host-hour", { hostsPerHour: 1.5 }],
  ["obf-token", { obfTokensPerMinute: -1 }],
])("7: a limit %s that is none does not start", (name, limits) => {
  expect(() => gate({ limits })).toThrow(
    new TypeError(`the limit ${name} has to be a whole number from 1, or false`),
  );
});

test("4: Zoom is asked about the meeting that is granted, of the caller's tenant, after the limits", async () => {
  const asked: unknown[] = [];
  const { open } = gate({
    limits: { hostsPerMinute: 1 },
    hostCheck: {
      companion: {
        meeting: async (wanted) => {
          asked.push(wanted);
          return HOSTS;
        },
      },
    },
  });
  const north = { ...ALICE, tenant: "north" };
  const wish: Wish = { kind: "web", resource: "a-7", role: 1 };
  for (let one = 0; one < 2; one += 1) await open(post(), exchange(), north, wish, GRANT, SIGNATURE);
  expect(asked).toEqual([{ tenant: "north", meetingNumber: MEETING }]);
});

test("4: a mistake of ours is not taken for Zoom's", async () => {
  const asking = gate({ hostCheck: asks(new TypeError("oh")) }).open(
    post(),
    exchange(),
    ALICE,
    WISH,
    GRANT,
    SIGNATURE,
  );
  await expect(asking).rejects.toThrow(new TypeError("oh"));
});

test("6: a native signature has a row that names no meeting and no Zoom user; the second is whole", async () => {
  rows.length = 0;
  await gate({ now: () => NOW + 0.9 }).record(
    exchange(),
    { caller: ALICE, grant: NATIVE, gives: SIGNATURE },
    [SIGNED],
  );
  expect(rows).toStrictEqual([
    {
      at: NOW,
      requestId: "r-1",
      tenant: "default",
      caller: ALICE.id,
      action: "native-signature",
      tokenSha256: sha256Of("x.y.z"),
      expiresAt: NOW + 1771,
    },
  ]);
});

test("6: a mistake of ours is not taken for a store that is away", async () => {
  const audit = { append: () => Promise.reject(new TypeError("oh")) };
  const pass = { caller: ALICE, grant: GRANT, gives: SIGNATURE };
  await expect(gate({ audit }).record(exchange(), pass, [SIGNED])).rejects.toThrow(new TypeError("oh"));
});

test("6: without an audit nobody but the development mode is given anything", async () => {
  const { record } = gate({ audit: undefined });
  expect(await record(exchange(), { caller: ALICE, grant: GRANT, gives: SIGNATURE }, [SIGNED])).toBe(
    "audit-unavailable",
  );
});

test("what somebody can host with", () => {
  expect([GRANT, NATIVE, { ...GRANT, role: 0 } as Grant].map(canHost)).toEqual([true, true, false]);
});
