import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { JoinError, joinMeeting } from "../src/index.ts";
import { fakeClient, fakeComponent, KEY, MEETING, signature } from "./fakes.ts";

const received: unknown[] = [];
let answer: (response: ServerResponse) => void = () => {};
const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  received.push({ method: request.method, auth: request.headers.authorization, body: JSON.parse(text) });
  answer(response);
});
let endpoint = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
beforeEach(() => void received.splice(0));
afterAll(() => server.close());

function says(status: number, body: unknown, headers: Record<string, string> = {}): typeof answer {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (response) => void response.writeHead(status, headers).end(text);
}

const person = {
  meetingNumber: MEETING,
  userName: "Ada Lovelace",
  view: "component",
  root: {} as unknown as HTMLElement,
} as const;

async function joinWith(sdk: object, more: object = {}): Promise<JoinError> {
  const end: unknown = await joinMeeting({ ...person, endpoint, sdk, ...more }).catch((error) => error);
  if (!JoinError.is(end)) throw end;
  return end;
}

it("is asked once, by POST, with what it needs", async () => {
  answer = says(200, { signature: signature(), sdkKey: KEY });
  const { module, seen } = fakeClient("joins");
  const endpointRequest = { headers: { authorization: "Bearer me" } };
  await joinMeeting({
    ...person,
    view: "client",
    endpoint,
    sdk: module,
    sdkVersion: "3.13.1",
    endpointRequest,
  });
  expect(received).toEqual([
    { method: "POST", auth: "Bearer me", body: { meetingNumber: MEETING, role: 0 } },
  ]);
  expect(seen.calls[0]?.sdkKey).toBe(KEY);
});

const PROBLEM = {
  type: "about:blank",
  title: "Not allowed",
  status: 403,
  errors: [{ property: "meetingNumber", reason: "this meeting is not on the list", help: "Add it." }],
};

it.each([
  {
    name: "a problem",
    status: 403,
    body: PROBLEM,
    is: ["endpoint-refused", "the signing endpoint answered 403: this meeting is not on the list", "Add it."],
  },
  {
    name: "a page for an error",
    status: 502,
    body: "<h1>Bad gateway</h1>",
    is: [
      "endpoint-refused",
      "the signing endpoint answered 502",
      "Look at the endpoint's log, and at who may ask it: nothing of Zoom's was asked yet.",
    ],
  },
  {
    name: "a page",
    status: 200,
    body: "<h1>Log in</h1>",
    is: [
      "endpoint-not-json",
      "the signing endpoint answered 200 with what is not JSON",
      "See that the address is the endpoint's and not that of a page or a login: it has to answer JSON.",
    ],
  },
  {
    name: "no signature",
    status: 200,
    body: { token: "x" },
    is: [
      "endpoint-without-signature",
      "the signing endpoint's answer has no `signature`; it has: token",
      "Have it answer `{ signature, sdkKey }`, or take the signature out yourself in `getSignature`.",
    ],
  },
])("an answer of $name is the endpoint's failure", async ({ status, body, is }) => {
  answer = says(status, body);
  const { module, seen } = fakeComponent("joins");
  const error = await joinWith(module);
  expect([error.code, error.message, error.help]).toEqual(is);
  expect([error.cause, error.zoom, error.report, seen.inits, received.length]).toEqual([
    "endpoint",
    undefined,
    undefined,
    [],
    1,
  ]);
});

it("that nobody answers is its failure too", async () => {
  const error = await joinWith(fakeComponent("joins").module, { endpoint: "http://127.0.0.1:9/" });
  expect([error.code, error.cause]).toEqual(["endpoint-unreachable", "endpoint"]);
});

it("that never answers is given up", async () => {
  answer = () => {};
  const error = await joinWith(fakeComponent("joins").module, { deadlines: { signature: 50 } });
  expect([error.code, error.message]).toEqual(["endpoint-silent", "no signature came within 0.05 s"]);
});

it("that hands out an expired signature is asked once more, and not again", async () => {
  answer = says(200, { signature: signature(4 * 3600) });
  const { module, seen } = fakeComponent("joins");
  const error = await joinWith(module);
  expect([error.code, error.report?.verdict?.rule, seen.calls.length, received.length]).toEqual([
    "rejected-before-join",
    "expired",
    0,
    2,
  ]);
});

it("that hands out an expired one from a cache, and then a fresh one, is enough", async () => {
  answer = (response) => says(200, { signature: signature(received.length === 1 ? 4 * 3600 : 0) })(response);
  const { module, seen } = fakeComponent("joins");
  await joinMeeting({ ...person, endpoint, sdk: module });
  expect([seen.calls.length, received.length]).toEqual([1, 2]);
});

it.each([
  { name: "Date", ago: 4 * 3600, headers: (at: number) => ({ date: new Date(at).toUTCString() }), more: {} },
  {
    name: "expiresAt and expiresIn",
    ago: 4 * 3600,
    headers: () => ({ date: "hidden" }),
    more: { expiresIn: 7200 },
  },
])("whose clock differs from this machine's is believed, by its $name", async ({ ago, headers, more }) => {
  const then = Date.now() - ago * 1000;
  const end = { expiresAt: new Date(then + 7_200_000).toISOString() };
  answer = says(200, { signature: signature(ago), ...end, ...more }, headers(then));
  const { module, seen } = fakeComponent("joins");
  await joinMeeting({ ...person, endpoint, sdk: module });
  expect([seen.calls.length, received.length]).toEqual([1, 1]);
});
