import { expect, test } from "vitest";
import { audited, DEVELOPMENT, MEETING, matrix, type Sent } from "../support.ts";

const json = { "content-type": "application/json" };
const good = JSON.stringify({ meetingNumber: MEETING, role: 0 });
const origin = "https://app.example.com";

const ALWAYS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  vary: "Origin",
};
const JSON_ANSWER = { ...ALWAYS, "content-type": "application/json" };
const PROBLEM = { ...ALWAYS, "content-type": "application/problem+json" };
const CORS = { "access-control-allow-origin": origin, "access-control-expose-headers": "X-Request-Id" };

/** Every kind of answer, and every header that it has beside the request id and what the transport adds. */
const TABLE: readonly (readonly [
  what: string,
  sent: Sent,
  status: number,
  headers: Record<string, string>,
])[] = [
  ["POST /", { body: good }, 200, JSON_ANSWER],
  ["POST /v1/signature", { path: "/v1/signature", body: good }, 200, JSON_ANSWER],
  [
    "POST / from a listed page",
    { headers: { ...json, origin }, body: good },
    200,
    { ...JSON_ANSWER, ...CORS },
  ],
  ["GET /healthz", { method: "GET", path: "/healthz" }, 200, JSON_ANSWER],
  ["HEAD /healthz", { method: "HEAD", path: "/healthz" }, 200, JSON_ANSWER],
  ["GET /readyz", { method: "GET", path: "/readyz" }, 200, JSON_ANSWER],
  ["GET /v1/explain/role-invalid", { method: "GET", path: "/v1/explain/role-invalid" }, 200, JSON_ANSWER],
  ["HEAD /v1/explain/3712", { method: "HEAD", path: "/v1/explain/3712" }, 200, JSON_ANSWER],
  ["POST /v1/diagnose", { path: "/v1/diagnose", body: "{}" }, 200, JSON_ANSWER],
  [
    "POST /v1/diagnose from a listed page",
    { path: "/v1/diagnose", headers: { ...json, origin }, body: "{}" },
    200,
    { ...JSON_ANSWER, ...CORS },
  ],
  ["a secret to be diagnosed", { path: "/v1/diagnose", body: '{"zak":"x"}' }, 400, PROBLEM],
  [
    "POST /v1/diagnose from another page",
    { path: "/v1/diagnose", headers: { ...json, origin: "https://evil.example" }, body: "{}" },
    403,
    PROBLEM,
  ],
  ["a bad body", { body: "{" }, 400, PROBLEM],
  [
    "a bad body from a listed page",
    { headers: { ...json, origin }, body: "{" },
    400,
    { ...PROBLEM, ...CORS },
  ],
  ["a forbidden meeting", { body: good.replace("872", "111") }, 403, PROBLEM],
  ["another page", { headers: { ...json, origin: "https://evil.example" }, body: good }, 403, PROBLEM],
  ["no such path", { path: "/x" }, 404, PROBLEM],
  ["no such path, from a listed page", { path: "/x", headers: { origin } }, 404, { ...PROBLEM, ...CORS }],
  ["GET /", { method: "GET" }, 405, { ...PROBLEM, allow: "POST, OPTIONS" }],
  [
    "GET /v1/signature",
    { method: "GET", path: "/v1/signature" },
    405,
    { ...PROBLEM, allow: "POST, OPTIONS" },
  ],
  ["GET /v1/diagnose", { method: "GET", path: "/v1/diagnose" }, 405, { ...PROBLEM, allow: "POST, OPTIONS" }],
  ["POST /v1/explain/x", { path: "/v1/explain/x" }, 405, { ...PROBLEM, allow: "GET, HEAD" }],
  ["POST /healthz", { path: "/healthz" }, 405, { ...PROBLEM, allow: "GET, HEAD" }],
  ["PUT /readyz", { method: "PUT", path: "/readyz" }, 405, { ...PROBLEM, allow: "GET, HEAD" }],
  ["5000 bytes", { body: " ".repeat(5000) }, 413, PROBLEM],
  ["17 kB to be diagnosed", { path: "/v1/diagnose", body: " ".repeat(17_000) }, 413, PROBLEM],
  ["text", { headers: { "content-type": "text/plain" }, body: good }, 415, PROBLEM],
  ["OPTIONS without an origin", { method: "OPTIONS" }, 204, { ...ALWAYS, allow: "POST, OPTIONS" }],
  [
    "OPTIONS /v1/diagnose without an origin",
    { method: "OPTIONS", path: "/v1/diagnose" },
    204,
    { ...ALWAYS, allow: "POST, OPTIONS" },
  ],
  [
    "a preflight from a listed page",
    { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } },
    204,
    {
      ...ALWAYS,
      ...CORS,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "Content-Type",
      "access-control-max-age": "600",
    },
  ],
  [
    "a preflight from another page",
    { method: "OPTIONS", headers: { origin: "https://evil.example" } },
    403,
    PROBLEM,
  ],
];

const OF_THE_TRANSPORT = ["connection", "content-length", "date", "keep-alive", "transfer-encoding"];

matrix("headers", { ...DEVELOPMENT, corsOrigins: [origin] }, (send, { overHttp }) => {
  test.each(TABLE)("%s", async (_, sent, status, expected) => {
    const answer = await send(sent);
    expect(answer.status).toBe(status);
    const { "x-request-id": requestId, ...headers } = answer.headers;
    expect(requestId).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    if (overHttp) for (const name of OF_THE_TRANSPORT) delete (headers as Record<string, string>)[name];
    expect(headers).toEqual(expected);
  });
});

const limiter = {
  take: async () => {
    throw new RangeError("what a limiter is not foreseen to say");
  },
};

matrix(
  "something unforeseen",
  { ...DEVELOPMENT, now: () => Number.NaN, state: { ...audited(), limiter } },
  (send, { log }) => {
    test("an unforeseen error says nothing, and the log says where", async () => {
      const answer = await send({ body: good });
      const { "x-request-id": requestId, ...headers } = answer.headers;
      expect([answer.status, headers]).toMatchObject([500, PROBLEM]);
      expect(JSON.parse(answer.text)).toEqual({
        type: "/v1/explain/internal",
        title: "Something went wrong here",
        status: 500,
        detail: "something went wrong here",
        errors: [
          {
            property: "$request",
            reason: "something went wrong here",
            code: "internal",
            help: "Ask whoever runs this server to look for the X-Request-Id of this answer in its log.",
          },
        ],
      });
      expect(log.at(-1)).toEqual({
        time: "unknown",
        method: "POST",
        route: "/",
        status: 500,
        ms: expect.any(Number),
        requestId,
        caller: "development",
        outcome: "internal",
        where: expect.stringMatching(/^RangeError at \S/),
      });
    });

    test("with a clock that is wrong: alive but not ready", async () => {
      expect((await send({ method: "GET", path: "/healthz" })).status).toBe(200);
      const answer = await send({ method: "GET", path: "/readyz" });
      expect([answer.status, JSON.parse(answer.text).type]).toEqual([503, "/v1/explain/not-ready"]);
    });
  },
);
