import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hostsOf } from "../../src/companion/answers.ts";
import { ACCOUNT, MEETING, OTHERS_MEETING, told, USERS, world } from "./world.ts";

const wanted = { tenant: "default", meetingNumber: MEETING } as const;
const NO_ACCOUNT = [
  "zoom-grant-missing",
  "no account is set up, and meetings are looked up as one",
  undefined,
];
const KNOWN = {
  hostId: "ada",
  hostEmail: "ada@own.example",
  alternativeHosts: ["bob@own.example"],
  passcode: "314159",
  registrationRequired: false,
  signInRequired: false,
};

describe("a meeting", () => {
  test("is looked up once in five minutes, by one call at a time", async () => {
    const { sandbox, companion, pass } = await world();
    const one = companion();
    const asked = () => sandbox.zoom.calls("meetings/get").received;
    const all = await Promise.all(Array.from({ length: 20 }, () => one.meeting(wanted)));
    expect(all).toEqual(all.map(() => ({ ...KNOWN, stale: false })));
    expect(asked()).toBe(1);
    pass(299.999);
    await one.meeting(wanted);
    expect(asked()).toBe(1);
    pass(0.001);
    await one.meeting(wanted);
    expect(asked()).toBe(2);
  });

  test("of another account, and one that there is not, is unknown: for half a minute", async () => {
    const { sandbox, companion, pass } = await world();
    const one = companion();
    const asked = () => sandbox.zoom.calls("meetings/get").received;
    for (const meetingNumber of [OTHERS_MEETING, "999999999"]) {
      expect(await one.meeting({ ...wanted, meetingNumber })).toBeUndefined();
      expect(await one.meeting({ ...wanted, meetingNumber })).toBeUndefined();
    }
    expect(asked()).toBe(2);
    pass(30);
    await one.meeting({ ...wanted, meetingNumber: OTHERS_MEETING });
    expect(asked()).toBe(3);
  });

  test("each tenant has its own", async () => {
    const { sandbox, companion } = await world();
    const one = companion({ apps: { default: ACCOUNT, other: ACCOUNT } });
    await one.meeting(wanted);
    await one.meeting({ ...wanted, tenant: "other" });
    expect(sandbox.zoom.calls("meetings/get").received).toBe(2);
  });

  test.each([
    ["users only", USERS],
    ["nothing", {}],
  ])("with %s there is nobody to look it up", async (_what, app) => {
    const { companion } = await world();
    expect(await told(companion({ apps: { default: app } }).meeting(wanted))).toEqual(NO_ACCOUNT);
  });

  test("a tenant that is none gets nothing, whatever it is called", async () => {
    const { companion } = await world();
    for (const tenant of ["other", "__proto__", "constructor", ""]) {
      expect(await told(companion().meeting({ ...wanted, tenant }))).toEqual(NO_ACCOUNT);
    }
  });

  test("is stale for an hour while Zoom does not answer, and fresh again when it does", async () => {
    const { sandbox, companion, pass } = await world();
    const one = companion();
    await one.meeting(wanted);
    const heal = sandbox.zoom.fail("meetings/get", { kind: "status", status: 503 });
    pass(300);
    expect(await one.meeting(wanted)).toEqual({ ...KNOWN, stale: true });
    pass(3299.999);
    expect(await one.meeting(wanted)).toEqual({ ...KNOWN, stale: true });
    pass(0.001);
    expect(await told(one.meeting(wanted))).toEqual(["zoom-unavailable", "Zoom answered HTTP 503", 5]);
    heal();
    expect(await one.meeting(wanted)).toEqual({ ...KNOWN, stale: false });
  });

  test("that Zoom says is gone is not kept for the time when Zoom is", async () => {
    const { sandbox, companion, pass } = await world();
    const one = companion();
    await one.meeting(wanted);
    pass(300);
    sandbox.zoom.fail("meetings/get", { kind: "rest-error", status: 404, code: 3001, times: 1 });
    expect(await one.meeting(wanted)).toBeUndefined();
    pass(30);
    sandbox.zoom.fail("meetings/get", { kind: "reset", times: 1 });
    expect(await told(one.meeting(wanted))).toEqual([
      "zoom-unavailable",
      "Zoom gave no answer (connection-ended)",
      5,
    ]);
  });

  test.each<[what: string, status: number, code: number, comesTo: unknown]>([
    ["no such meeting, as a page of Zoom's has it", 404, 3001, undefined],
    ["no such meeting, as others have it", 403, 3001, undefined],
    [
      "another refusal",
      404,
      1001,
      ["zoom-refused", "Zoom refused to give the meeting (HTTP 404, code 1001)", undefined],
    ],
    [
      "a refusal does not bring the old copy back",
      400,
      300,
      ["zoom-refused", "Zoom refused to give the meeting (HTTP 400, code 300)", undefined],
    ],
  ])("%s", async (_what, status, code, comesTo) => {
    const { sandbox, companion, pass } = await world();
    const one = companion();
    await one.meeting(wanted);
    pass(300);
    sandbox.zoom.fail("meetings/get", { kind: "rest-error", status, code, times: 1 });
    expect(await told(one.meeting(wanted))).toEqual(comesTo);
  });
});

describe("what an answer says of a meeting", () => {
  const body = { id: 87_654_321_098, host_id: "x-Y_z0", host_email: "a@b.example", settings: {} };
  const host = { hostId: "x-Y_z0", hostEmail: "a@b.example", alternativeHosts: [] };
  test.each<[what: string, body: object, says: object | undefined]>([
    ["host", body, host],
    ["no settings", { id: body.id, host_id: "x" }, { hostId: "x", alternativeHosts: [] }],
    ["the number as text", { ...body, id: MEETING }, host],
    ["a personal number beside an id", { ...body, id: 99, pmi: MEETING }, host],
    ["another meeting", { ...body, id: 87_654_321_099 }, undefined],
    ["no number", { ...body, id: undefined }, undefined],
    ["a list for a number", { ...body, id: [MEETING] }, undefined],
    ["no host", { ...body, host_id: undefined }, undefined],
    ["an empty host", { ...body, host_id: "" }, undefined],
    ["a host that is a number", { ...body, host_id: 7 }, undefined],
    ["a host with a line break", { ...body, host_id: "x\n" }, undefined],
    ["no e-mail address", { ...body, host_email: "" }, { ...host, hostEmail: undefined }],
    ["an e-mail address that is none", { ...body, host_email: "ada" }, undefined],
    ["two e-mail addresses for the host", { ...body, host_email: "a@b.c;d@e.f" }, undefined],
    ["an e-mail address that is a list", { ...body, host_email: ["a@b.c"] }, undefined],
    ["settings that are a list", { ...body, settings: [] }, undefined],
    ["settings that are null", { ...body, settings: null }, undefined],
    ...(
      [
        ["a@b.c", ["a@b.c"]],
        ["a@b.c;d@e.f", ["a@b.c", "d@e.f"]],
        ["a@b.c,d@e.f", ["a@b.c", "d@e.f"]],
        [" a@b.c ; d@e.f;", ["a@b.c", "d@e.f"]],
        ["", []],
        [";,", []],
        [null, []],
        ["a@b.c d@e.f", undefined],
        ["ada", undefined],
        [["a@b.c"], undefined],
        [7, undefined],
        ["a@b.c;".repeat(501), undefined],
      ] as const
    ).map(([given, alternativeHosts]): [string, object, object | undefined] => [
      `alternative hosts ${JSON.stringify(given).slice(0, 40)}`,
      { ...body, settings: { alternative_hosts: given } },
      alternativeHosts && { ...host, alternativeHosts },
    ]),
    ["a passcode", { ...body, password: "a1" }, { ...host, passcode: "a1" }],
    ["no passcode", { ...body, password: "" }, { ...host, passcode: "" }],
    ["a passcode that is a number", { ...body, password: 7 }, host],
    ...([0, 1, 2, 3, "2"] as const).map((approval_type): [string, object, object] => [
      `approval ${JSON.stringify(approval_type)}`,
      { ...body, settings: { approval_type } },
      {
        ...host,
        registrationRequired:
          approval_type === 2 ? false : approval_type === 0 || approval_type === 1 || undefined,
      },
    ]),
    ["signed in", { ...body, settings: { meeting_authentication: true } }, { ...host, signInRequired: true }],
  ])("%s", (_what, answer, says) => {
    expect(hostsOf(answer as never, MEETING)).toEqual(says);
  });
});

test("whatever an answer is, it has a host in the end or is none", () => {
  const email = fc.oneof(fc.emailAddress(), fc.string(), fc.jsonValue());
  const member = (good: fc.Arbitrary<unknown>) => fc.oneof(good, fc.jsonValue());
  const body = fc.record(
    {
      id: member(fc.constantFrom(MEETING, Number(MEETING))),
      host_id: member(fc.constant("x-Y_z0")),
      host_email: email,
      password: fc.jsonValue(),
      settings: member(
        fc.record(
          {
            alternative_hosts: fc.oneof(
              email,
              fc.array(fc.emailAddress()).map((all) => all.join(";")),
            ),
            approval_type: fc.jsonValue(),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: [] },
  );
  let hosted = 0;
  fc.assert(
    fc.property(body, (answer) => {
      const hosts = hostsOf(answer as never, MEETING);
      if (hosts === undefined) return;
      hosted += 1;
      expect(String(answer.id)).toBe(MEETING);
      expect(hosts.hostId).toBe(answer.host_id);
      for (const one of [hosts.hostEmail ?? "a@b", ...hosts.alternativeHosts])
        expect(one).toMatch(/^[^\s;,]+@[^\s;,]+$/);
    }),
    { numRuns: 5000 },
  );
  expect(hosted).toBeGreaterThan(100);
});
