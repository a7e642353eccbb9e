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
  await expect(gate().record(exchange(), pass, [SIGNED, ZAK])).rejects.toThrow(TypeError);
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

test("what somebody can host with", () => {
  expect([GRANT, NATIVE, { ...GRANT, role: 0 } as Grant].map(canHost)).toEqual([true, true, false]);
});
