import { describe, expect, test } from "vitest";
import { JOIN_FACTS, type JoinWish, joinParameters, planJoin } from "../../src/plan/index.ts";

const WISH: JoinWish = { role: 0, participant: "guest" };

describe("a wish that is none", () => {
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "a wish is an object"],
    ["null", null, "a wish is an object"],
    ["a text", "join", "a wish is an object"],
    ["no role", { participant: "guest" }, "role is one of 0, 1"],
    ["role as text", { ...WISH, role: "1" }, "role is one of 0, 1"],
    ["role 5", { ...WISH, role: 5 }, "role is one of 0, 1"],
    ["nobody", { role: 0 }, "participant is one of signed-in, guest, app"],
    ["another participant", { ...WISH, participant: "host" }, "participant is one of signed-in, guest, app"],
    [
      "a field of the prototype",
      { ...WISH, meetingOf: "constructor" },
      "meetingOf is one of own-account, other-account, unknown",
    ],
    ["registration as text", { ...WISH, registration: "yes" }, "registration is one of false, true"],
    ["a field that is not there", { ...WISH, waitingRoom: true }, "a wish has no waitingRoom"],
    ["no day", { ...WISH, on: "2026-02-30" }, "on is a day, YYYY-MM-DD"],
    ["a time", { ...WISH, on: "2026-03-02T00:00:00Z" }, "on is a day, YYYY-MM-DD"],
    ["a range of versions", { ...WISH, sdkVersion: "^6.2.0" }, "sdkVersion is a version, as 6.2.0"],
  ])("%s", (_name, wish, message) => {
    expect(() => planJoin(wish as JoinWish)).toThrow(new TypeError(message));
  });
});

test("what is not given is taken as unknown, the web and the rules in force", () => {
  expect(planJoin({ ...WISH, kind: undefined } as unknown as JoinWish).wish).toEqual({
    role: 0,
    participant: "guest",
    meetingOf: "unknown",
    registration: false,
    signInRequired: false,
    kind: "meeting",
    passcode: "unknown",
    platform: "web",
    on: "2026-03-02",
  });
});

test("one plan whole: a person joins another account's meeting", () => {
  const plan = planJoin({
    meetingOf: "other-account",
    role: 0,
    participant: "signed-in",
    passcode: "set",
    sdkVersion: "6.2.0",
  });
  const { says, sources } = JOIN_FACTS["app-reviewed"];
  expect([plan.outcome, plan.refusals, plan.unknowns]).toEqual(["possible", [], []]);
  expect(plan.items.zak).toEqual({
    need: "needed",
    why: "The meeting is of another account: a person joins it as the Zoom user they are.",
    get: {
      request: "GET /v2/users/{userId}/token?type=zak&ttl={seconds}",
      oauth: ["user"],
      scopes: ["user:read:token", "user:read:token:admin"],
      classicScopes: ["user:read", "user:read:admin"],
      sources: [...JOIN_FACTS["token-scopes"].sources, ...JOIN_FACTS["zak-scopes"].sources],
    },
    sources: [...JOIN_FACTS["other-account-needs-user"].sources, ...JOIN_FACTS["zak-acts-as-user"].sources],
  });
  expect(plan.items.obfToken).toEqual({
    need: "refused",
    why: "The ZAK is needed, and with an OBF token beside it the SDK refuses the call.",
    sources: JOIN_FACTS["zak-or-obf"].sources,
  });
  expect(plan.conditions[0]).toEqual({ says, sources });
  expect(plan.parameters).toEqual({
    signature: { client: "signature", component: "signature" },
    zak: { client: "zak", component: "zak", native: "userZAK" },
    userEmail: { client: "userEmail", component: "userEmail" },
    passcode: { client: "passWord", component: "password", native: "password" },
  });
  const tokens = { signature: "a.b.c", zak: "the-zak", passcode: "314159" };
  expect(joinParameters(plan, tokens, "client")).toEqual({
    signature: "a.b.c",
    zak: "the-zak",
    passWord: "314159",
  });
  expect(joinParameters(plan, tokens, "component")).toEqual({
    signature: "a.b.c",
    zak: "the-zak",
    password: "314159",
  });
});

describe("parameters that cannot be made", () => {
  const before = planJoin({ meetingOf: "other-account", role: 0, participant: "app", on: "2026-03-01" });
  const refused = planJoin({ meetingOf: "other-account", role: 1, participant: "guest" });
  const native = planJoin({ role: 0, participant: "guest", platform: "native", meetingOf: "own-account" });
  const old = planJoin({ role: 0, participant: "guest", meetingOf: "own-account", sdkVersion: "3.13.2" });
  const signature = "a.b.c";

  test.each<[string, () => unknown, string]>([
    [
      "both a ZAK and an OBF token, where either may be",
      () => joinParameters(before, { signature, zak: "z", obfToken: "o" }, "client"),
      "zak and obfToken exclude each other: give one",
    ],
    [
      "a refused plan",
      () => joinParameters(refused, { signature }, "client"),
      "the plan is refused: there is no such join",
    ],
    ["a native plan", () => joinParameters(native, { signature }, "client"), "the plan is not for the web"],
    ["no sdkKey for 3.x", () => joinParameters(old, { signature }, "client"), "the plan needs sdkKey"],
    [
      "an empty signature",
      () => joinParameters(before, { signature: "" }, "client"),
      "the plan needs signature",
    ],
    [
      "a signature that is an object",
      () => joinParameters(before, { signature: {} as string }, "client"),
      "signature is a text",
    ],
    [
      "a view that is none",
      () => joinParameters(before, { signature }, "web" as "client"),
      "view is client or component",
    ],
  ])("%s", (_name, make, message) => {
    expect(make).toThrow(new TypeError(message));
  });

  test("sdkKey is passed up to 3.x only", () => {
    expect(joinParameters(old, { signature, sdkKey: "key" }, "component")).toEqual({
      signature,
      sdkKey: "key",
      password: "",
    });
    const now = planJoin({ role: 0, participant: "guest", meetingOf: "own-account", sdkVersion: "6.2.0" });
    expect(joinParameters(now, { signature, sdkKey: "key" }, "component")).toEqual({
      signature,
      password: "",
    });
  });
});

test("every fact says where it was read, and when", () => {
  for (const { says, sources } of Object.values(JOIN_FACTS)) {
    expect(says).toMatch(/\.$/);
    for (const source of sources) {
      expect(source.url).toMatch(/^https:\/\//);
      expect(source.says).toMatch(/[.`]$/);
      expect(source.read).toMatch(/^2026-\d\d-\d\d$/);
    }
  }
});
