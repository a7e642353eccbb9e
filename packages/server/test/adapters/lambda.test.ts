import { verify } from "@countersign/core";
import { describe, expect, test } from "vitest";
import { type LambdaEvent, lambdaHandler } from "../../src/adapters/lambda.ts";
import { createApiKey, createApp } from "../../src/index.ts";
import { CREDENTIALS, DEVELOPMENT, MEETING, NOW } from "../support.ts";

/** As an HTTP API sends it: the members that the format has, those that are not read among them. */
const EVENT = {
  version: "2.0",
  routeKey: "$default",
  rawPath: "/v1/signature",
  rawQueryString: "",
  headers: {
    accept: "*/*",
    "content-type": "application/json",
    "content-length": "42",
    host: "abcdefghij.execute-api.eu-central-1.amazonaws.com",
    "x-forwarded-for": "203.0.113.7",
    "x-forwarded-proto": "https",
  },
  requestContext: {
    accountId: "000000000000",
    apiId: "abcdefghij",
    domainName: "abcdefghij.execute-api.eu-central-1.amazonaws.com",
    http: {
      method: "POST",
      path: "/v1/signature",
      protocol: "HTTP/1.1",
      sourceIp: "203.0.113.7",
      userAgent: "curl",
    },
    requestId: "JKJaXmPLvHcESHA=",
    routeKey: "$default",
    stage: "$default",
    time: "24/Nov/2026:06:00:00 +0000",
    timeEpoch: 1_795_500_000_000,
  },
  body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
  isBase64Encoded: false,
} as const;

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly remoteAddress: string | undefined;
}

/** What the app is called with for an event. */
async function seen(event: LambdaEvent): Promise<Seen> {
  let found: Seen | undefined;
  await lambdaHandler(async (request, info = {}) => {
    found = {
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
      remoteAddress: info.remoteAddress,
    };
    return new Response(null);
  })(event);
  if (found === undefined) throw new Error("the app was not called");
  return found;
}

const withHttp = (http: object): LambdaEvent => ({
  ...EVENT,
  requestContext: { ...EVENT.requestContext, http: { ...EVENT.requestContext.http, ...http } },
});

test("a request arrives as it was sent", async () => {
  expect(await seen(EVENT)).toEqual({
    method: "POST",
    url: "https://abcdefghij.execute-api.eu-central-1.amazonaws.com/v1/signature",
    headers: EVENT.headers,
    body: EVENT.body,
    remoteAddress: "203.0.113.7",
  });
});

describe("the path", () => {
  test.each<[rawPath: string, stage: string | undefined, query: string, arrives: string]>([
    ["/v1/signature", "$default", "", "/v1/signature"],
    ["/v1/signature", undefined, "", "/v1/signature"],
    ["/prod/v1/signature", "prod", "", "/v1/signature"],
    ["/prod", "prod", "", "/"],
    ["/prod/", "prod", "", "/"],
    // A domain of one's own leaves the stage out.
    ["/v1/signature", "prod", "", "/v1/signature"],
    ["/production/x", "prod", "", "/production/x"],
    ["/v1/join", "$default", "a=1&b=%20", "/v1/join?a=1&b=%20"],
    ["", "$default", "", "/"],
    ["//evil.example/v1/signature", "$default", "", "//evil.example/v1/signature"],
    ["/a?b#c", "$default", "", "/a%3Fb%23c"],
  ])("%s in stage %s", async (rawPath, stage, rawQueryString, arrives) => {
    const { url } = await seen({
      ...EVENT,
      rawPath,
      rawQueryString,
      requestContext: { ...EVENT.requestContext, stage },
    });
    expect(url).toBe(`https://${EVENT.requestContext.domainName}${arrives}`);
  });

  test("without a domain it is that of no machine", async () => {
    const { domainName, ...requestContext } = EVENT.requestContext;
    expect((await seen({ ...EVENT, requestContext })).url).toBe("https://lambda.invalid/v1/signature");
  });
});

describe("the body", () => {
  test.each<[what: string, event: Partial<LambdaEvent>, body: string]>([
    ["base64", { body: Buffer.from("Grüße 漢").toString("base64"), isBase64Encoded: true }, "Grüße 漢"],
    ["text beyond ASCII", { body: "Grüße 漢" }, "Grüße 漢"],
    ["none", { body: undefined }, ""],
    ["empty", { body: "" }, ""],
  ])("%s", async (_what, event, body) => {
    expect((await seen({ ...EVENT, ...event })).body).toBe(body);
  });

  test("what a GET brings is left away", async () => {
    const { body, method } = await seen(withHttp({ method: "GET" }));
    expect({ body, method }).toEqual({ body: "", method: "GET" });
  });

  test("brings no content type along", async () => {
    expect((await seen({ ...EVENT, headers: {} })).headers).toEqual({});
  });
});

test("cookies become one header", async () => {
  const { headers } = await seen({ ...EVENT, headers: {}, cookies: ["a=1", "b=2"] });
  expect(headers).toEqual({ cookie: "a=1; b=2" });
});

test("an answer goes back with its headers, its cookies apart", async () => {
  const headers = new Headers({ "content-type": "text/plain" });
  headers.append("set-cookie", "a=1; HttpOnly");
  headers.append("set-cookie", "b=2");
  const handler = lambdaHandler(async () => new Response("Grüße", { status: 201, headers }));
  expect(await handler(EVENT)).toEqual({
    statusCode: 201,
    headers: { "content-type": "text/plain" },
    cookies: ["a=1; HttpOnly", "b=2"],
    body: "Grüße",
    isBase64Encoded: false,
  });
});

test("the app signs behind it", async () => {
  const { key, record } = await createApiKey({ meetings: [MEETING] });
  const app = createApp({
    credentials: CREDENTIALS,
    access: { kind: "api-keys", keys: [record] },
    now: () => NOW,
  });
  const headers = { ...EVENT.headers, authorization: `Bearer ${key}` };
  const { statusCode, ...result } = await lambdaHandler(app)({ ...EVENT, headers });
  expect([statusCode, result.headers["content-type"], result.headers["cache-control"]]).toEqual([
    200,
    "application/json",
    "no-store",
  ]);
  const { signature, ...rest } = JSON.parse(result.body) as { signature: string };
  expect(rest).toEqual({
    sdkKey: CREDENTIALS.sdkKey,
    meetingNumber: MEETING,
    role: 0,
    expiresIn: 7200,
    expiresAt: "2025-11-24T04:00:00.000Z",
  });
  expect(verify(signature, CREDENTIALS.sdkSecret, { now: NOW })).toMatchObject({ ok: true });
});

test("development mode stays closed behind it, whatever the caller's address", async () => {
  const { statusCode, body } = await lambdaHandler(createApp(DEVELOPMENT))({
    ...withHttp({ sourceIp: "127.0.0.1" }),
    headers: { "content-type": "application/json", host: EVENT.headers.host },
  });
  expect([statusCode, JSON.parse(body).type]).toEqual([403, "/v1/explain/development-loopback-only"]);
});

test.each<[what: string, event: LambdaEvent]>([
  ["a method that the web's Request refuses", withHttp({ method: "TRACE" })],
  ["a method that is none", withHttp({ method: "GET /" })],
  ["a header name that is none", { ...EVENT, headers: { "a b": "1" } }],
  ["a header value with a line break", { ...EVENT, headers: { a: "1\r\nb: 2" } }],
  ["a body that says it is base64", { ...EVENT, body: "%%%", isBase64Encoded: true }],
])("%s is answered, and the app not asked", async (_what, event) => {
  const handler = lambdaHandler(() => Promise.reject(new Error("it was asked")));
  const { statusCode, headers, body } = await handler(event);
  expect([statusCode, headers["content-type"]]).toEqual([400, "application/problem+json"]);
  expect(JSON.parse(body)).toMatchObject({ type: "/v1/explain/request-malformed", status: 400 });
});

test.each<[what: string, event: unknown]>([
  [
    "a REST API's",
    { version: "1.0", httpMethod: "POST", path: "/", requestContext: { http: { method: "POST" } } },
  ],
  ["a load balancer's", { httpMethod: "POST", path: "/", requestContext: { elb: {} } }],
  ["a timer's", { source: "aws.events" }],
  ["no event", undefined],
  ["null", null],
])("an event of another format is refused: %s", async (_what, event) => {
  const handler = lambdaHandler(() => Promise.reject(new Error("it was asked")));
  await expect(handler(event as LambdaEvent)).rejects.toThrow(
    new TypeError(
      "this event is not of payload format 2.0: put the function behind an HTTP API or a function URL, not a REST API or a load balancer",
    ),
  );
});
