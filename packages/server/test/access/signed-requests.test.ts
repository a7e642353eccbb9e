import {
  createApp,
  createRequestKey,
  memoryNonces,
  policyFromList,
  signedRequests,
  signRequest,
} from "@countersign/server";
import { expect, test } from "vitest";
import { type Nonces, StoreUnavailable } from "../../src/state/stores.ts";
import { CREDENTIALS, MEETING, NOW } from "../support.ts";

const key = createRequestKey("portal");
const other = createRequestKey("other");
const URL_ = "https://sign.school.example/v1/signature";
const BODY = JSON.stringify({ meetingNumber: MEETING, role: 0 });

function appWith(nonces: Nonces = memoryNonces()) {
  return createApp({
    credentials: CREDENTIALS,
    access: {
      authenticate: signedRequests({ keys: [key, other], nonces }),
      policy: policyFromList([{ callers: ["hmac:portal"], meetings: [MEETING], maxRole: 0 }]),
    },
    limits: { address: false },
    now: () => NOW,
  });
}

interface Sending {
  readonly url?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(authorization: string, sending: Sending = {}, app = appWith()): Promise<number> {
  const { url = URL_, body = BODY, headers = {} } = sending;
  const request = new Request(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization, ...headers },
    body,
  });
  return (await app(request, { remoteAddress: "203.0.113.9" })).status;
}

const sign = (change: Partial<Parameters<typeof signRequest>[0]> = {}): Promise<string> =>
  signRequest({ key, method: "POST", url: URL_, body: BODY, now: NOW, ...change });

test("a signed request is answered once", async () => {
  const app = appWith();
  const authorization = await sign();
  expect(await send(authorization, {}, app)).toBe(200);
  expect(await send(authorization, {}, app)).toBe(401);
  expect(await send(await sign(), {}, app)).toBe(200);
});

test("of many copies at once one is answered", async () => {
  const app = appWith();
  const authorization = await sign();
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(authorization, {}, app)));
  expect(answers.filter((status) => status === 200)).toHaveLength(1);
});

test("a key that the policy does not name gets nothing", async () => {
  expect(await send(await sign({ key: other }))).toBe(403);
});

const changed = (authorization: string, pattern: RegExp, to: string): string =>
  authorization.replace(pattern, to);

test.each<[string, (good: string) => string | Promise<string>, Sending?]>([
  ["another body", (good) => good, { body: JSON.stringify({ meetingNumber: MEETING, role: 1 }) }],
  ["white space in the body", (good) => good, { body: `${BODY} ` }],
  ["an empty body", (good) => good, { body: "" }],
  ["another path", (good) => good, { url: "https://sign.school.example/" }],
  ["a query added", (good) => good, { url: `${URL_}?a=1` }],
  ["signed for GET", () => sign({ method: "GET" })],
  ["five minutes and a second old", () => sign({ now: NOW - 301 })],
  ["five minutes and a second ahead", () => sign({ now: NOW + 301 })],
  ["a time put in place of the signed one", (good) => changed(good, /ts=\d+/, `ts=${NOW + 1}`)],
  ["another key's id", (good) => changed(good, /key=portal/, "key=other")],
  ["an unknown id", (good) => changed(good, /key=portal/, "key=nobody")],
  ["__proto__ as the id", (good) => changed(good, /key=portal/, "key=__proto__")],
  ["another nonce", (good) => good.replace(/nonce=(.)/, (_, first) => `nonce=${first === "-" ? "_" : "-"}`)],
  ["a short nonce", (good) => changed(good, /nonce=[^,]+/, "nonce=abc")],
  ["no nonce", (good) => changed(good, /nonce=[^,]+, /, "")],
  ["another MAC", (good) => changed(good, /mac=.../, "mac=AAA")],
  ["a cut MAC", (good) => good.slice(0, -1)],
  ["an empty MAC", (good) => changed(good, /mac=.*/, "mac=")],
  ["the other spelling of the MAC", (good) => good.slice(0, -1) + spelledOtherwise(good.slice(-1))],
  ["a secret of the same length", () => sign({ key: { id: "portal", secret: other.secret } })],
  ["two keys", (good) => changed(good, /key=portal/, "key=portal, key=other")],
  ["a field more", (good) => `${good}, role=1`],
])("refused: %s", async (_, tamper, sending) => {
  expect(await send(await tamper(await sign()), sending)).toBe(401);
});

function spelledOtherwise(letter: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return letters[letters.indexOf(letter) ^ 1] ?? "";
}

test("a page's request is refused whatever its signature: the secret would be everybody's", async () => {
  const headers = { origin: "https://app.school.example" };
  expect(await send(await sign(), { headers })).toBe(403);
});

test("a store of nonces that is down refuses, and says to try again", async () => {
  const down: Nonces = {
    claim: async () => {
      throw new StoreUnavailable("nonces", new Error("refused"));
    },
    release: async () => {},
  };
  expect(await send(await sign(), {}, appWith(down))).toBe(503);
});
