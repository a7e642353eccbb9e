/** `joinEndpoint`: one answer with everything that a join needs, handed to the SDK by the names of its view. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { JoinError, type JoinOptions, joinMeeting } from "../src/index.ts";
import { fakeClient, fakeComponent, KEY, MEETING, signature } from "./fakes.ts";

const received: unknown[] = [];
let answer: { readonly status: number; readonly body: object } = { status: 200, body: {} };
const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  received.push(JSON.parse(text));
  response.writeHead(answer.status).end(JSON.stringify(answer.body));
});
let joinEndpoint = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  joinEndpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/join`;
});
beforeEach(() => void received.splice(0));
afterAll(() => server.close());

const root = {} as unknown as HTMLElement;
const person = { userName: "Ada Lovelace", view: "component", root } as const;
const text = signature();
const top = { signature: text, sdkKey: KEY, meetingNumber: MEETING, role: 0 };
const ZAK = "zak-of-the-host-0123456789";
const OBF = "obf-of-somebody-0123456789";

type Case = {
  readonly name: string;
  readonly options: Partial<JoinOptions> & Pick<JoinOptions, "view">;
  readonly given: object;
  readonly asked: object;
  readonly call: object;
};

const CASES: readonly Case[] = [
  {
    name: "a passcode, for component view",
    options: { view: "component", meetingNumber: MEETING },
    given: { signature: text, password: "s3cret" },
    asked: {
      meetingNumber: MEETING,
      role: 0,
      view: "component",
      sdkVersion: "6.2.0",
      userName: "Ada Lovelace",
    },
    call: { signature: text, meetingNumber: MEETING, userName: "Ada Lovelace", password: "s3cret" },
  },
  {
    name: "a passcode and a ZAK, for client view",
    options: { view: "client", meetingNumber: "872 7069 5528", sdkVersion: "6.2.0" },
    given: { signature: text, passWord: "s3cret", zak: ZAK },
    asked: {
      meetingNumber: MEETING,
      role: 0,
      view: "client",
      sdkVersion: "6.2.0",
      userName: "Ada Lovelace",
    },
    call: {
      signature: text,
      meetingNumber: MEETING,
      userName: "Ada Lovelace",
      passWord: "s3cret",
      zak: ZAK,
    },
  },
  {
    name: "an OBF token, and the name that the policy gives",
    options: { view: "component", meetingNumber: MEETING, passcode: "of-the-page" },
    given: { signature: text, password: "", obfToken: OBF, userName: "Dr Lovelace" },
    asked: {
      meetingNumber: MEETING,
      role: 0,
      view: "component",
      sdkVersion: "6.2.0",
      userName: "Ada Lovelace",
    },
    call: {
      signature: text,
      meetingNumber: MEETING,
      userName: "Dr Lovelace",
      password: "of-the-page",
      obfToken: OBF,
    },
  },
  {
    name: "a meeting by the team's own name, of a registrant",
    options: { view: "component", resource: "appointment 17", userEmail: "ada@example.org", tk: "tk-1" },
    given: { signature: text, password: "s3cret", tk: "tk-1", userEmail: "ada@example.org" },
    asked: {
      resource: "appointment 17",
      role: 0,
      view: "component",
      sdkVersion: "6.2.0",
      userName: "Ada Lovelace",
      userEmail: "ada@example.org",
      registrantToken: "tk-1",
    },
    call: {
      signature: text,
      meetingNumber: MEETING,
      userName: "Ada Lovelace",
      password: "s3cret",
      userEmail: "ada@example.org",
      tk: "tk-1",
    },
  },
  {
    name: "what is no text, which is not handed on",
    options: { view: "component", meetingNumber: MEETING },
    given: { signature: text, password: 7, zak: { toString: "x" }, obfToken: null, tk: "", other: "x" },
    asked: {
      meetingNumber: MEETING,
      role: 0,
      view: "component",
      sdkVersion: "6.2.0",
      userName: "Ada Lovelace",
    },
    call: { signature: text, meetingNumber: MEETING, userName: "Ada Lovelace", password: "" },
  },
];

describe("the join endpoint gives", () => {
  it.each(CASES)("$name", async ({ options, given, asked, call }) => {
    answer = { status: 200, body: { ...top, join: given } };
    const { module, seen } = options.view === "client" ? fakeClient("joins") : fakeComponent("joins");
    await joinMeeting({ ...person, joinEndpoint, sdk: module, ...options });
    expect(received).toEqual([asked]);
    expect(seen.calls).toEqual([call]);
  });

  it("nothing: a refusal is told with the server's words", async () => {
    const reason = "an OBF token is needed, and Zoom gives none: the user has to authorize the app again";
    answer = {
      status: 503,
      body: { title: "No", errors: [{ property: "obfToken", reason, help: "Open /oauth/start." }] },
    };
    const { module, seen } = fakeComponent("joins");
    const end: unknown = await joinMeeting({
      ...person,
      joinEndpoint,
      meetingNumber: MEETING,
      sdk: module,
    }).catch((error) => error);
    expect(JoinError.is(end) && [end.code, end.message, end.help]).toEqual([
      "endpoint-refused",
      `the signing endpoint answered 503: ${reason}`,
      "Open /oauth/start.",
    ]);
    expect(seen.calls).toEqual([]);
  });

  it("another meeting than was asked for, which is not joined", async () => {
    const other = "81234567890";
    const wrong = signature(0, other);
    answer = {
      status: 200,
      body: { ...top, signature: wrong, meetingNumber: other, join: { signature: wrong } },
    };
    const { module, seen } = fakeComponent("joins");
    const end: unknown = await joinMeeting({
      ...person,
      joinEndpoint,
      meetingNumber: MEETING,
      sdk: module,
    }).catch((error) => error);
    expect(JoinError.is(end) && end.code).toBe("rejected-before-join");
    expect(seen.calls).toEqual([]);
  });

  it("tokens that are in no error and no warning", async () => {
    answer = { status: 200, body: { ...top, join: { signature: text, password: "s3cret!", zak: ZAK } } };
    const { module } = fakeComponent({
      type: "JOIN_MEETING_FAILED",
      errorCode: 3000,
      reason: `${ZAK} s3cret!`,
    });
    const end: unknown = await joinMeeting({
      ...person,
      joinEndpoint,
      meetingNumber: MEETING,
      sdk: module,
    }).catch((error) => error);
    if (!JoinError.is(end)) throw end;
    const all = JSON.stringify({ ...end, message: end.message });
    for (const secret of [ZAK, "s3cret!", text.split(".")[2] ?? ""]) expect(all).not.toContain(secret);
  });
});

describe("is wrong to give together:", () => {
  it.each<[string, object]>([
    ["an endpoint and a join endpoint", { endpoint: "/", joinEndpoint: "/v1/join", meetingNumber: MEETING }],
    ["a resource and an endpoint", { endpoint: "/", resource: "lesson" }],
    ["a resource and a number", { joinEndpoint: "/v1/join", resource: "lesson", meetingNumber: MEETING }],
    ["an empty resource", { joinEndpoint: "/v1/join", resource: "" }],
    ["a ZAK and a join endpoint", { joinEndpoint: "/v1/join", meetingNumber: MEETING, zak: ZAK }],
    ["an OBF token and a join endpoint", { joinEndpoint: "/v1/join", meetingNumber: MEETING, obfToken: OBF }],
  ])("%s", async (_, options) => {
    await expect(joinMeeting({ ...person, sdk: {}, ...options })).rejects.toThrow(TypeError);
  });
});
