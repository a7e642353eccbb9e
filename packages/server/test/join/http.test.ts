import { expect, test } from "vitest";
import { DEVELOPMENT, MEETING, matrix, type Sent } from "../support.ts";

const origin = "https://app.example.com";
const json = { "content-type": "application/json" };
const path = "/v1/join";
const good = JSON.stringify({ meetingNumber: MEETING, role: 0 });
const ALWAYS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  vary: "Origin",
};
const JSON_ANSWER = { ...ALWAYS, "content-type": "application/json" };
const PROBLEM = { ...ALWAYS, "content-type": "application/problem+json" };
const CORS = { "access-control-allow-origin": origin, "access-control-expose-headers": "X-Request-Id" };
const foreign = "https://evil.example";
const NOT_ALLOWED = { ...PROBLEM, allow: "POST, OPTIONS" };

const TABLE: readonly (readonly [string, Sent, number, Record<string, string>])[] = [
  ["POST", { path, body: good }, 200, JSON_ANSWER],
  [
    "from a listed page",
    { path, headers: { ...json, origin }, body: good },
    200,
    { ...JSON_ANSWER, ...CORS },
  ],
  ["from another page", { path, headers: { ...json, origin: foreign }, body: good }, 403, PROBLEM],
  ["a forbidden meeting", { path, body: good.replace("872", "111") }, 403, PROBLEM],
  ["a bad body", { path, body: "{" }, 400, PROBLEM],
  ["a form", { path, headers: { "content-type": "text/plain" }, body: good }, 415, PROBLEM],
  ["GET", { method: "GET", path }, 405, NOT_ALLOWED],
  [
    "GET with everything in the address",
    { method: "GET", path: `${path}?meetingNumber=${MEETING}&role=0` },
    405,
    NOT_ALLOWED,
  ],
  ["HEAD", { method: "HEAD", path }, 405, NOT_ALLOWED],
  ["PUT", { method: "PUT", path, body: good }, 405, NOT_ALLOWED],
  ["a path below it", { path: `${path}/x`, body: good }, 404, PROBLEM],
  ["OPTIONS", { method: "OPTIONS", path }, 204, { ...ALWAYS, allow: "POST, OPTIONS" }],
  [
    "a preflight from a listed page",
    { method: "OPTIONS", path, headers: { origin, "access-control-request-method": "POST" } },
    204,
    {
      ...ALWAYS,
      ...CORS,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "Content-Type",
      "access-control-max-age": "600",
    },
  ],
  ["a preflight from another page", { method: "OPTIONS", path, headers: { origin: foreign } }, 403, PROBLEM],
];

const OF_THE_TRANSPORT = ["connection", "content-length", "date", "keep-alive", "transfer-encoding"];

matrix(
  "POST /v1/join",
  { ...DEVELOPMENT, meetingsOf: "own", corsOrigins: [origin] },
  (send, { overHttp, log }) => {
    test.each(TABLE)("%s", async (what, sent, status, expected) => {
      const answer = await send(sent);
      const { "x-request-id": _, ...headers } = answer.headers;
      if (overHttp) for (const name of OF_THE_TRANSPORT) delete (headers as Record<string, string>)[name];
      expect([answer.status, headers]).toEqual([status, expected]);
      expect(log.at(-1)?.route).toBe(what === "a path below it" ? "none" : path);
    });
  },
);
