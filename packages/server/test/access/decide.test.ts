import { expect, test } from "vitest";
import { type Caller, SCOPES, type Scope } from "../../src/access/caller.ts";
import { decide } from "../../src/access/decide.ts";
import type { Wish } from "../../src/access/policy.ts";
import { MEETING } from "../facts.ts";

const ALICE: Caller = {
  id: "session:alice",
  method: "session",
  tenant: "default",
  scopes: new Set(SCOPES),
  claims: {},
};
const wish = (role: 0 | 1): Wish => ({ kind: "web", meetingNumber: MEETING, role });
const NATIVE: Wish = { kind: "native" };
const yes = { kind: "web", meetingNumber: MEETING, maxRole: 1 } as const;

/** What a policy of somebody's own might give by mistake. None of it is an answer, so all of it is no. */
const NO_ANSWERS: readonly (readonly [string, unknown])[] = [
  ["nothing", undefined],
  ["null", null],
  ["true", true],
  ["1", 1],
  ["yes", "yes"],
  ["No", "No"],
  ["a list", [yes]],
  ["a function", () => yes],
  ["an empty object", {}],
  ["no kind", { meetingNumber: MEETING, maxRole: 1 }],
  ["another kind", { ...yes, kind: "Web" }],
  ["no meeting number", { kind: "web", maxRole: 1 }],
  ["a meeting number that is a number", { ...yes, meetingNumber: Number(MEETING) }],
  ["a meeting number with spaces", { ...yes, meetingNumber: "872 7069 5528" }],
  ["a meeting number of 8 digits", { ...yes, meetingNumber: "87270695" }],
  ["several meeting numbers", { ...yes, meetingNumber: [MEETING] }],
  ["another meeting", { ...yes, meetingNumber: "999999999" }],
  ["no role", { kind: "web", meetingNumber: MEETING }],
  ["the role 2", { ...yes, maxRole: 2 }],
  ["the role as text", { ...yes, maxRole: "1" }],
  ["the role as truth", { ...yes, maxRole: true }],
  ["a lifetime that is none", { ...yes, maxLifetime: "3600" }],
  ["a lifetime of NaN", { ...yes, maxLifetime: Number.NaN }],
  ["a lifetime below nothing", { ...yes, maxLifetime: -1 }],
  ["a lifetime that is null", { ...yes, maxLifetime: null }],
  ["a Zoom user that is no text", { ...yes, zoomUser: 5 }],
  ["a name that is no text", { ...yes, userName: { first: "A" } }],
  ["a passcode that is no text", { ...yes, passcode: 123456 }],
  ["a meeting number of 12 digits", { ...yes, meetingNumber: "123456789012" }],
  ["something before the meeting number", { ...yes, meetingNumber: `x${MEETING}` }],
  ["something after the meeting number", { ...yes, meetingNumber: `${MEETING}x` }],
  ["a lifetime of 0", { ...yes, maxLifetime: 0 }],
  ["a lifetime that is not whole", { ...yes, maxLifetime: 1800.5 }],
  ["a lifetime without end", { ...yes, maxLifetime: Number.POSITIVE_INFINITY }],
  ["a Zoom user that is null", { ...yes, zoomUser: null }],
  ["an account in other words", { ...yes, account: "mine" }],
  ["no word for an account", { ...yes, account: "" }],
  ["a participant in other words", { ...yes, participant: "host" }],
  ["a participant that is null", { ...yes, participant: null }],
  ["native for a time that is none", { kind: "native", maxLifetime: "3600" }],
  ["native for no time", { kind: "native", maxLifetime: 0 }],
];

test.each(NO_ANSWERS)("a policy that answers %s", async (_, answer) => {
  const policy = () => answer as never;
  expect(await decide(policy, ALICE, wish(0))).toBe("meeting-not-allowed");
  expect(await decide(policy, ALICE, wish(1))).toBe("meeting-not-allowed");
  expect(await decide(policy, ALICE, NATIVE)).toBe("native-not-allowed");
  expect(await decide(() => Promise.resolve(answer as never), ALICE, wish(1))).toBe("meeting-not-allowed");
});

test.each(NO_ANSWERS.filter(([what]) => what !== "another meeting"))(
  "a policy that answers %s, where the meeting is the policy's to know",
  async (_, answer) => {
    const named: Wish = { kind: "web", resource: "lesson 7", role: 0 };
    expect(await decide(() => answer as never, ALICE, named)).toBe("meeting-not-allowed");
  },
);

test("a policy that grants role 0 grants no role 1", async () => {
  const permission = { ...yes, maxRole: 0 } as const;
  expect(await decide(() => permission, ALICE, wish(0))).toMatchObject({ role: 0 });
  expect(await decide(() => permission, ALICE, wish(1))).toBe("role-not-allowed");
});

const onlyNative = { kind: "native" } as const;
const can = (...scopes: Scope[]): Caller => ({ ...ALICE, scopes: new Set(scopes) });

test.each<[scopes: Scope[], role0: string, role1: string, native: string]>([
  [[], "scope-missing", "scope-missing", "native-not-allowed"],
  [["diagnose", "zak:read", "obf:read"], "scope-missing", "scope-missing", "native-not-allowed"],
  [["join:mint"], "granted", "role-not-allowed", "native-not-allowed"],
  [["host:mint"], "role-not-allowed", "granted", "native-not-allowed"],
  [["join:mint", "host:mint"], "granted", "granted", "native-not-allowed"],
  [["native:mint"], "scope-missing", "scope-missing", "granted"],
  [["join:mint", "native:mint"], "granted", "role-not-allowed", "granted"],
])("a credential for %o, and a policy that gives all", async (scopes, ...wanted) => {
  const answers = [];
  for (const one of [wish(0), wish(1), NATIVE]) {
    const answer = await decide((_, { kind }) => (kind === "web" ? yes : onlyNative), can(...scopes), one);
    answers.push(typeof answer === "string" ? answer : "granted");
  }
  expect(answers).toEqual(wanted);
});

test("what is granted is the wish, and the policy's permission as it is", async () => {
  const permission = { ...yes, maxLifetime: 1800, zoomUser: "u-1", userName: "Ada", passcode: "123456" };
  expect(await decide(() => permission, ALICE, wish(0))).toEqual({
    kind: "web",
    meetingNumber: MEETING,
    role: 0,
    permission,
  });
  const named: Wish = { kind: "web", resource: "lesson 7", role: 1 };
  expect(await decide(() => permission, ALICE, named)).toEqual({
    kind: "web",
    meetingNumber: MEETING,
    role: 1,
    permission,
  });
  expect(await decide(() => onlyNative, ALICE, NATIVE)).toEqual({ kind: "native", permission: onlyNative });
});

test.each([
  { account: "own", participant: "app" },
  { account: "other", participant: "guest" },
  { participant: "signed-in", maxLifetime: 1 },
  { meetingNumber: "123456789" },
] as const)("%o is an answer", async (more) => {
  const permission = { ...yes, ...more };
  const named: Wish = { kind: "web", resource: "lesson 7", role: 1 };
  const { meetingNumber } = permission;
  expect(await decide(() => permission, ALICE, named)).toEqual({
    kind: "web",
    meetingNumber,
    role: 1,
    permission,
  });
});

test("a native SDK may be allowed for a time", async () => {
  const permission = { kind: "native", maxLifetime: 1800 } as const;
  expect(await decide(() => permission, ALICE, NATIVE)).toEqual({ kind: "native", permission });
});

test("who may not have it anyway is not asked about", async () => {
  const asked: Wish[] = [];
  const policy = (_: Caller, one: Wish) => {
    asked.push(one);
    return yes;
  };
  const answers = [
    await decide(policy, can("join:mint", "host:mint"), NATIVE),
    await decide(policy, can("native:mint"), wish(0)),
  ];
  expect([answers, asked]).toEqual([["native-not-allowed", "scope-missing"], []]);
});

test("a policy that cannot be asked", async () => {
  const answers = [];
  for (const one of [wish(0), wish(1), NATIVE]) answers.push(await decide(() => "unavailable", ALICE, one));
  expect(answers).toEqual(Array(3).fill("policy-unavailable"));
});

test("a permission of the other kind is none", async () => {
  expect(await decide(() => onlyNative, ALICE, wish(0))).toBe("meeting-not-allowed");
  expect(await decide(() => yes, ALICE, NATIVE)).toBe("native-not-allowed");
});

test("a role in the wish that is none is refused, whatever the policy gives", async () => {
  for (const role of ["1", 2, true, undefined]) {
    expect(await decide(() => yes, ALICE, { ...wish(0), role } as never)).toBe("role-not-allowed");
  }
});
