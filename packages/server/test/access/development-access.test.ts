import { describe, expect, test } from "vitest";
import type { Caller, Peer } from "../../src/access/caller.ts";
import {
  type DevelopmentAccess,
  development,
  developmentMeetings,
  developmentWarning,
} from "../../src/access/development.ts";
import type { Wish } from "../../src/access/policy.ts";
import { MEETING, NOW } from "../facts.ts";

const HERE = "http://localhost:4000";
const access = (more: Partial<DevelopmentAccess> = {}): DevelopmentAccess => ({
  kind: "development",
  meetings: [MEETING],
  ...more,
});
const scopesOf = (one: DevelopmentAccess) => development(one).facts.scopes;
const callerOf = (scopes: ReadonlySet<string> = new Set(["diagnose", "join:mint"])) => ({
  id: "development",
  method: "development",
  tenant: "default",
  scopes,
  claims: {},
});

describe("who is let in", () => {
  interface Row {
    readonly what: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly from?: string | undefined;
    readonly url?: string;
    readonly originListed?: boolean;
    readonly answer: "development-loopback-only" | "in" | "origin-not-allowed";
  }
  const ROWS: readonly Row[] = [
    { what: "this machine", answer: "in" },
    { what: "this machine, by IPv6", from: "::1", url: "http://[::1]:4000/", answer: "in" },
    { what: "another machine", from: "203.0.113.9", answer: "development-loopback-only" },
    { what: "nobody knows from where", from: undefined, answer: "development-loopback-only" },
    {
      what: "a proxy of the standard",
      headers: { forwarded: "for=::1" },
      answer: "development-loopback-only",
    },
    { what: "a proxy here", headers: { "x-forwarded-for": "127.0.0.1" }, answer: "in" },
    { what: "two proxies here", headers: { "x-forwarded-for": "127.0.0.1 , ::1" }, answer: "in" },
    {
      what: "a proxy here, for another machine",
      headers: { "x-forwarded-for": "203.0.113.9, 127.0.0.1" },
      answer: "development-loopback-only",
    },
    {
      what: "another machine, by a proxy here",
      headers: { "x-forwarded-for": "127.0.0.1,203.0.113.9" },
      answer: "development-loopback-only",
    },
    {
      what: "a name that was pointed here",
      url: "http://evil.example/",
      answer: "development-loopback-only",
    },
    { what: "a host that is this one", headers: { host: "127.0.0.1:4000" }, answer: "in" },
    { what: "a host that is this one, by IPv6", headers: { host: "[::1]:4000" }, answer: "in" },
    {
      what: "a port, and a name behind it",
      headers: { host: ":4000localhost" },
      answer: "development-loopback-only",
    },
    { what: "a host without a port", headers: { host: "localhost" }, answer: "in" },
    { what: "a host with an empty port", headers: { host: "localhost:" }, answer: "in" },
    { what: "another host", headers: { host: "evil.example:4000" }, answer: "development-loopback-only" },
    {
      what: "another host that ends as an address does",
      headers: { host: "localhost:4000.evil.example" },
      answer: "development-loopback-only",
    },
    {
      what: "a host with two ports",
      headers: { host: "localhost:4000:1" },
      answer: "development-loopback-only",
    },
    { what: "its own page", headers: { origin: HERE }, answer: "in" },
    { what: "another page", headers: { origin: "https://evil.example" }, answer: "origin-not-allowed" },
    {
      what: "a page on another port",
      headers: { origin: "http://localhost:3000" },
      answer: "origin-not-allowed",
    },
    {
      what: "another page that is listed",
      headers: { origin: "https://app.example" },
      originListed: true,
      answer: "in",
    },
    {
      what: "a listed page on another machine",
      headers: { origin: "https://app.example" },
      from: "203.0.113.9",
      originListed: true,
      answer: "development-loopback-only",
    },
  ];

  test.each(ROWS)("$what: $answer", async (row) => {
    const { headers = {}, url = `${HERE}/`, originListed = false, answer } = row;
    const peer: Peer = {
      remoteAddress: "from" in row ? row.from : "127.0.0.1",
      originListed,
      body: async () => new Uint8Array(),
      now: () => NOW,
    };
    const found = await development(access())(new Request(url, { method: "POST", headers }), peer);
    expect(found).toEqual(answer === "in" ? callerOf() : answer);
  });
});

test.each<[Partial<DevelopmentAccess>, readonly string[]]>([
  [{}, ["diagnose", "join:mint"]],
  [{ maxRole: 0, native: false }, ["diagnose", "join:mint"]],
  [{ maxRole: 1 }, ["diagnose", "join:mint", "host:mint"]],
  [{ native: true }, ["diagnose", "join:mint", "native:mint"]],
  [{ meetings: [], native: true }, ["diagnose", "join:mint", "native:mint"]],
])("with %o it can have %o", (more, scopes) => {
  expect([...scopesOf(access(more))]).toEqual(scopes);
  expect(development(access(more)).facts).toEqual({
    prefix: "development",
    tenants: ["default"],
    scopes: new Set(scopes),
    fromBrowsers: true,
    challenge: 'Bearer realm="countersign"',
  });
});

test.each<[string, object]>([
  ["no meeting", { meetings: [] }],
  ["no list", { meetings: MEETING }],
  ["nothing, and native", { meetings: undefined, native: true }],
])("does not start with %s", (_, more) => {
  expect(() => development(access(more))).toThrow(
    expect.objectContaining({
      name: "StartUpError",
      code: "setting-invalid",
      field: "meetings",
      message: "development mode names no meeting, so it could sign nothing",
      help: "List the meeting numbers that you develop with.",
    }) as Error,
  );
});

test.each([2, -1, "1", true, null])("does not start with the role %o", (maxRole) => {
  expect(() => development(access({ maxRole: maxRole as 1 }))).toThrow(
    new TypeError("maxRole has to be 0 or 1"),
  );
});

const web = (meetingNumber: string, role: 0 | 1 = 0): Wish => ({ kind: "web", meetingNumber, role });
const HERE_CALLER = callerOf() as Caller;

test.each<[string, Partial<DevelopmentAccess>, Wish, unknown]>([
  ["a listed meeting", {}, web(MEETING), { kind: "web", meetingNumber: MEETING, maxRole: 0 }],
  ["for a host", { maxRole: 1 }, web(MEETING, 1), { kind: "web", meetingNumber: MEETING, maxRole: 1 }],
  [
    "listed with spaces",
    { meetings: ["872 7069 5528"] },
    web(MEETING),
    { kind: "web", meetingNumber: MEETING, maxRole: 0 },
  ],
  ["another meeting", {}, web("999999999"), "no"],
  ["a resource", {}, { kind: "web", resource: MEETING, role: 0 }, "no"],
  ["native", {}, { kind: "native" }, "no"],
  ["native, which is on", { native: true }, { kind: "native" }, { kind: "native" }],
])("may have: %s", (_, more, wish, answer) => {
  expect(developmentMeetings(access(more))(HERE_CALLER, wish)).toEqual(answer);
  expect(developmentMeetings(access(more))({ ...HERE_CALLER, method: "session" }, wish)).toBe("no");
});

test("what an operator is told", () => {
  const told =
    "development mode: whoever can reach this machine's loopback gets a signature, without saying who they are";
  const withHosts = told.replace("signature,", "signature, and can host with it,");
  expect([
    developmentWarning({}),
    developmentWarning({ maxRole: 0 }),
    developmentWarning({ maxRole: 1 }),
  ]).toEqual([told, told, withHosts]);
});
