import { expect, test } from "vitest";
import type { Caller } from "../../src/access/caller.ts";
import type { Wish } from "../../src/access/policy.ts";
import { type PolicyRule, policyFromList } from "../../src/access/policy-list.ts";
import { MEETING } from "../facts.ts";

const OTHER = "999999999";
const callerOf = (id: string, tenant = "default"): Caller => ({
  id,
  method: "session",
  tenant,
  scopes: new Set(["join:mint", "host:mint"]),
  claims: {},
});
const ALICE = callerOf("session:alice");
const web = (meetingNumber = MEETING, role: 0 | 1 = 0): Wish => ({ kind: "web", meetingNumber, role });
const named = (resource: string): Wish => ({ kind: "web", resource, role: 0 });
const NATIVE: Wish = { kind: "native" };
const rule = (more: object = {}): PolicyRule =>
  ({ callers: ["session:alice"], meetings: [MEETING], maxRole: 0, ...more }) as PolicyRule;
const yes = (maxRole: 0 | 1, meetingNumber = MEETING, more: object = {}): object => ({
  kind: "web",
  meetingNumber,
  maxRole,
  maxLifetime: undefined,
  zoomUser: undefined,
  userName: undefined,
  passcode: undefined,
  account: undefined,
  participant: undefined,
  ...more,
});

interface Row {
  readonly what: string;
  readonly rules: readonly PolicyRule[];
  readonly caller?: Caller;
  readonly wish?: Wish;
  readonly answer: unknown;
}

const ANY = { meetings: "any" };
const EVERYBODY = { callers: "any" };
const FACTS = {
  maxLifetime: 3600,
  zoomUser: "u-1",
  userName: "Ada",
  passcode: "314159",
  account: "own",
  participant: "signed-in",
};

test.each<Row>([
  { what: "a caller and a meeting", rules: [rule()], answer: yes(0) },
  { what: "whatever role is asked for", rules: [rule()], wish: web(MEETING, 1), answer: yes(0) },
  { what: "another caller", rules: [rule()], caller: callerOf("session:bob"), answer: "no" },
  { what: "one of several callers", rules: [rule({ callers: ["key:a", "session:alice"] })], answer: yes(0) },
  {
    what: "any caller",
    rules: [rule(EVERYBODY)],
    caller: callerOf("session:bob"),
    answer: yes(0),
  },
  { what: "another meeting", rules: [rule()], wish: web(OTHER), answer: "no" },
  { what: "one of several meetings", rules: [rule({ meetings: [OTHER, MEETING] })], answer: yes(0) },
  {
    what: "a number with spaces in the rule",
    rules: [rule({ meetings: ["872 7069 5528"] })],
    answer: yes(0),
  },
  { what: "any meeting", rules: [rule(ANY)], wish: web(OTHER), answer: yes(0, OTHER) },
  {
    what: "any meeting, of another caller",
    rules: [rule(ANY)],
    caller: callerOf("session:bob"),
    answer: "no",
  },
  { what: "the highest role, first", rules: [rule({ maxRole: 1 }), rule()], answer: yes(1) },
  { what: "the highest role, last", rules: [rule(), rule({ maxRole: 1 })], answer: yes(1) },
  {
    what: "of two alike the first",
    rules: [rule({ userName: "first" }), rule({ userName: "second" })],
    answer: yes(0, MEETING, { userName: "first" }),
  },
  {
    what: "of two alike the first, for everybody and for this caller",
    rules: [rule({ ...EVERYBODY, userName: "first" }), rule({ userName: "second" })],
    answer: yes(0, MEETING, { userName: "first" }),
  },
  {
    what: "of two alike the first, for this caller and for everybody",
    rules: [rule({ userName: "first" }), rule({ ...EVERYBODY, userName: "second" })],
    answer: yes(0, MEETING, { userName: "first" }),
  },
  {
    what: "the highest role, for this caller after two for several",
    rules: [rule(EVERYBODY), rule({ callers: ["key:a", "session:alice"] }), rule({ maxRole: 1 })],
    answer: yes(1),
  },
  {
    what: "the highest role, for everybody before one for this caller",
    rules: [rule({ ...EVERYBODY, maxRole: 1 }), rule()],
    answer: yes(1),
  },
  {
    what: "a rule of the tenant among those of callers of the same name",
    rules: [rule({ tenant: "north", maxRole: 1 }), rule()],
    answer: yes(0),
  },
  {
    what: "a meeting by its number before any meeting",
    rules: [rule({ ...ANY, userName: "any" }), rule({ userName: "this" })],
    answer: yes(0, MEETING, { userName: "this" }),
  },
  ...(["first", "second"] as const).flatMap((userName, at): Row[] => {
    const both = [rule({ userName: "first" }), rule({ userName: "second" })];
    /** The one that counts is for alice alone, the other for her and others; and the other way round. */
    const withMany = (index: number, callers: unknown) =>
      both.map((one, place) => ({ ...one, ...(place === index && { callers }), maxRole: 0 }) as PolicyRule);
    return [
      {
        what: `of two alike the first, where the ${userName} is anybody's`,
        rules: withMany(at, "any"),
        answer: yes(0, MEETING, { userName: "first" }),
      },
      {
        what: `of two alike the first, where the ${userName} is for several`,
        rules: withMany(at, ["session:bob", "session:alice"]),
        answer: yes(0, MEETING, { userName: "first" }),
      },
      {
        what: `the highest role, where the ${userName} is anybody's and for a host`,
        rules: withMany(at, "any").map(
          (one, place) => ({ ...one, maxRole: place === at ? 1 : 0 }) as PolicyRule,
        ),
        answer: yes(1, MEETING, { userName }),
      },
      {
        what: `the highest role, where the ${userName} is anybody's and for none`,
        rules: withMany(at, "any").map(
          (one, place) => ({ ...one, maxRole: place === at ? 0 : 1 }) as PolicyRule,
        ),
        answer: yes(1, MEETING, { userName: at === 0 ? "second" : "first" }),
      },
      {
        what: `native: of two the first, where the ${userName} is anybody's`,
        rules: [1800, 3600].map((maxLifetime, place) => ({
          callers: place === at ? "any" : ["session:alice"],
          native: true,
          maxLifetime,
        })),
        wish: NATIVE,
        answer: { kind: "native", maxLifetime: 1800 },
      },
    ];
  }),
  {
    what: "one caller twice",
    rules: [rule({ callers: ["session:alice", "session:alice"] })],
    answer: yes(0),
  },
  {
    what: "several callers, and another",
    rules: [rule({ callers: ["session:alice", "session:carol"] })],
    caller: callerOf("session:bob"),
    answer: "no",
  },
  {
    what: "native: of three for one caller the first",
    rules: [1800, 3600, 5400].map((maxLifetime) => ({
      callers: ["session:alice"],
      native: true,
      maxLifetime,
    })),
    wish: NATIVE,
    answer: { kind: "native", maxLifetime: 1800 },
  },
  {
    what: "any meeting with a lower role",
    rules: [rule({ ...ANY, userName: "any" }), rule({ maxRole: 1 })],
    answer: yes(1),
  },
  {
    what: "any meeting with a higher role",
    rules: [rule(), rule({ ...ANY, maxRole: 1 })],
    answer: yes(1),
  },
  {
    what: "a higher role of another caller does not count",
    rules: [rule(), rule({ callers: ["session:bob"], maxRole: 1 })],
    answer: yes(0),
  },
  { what: "a caller of another tenant", rules: [rule()], caller: callerOf(ALICE.id, "north"), answer: "no" },
  { what: "a rule of another tenant", rules: [rule({ tenant: "north" })], answer: "no" },
  {
    what: "a rule of this tenant",
    rules: [rule({ tenant: "north" })],
    caller: callerOf(ALICE.id, "north"),
    answer: yes(0),
  },
  {
    what: "any caller is any of the tenant",
    rules: [rule({ ...EVERYBODY, ...ANY, tenant: "north" })],
    answer: "no",
  },
  { what: "all that a rule may say", rules: [rule(FACTS)], answer: yes(0, MEETING, FACTS) },
  {
    what: "a resource",
    rules: [rule({ resource: "lesson 7", maxRole: 1 })],
    wish: named("lesson 7"),
    answer: yes(1),
  },
  {
    what: "a resource that is none",
    rules: [rule({ resource: "lesson 7" })],
    wish: named("7"),
    answer: "no",
  },
  {
    what: "a resource of another caller",
    rules: [rule({ resource: "lesson 7" })],
    caller: callerOf("session:bob"),
    wish: named("lesson 7"),
    answer: "no",
  },
  {
    what: "a resource that is spelled like a meeting",
    rules: [rule()],
    wish: named(MEETING),
    answer: "no",
  },
  {
    what: "a resource whose spelling begins as names here do",
    rules: [rule({ resource: "7" })],
    wish: { kind: "web", meetingNumber: "resource 7", role: 0 },
    answer: yes(0, "resource 7"),
  },
  { what: "a resource where any meeting is allowed", rules: [rule(ANY)], wish: named("7"), answer: "no" },
  {
    what: "two rules for one resource: the highest role, and its meeting",
    rules: [rule({ resource: "7" }), rule({ resource: "7", meetings: [OTHER], maxRole: 1 })],
    wish: named("7"),
    answer: yes(1, OTHER),
  },
  { what: "the meeting of a resource, by its number", rules: [rule({ resource: "7" })], answer: yes(0) },
  {
    what: "native",
    rules: [{ callers: ["session:alice"], native: true }],
    wish: NATIVE,
    answer: { kind: "native", maxLifetime: undefined },
  },
  {
    what: "native, for no longer",
    rules: [rule(), { callers: "any", native: true, maxLifetime: 1800 }],
    wish: NATIVE,
    answer: { kind: "native", maxLifetime: 1800 },
  },
  {
    what: "native, of several the first, for everybody and for this caller",
    rules: [
      { callers: "any", native: true, maxLifetime: 1800 },
      { callers: ["session:alice"], native: true, maxLifetime: 3600 },
    ],
    wish: NATIVE,
    answer: { kind: "native", maxLifetime: 1800 },
  },
  {
    what: "native, of several the first, for this caller and for everybody",
    rules: [
      { callers: ["session:alice"], native: true, maxLifetime: 3600 },
      { callers: "any", native: true, maxLifetime: 1800 },
    ],
    wish: NATIVE,
    answer: { kind: "native", maxLifetime: 3600 },
  },
  {
    what: "native, of another caller",
    rules: [{ callers: ["session:bob"], native: true }],
    wish: NATIVE,
    answer: "no",
  },
  {
    what: "native, of another tenant",
    rules: [{ callers: "any", native: true, tenant: "north" }],
    wish: NATIVE,
    answer: "no",
  },
  { what: "native where there are meetings only", rules: [rule(ANY)], wish: NATIVE, answer: "no" },
  { what: "a meeting where there is native only", rules: [{ callers: "any", native: true }], answer: "no" },
])("$what", ({ rules, caller = ALICE, wish = web(), answer }) => {
  expect(policyFromList(rules)(caller, wish)).toEqual(answer);
});

const LONG = "x".repeat(255);
test.each<[string, object]>([
  ["texts of 255 characters", { callers: [LONG], tenant: LONG, resource: LONG, zoomUser: LONG }],
  ["names of 255 characters", { userName: LONG, passcode: LONG }],
  ["the shortest life", { maxLifetime: 1800 }],
  ["the longest life", { maxLifetime: 172_800 }],
  ["another account's, by an app", { account: "other", participant: "app" }],
  ["a guest", { participant: "guest" }],
])("a rule may have %s", (_, more) => {
  expect(policyFromList([rule(more)])).toBeTypeOf("function");
});

const HELP =
  'A rule is { "callers", "meetings", "maxRole" } or { "callers", "native": true }; docs/access.md has all of it.';
const refused = (message: string): object =>
  expect.objectContaining({
    name: "StartUpError",
    code: "policy-invalid",
    field: "policy",
    message,
    help: HELP,
  });
const at = (place: string): string => `the policy is no list of rules (at ${place})`;
const bad = (more: object): unknown => [rule(), rule(more)];
const badNative = (more: object): unknown => [rule(), { callers: "any", native: true, ...more }];

test.each<[string, unknown, string]>([
  ["nothing", undefined, at("the whole")],
  ["an object", { rules: [] }, at("the whole")],
  ["no rule", [], at("the whole")],
  ["a rule that is none", [rule(), "all"], at("1")],
  ["no caller", bad({ callers: [] }), at("1.callers")],
  ["a caller without a name", bad({ callers: [""] }), at("1.callers.0")],
  ["everybody in other words", bad({ callers: "all" }), at("1")],
  ["a caller of 256 characters", bad({ callers: [`${LONG}x`] }), at("1.callers.0")],
  ["no callers at all", bad({ callers: undefined }), at("1")],
  ["no meeting", bad({ meetings: [] }), at("1.meetings")],
  ["all meetings in other words", bad({ meetings: "all" }), at("1")],
  ["a meeting that is a number", bad({ meetings: [Number(MEETING)] }), at("1")],
  ["the role 2", bad({ maxRole: 2 }), at("1")],
  ["the role as text", bad({ maxRole: "1" }), at("1")],
  ["no role", bad({ maxRole: undefined }), at("1")],
  ["a life of 1799 seconds", bad({ maxLifetime: 1799 }), at("1.maxLifetime")],
  ["a life of more than two days", bad({ maxLifetime: 172_801 }), at("1.maxLifetime")],
  ["a life that is not whole", bad({ maxLifetime: 1800.5 }), at("1")],
  ["an empty tenant", bad({ tenant: "" }), at("1.tenant")],
  ["an empty resource", bad({ resource: "" }), at("1.resource")],
  ["an empty user", bad({ zoomUser: "" }), at("1.zoomUser")],
  ["an empty name", bad({ userName: "" }), at("1.userName")],
  ["an empty passcode", bad({ passcode: "" }), at("1.passcode")],
  ["another word for an account", bad({ account: "mine" }), at("1")],
  ["another word for who joins", bad({ participant: "host" }), at("1")],
  ["something more", bad({ role: 1 }), at("1")],
  ["native beside meetings", bad({ native: true }), at("1")],
  ["native that is not true", badNative({ native: false }), at("1")],
  ["native with something more", badNative({ maxRole: 1 }), at("1")],
  ["native for 1799 seconds", badNative({ maxLifetime: 1799 }), at("1.maxLifetime")],
  [
    "a resource and two meetings",
    bad({ resource: "7", meetings: [MEETING, OTHER] }),
    "a rule with a resource names other than one meeting",
  ],
  [
    "a resource and any meeting",
    bad({ resource: "7", meetings: "any" }),
    "a rule with a resource names other than one meeting",
  ],
])("does not start: %s", (_, rules, message) => {
  expect(() => policyFromList(rules as readonly PolicyRule[])).toThrow(refused(message) as Error);
});

test("does not start: a meeting number that is none, with the words for what is wrong with it", () => {
  expect(() => policyFromList([rule({ meetings: ["12"] })])).toThrow(
    refused(expect.stringMatching(/^a rule of the policy: .*meeting/)) as Error,
  );
});
