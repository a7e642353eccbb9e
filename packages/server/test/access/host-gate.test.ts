import { expect, test } from "vitest";
import type { Caller, Scope } from "../../src/access/caller.ts";
import type { Grant } from "../../src/access/decide.ts";
import { canHost, type HostGateOptions, hostGate } from "../../src/access/host-gate.ts";
import type { Wish } from "../../src/access/policy.ts";
import type { MeetingHosts } from "../../src/companion/companion.ts";
import { ZoomUnavailable } from "../../src/companion/companion.ts";
import type { Exchange } from "../../src/http/exchange.ts";
import { memoryLimiter } from "../../src/state/memory/limiter.ts";
import { type AuditEntry, StoreUnavailable } from "../../src/state/stores.ts";
import { MEETING, NOW } from "../support.ts";

const WISH: Wish = { kind: "web", meetingNumber: MEETING, role: 1 };
const GRANT: Grant = {
  kind: "web",
  meetingNumber: MEETING,
  role: 1,
  permission: { kind: "web", meetingNumber: MEETING, maxRole: 1, zoomUser: "u-1" },
};
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
const SIGNED = { signature: "x.y.z", sdkKey: "k", issuedAt: NOW, expiresAt: NOW + 1771, expiresIn: 1771 };

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
const noScope: Caller = { ...ALICE, scopes: new Set(["join:mint", "zak:read"]) };

interface Row {
  readonly what: string;
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
];

test.each(ROWS)("$what: $answer", async (row) => {
  const { caller = ALICE, grant = GRANT, wish = WISH, request = post(), answer } = row;
  const opened = await gate(row.options).open(request, exchange(row.exchange), caller, wish, grant);
  expect(opened).toEqual(answer === "open" ? { caller, grant } : answer);
});

test("6: a row is written before the answer, and says whose, what and until when", async () => {
  rows.length = 0;
  expect(await gate().record(exchange(), { caller: ALICE, grant: GRANT }, SIGNED)).toBeUndefined();
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

test.each([
  ["the store does not answer", { append: () => Promise.reject(new StoreUnavailable("audit", undefined)) }],
  ["there is none", undefined],
])("6: %s: nothing is given", async (_, audit) => {
  const answer = await gate({ audit }).record(exchange(), { caller: ALICE, grant: NATIVE }, SIGNED);
  expect(answer).toBe("audit-unavailable");
});

test("7: five a minute and thirty an hour, for each caller by itself", async () => {
  let at = 0;
  const { open } = gate({ limiter: memoryLimiter({ now: () => at }) });
  const ask = async (caller = ALICE): Promise<string> => {
    const opened = await open(post(), exchange(), caller, WISH, GRANT);
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
  await open(post(), exchange(), ALICE, WISH, GRANT);
  expect(asked).toEqual([2, undefined]);
});

test("7: the first of a caller and a meeting is noted for the log, later ones are not", async () => {
  const { open } = gate();
  const first = exchange();
  const second = exchange();
  await open(post(), first, ALICE, WISH, GRANT);
  await open(post(), second, ALICE, WISH, GRANT);
  expect([first.alarm, second.alarm]).toEqual(["host-first-seen", undefined]);
});

test("what somebody can host with", () => {
  expect([GRANT, NATIVE, { ...GRANT, role: 0 } as Grant].map(canHost)).toEqual([true, true, false]);
});
