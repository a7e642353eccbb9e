import { expect, test } from "vitest";
import type { Caller, Scope } from "../../src/access/caller.ts";
import type { Grant } from "../../src/access/decide.ts";
import { actionOf, canHost, type Guarded, hasScope, isGranted, refusedAs } from "../../src/access/guarded.ts";
import { MEETING } from "../facts.ts";

const web = (role: 0 | 1, maxRole: 0 | 1, zoomUser?: string): Grant => ({
  kind: "web",
  meetingNumber: MEETING,
  role,
  permission: { kind: "web", meetingNumber: MEETING, maxRole, zoomUser },
});
const NATIVE: Grant = { kind: "native", permission: { kind: "native" } };
const ALL: readonly Guarded[] = ["signature", "zak", "obf-token"];

test("with what somebody can host", () => {
  expect([web(0, 0), web(0, 1), web(1, 1), NATIVE].map(canHost)).toEqual([false, false, true, true]);
});

test.each<[Scope, Grant, readonly boolean[]]>([
  ["host:mint", web(1, 1), [true, false, false]],
  ["host:mint", NATIVE, [false, false, false]],
  ["native:mint", web(1, 1), [false, false, false]],
  ["native:mint", NATIVE, [true, false, false]],
  ["zak:read", web(1, 1), [false, true, false]],
  ["obf:read", web(0, 0), [false, false, true]],
  ["join:mint", web(0, 0), [false, false, false]],
  ["diagnose", NATIVE, [false, false, false]],
])("the scope %s, for %o", (scope, grant, wanted) => {
  const caller = { scopes: new Set([scope]) } as unknown as Caller;
  expect(ALL.map((what) => hasScope(caller, grant, what))).toEqual(wanted);
});

test.each<[string, Grant, readonly boolean[]]>([
  ["a host with a user", web(1, 1, "u-1"), [true, true, false]],
  ["a host who could be a participant", web(0, 1, "u-1"), [true, true, true]],
  ["a participant with a user", web(0, 0, "u-1"), [false, true, true]],
  ["a participant without", web(0, 0), [false, false, false]],
  ["a participant whose user has no name", web(0, 0, ""), [false, false, false]],
  ["a host without a user", web(1, 1), [true, false, false]],
  ["a native SDK", NATIVE, [true, false, false]],
  [
    "a native SDK by a permission for a meeting",
    { ...NATIVE, permission: web(1, 1, "u-1") } as never,
    [false, false, false],
  ],
])("what is granted: %s", (_, grant, wanted) => {
  expect(ALL.map((what) => isGranted(grant, what))).toEqual(wanted);
});

test("in the audit's words, and in those of a refusal", () => {
  const words = [web(1, 1), NATIVE].flatMap((grant) =>
    ALL.map((what) => [actionOf(grant, what), refusedAs(grant, what)]),
  );
  expect(words).toEqual([
    ["host-signature", "role-not-allowed"],
    ["zak", "zak-not-allowed"],
    ["obf-token", "obf-token-not-allowed"],
    ["native-signature", "native-not-allowed"],
    ["zak", "zak-not-allowed"],
    ["obf-token", "obf-token-not-allowed"],
  ]);
});
