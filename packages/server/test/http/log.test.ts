import { createApp, jsonLines } from "@countersign/server";
import { expect, test } from "vitest";
import { logRecord, whereOf } from "../../src/http/log.ts";
import { DEVELOPMENT, MEETING, matrix, NOW } from "../support.ts";

const good = JSON.stringify({ meetingNumber: MEETING, role: 0 });

matrix("the request log", DEVELOPMENT, (send, { log }) => {
  test.each([
    [{ body: good }, { method: "POST", route: "/", status: 200, caller: "development", outcome: "signed" }],
    [
      { path: "/v1/signature?role=1", body: "{" },
      { method: "POST", route: "/v1/signature", status: 400, caller: "development", outcome: "json-invalid" },
    ],
    [
      { method: "GET", path: "/healthz" },
      { method: "GET", route: "/healthz", status: 200, outcome: "ok" },
    ],
    [
      { method: "HEAD", path: "/readyz" },
      { method: "HEAD", route: "/readyz", status: 200, outcome: "ok" },
    ],
    [{ method: "OPTIONS" }, { method: "OPTIONS", route: "/", status: 204, outcome: "ok" }],
    [{ method: "GET" }, { method: "GET", route: "/", status: 405, outcome: "method-not-allowed" }],
    [
      { method: "GET", path: "/v1/explain/role-invalid" },
      { method: "GET", route: "/v1/explain/:code", status: 200, outcome: "ok" },
    ],
    [
      { method: "PROPFIND", path: "/a/b" },
      { method: "OTHER", route: "none", status: 404, outcome: "not-found" },
    ],
  ])("one record for %o", async (sent, expected) => {
    const before = log.length;
    const answer = await send(sent);
    expect(log.length).toBe(before + 1);
    const { ms, ...record } = log.at(-1) ?? { ms: -1 };
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(record).toEqual({
      time: "2025-11-24T02:00:00.000Z",
      ...expected,
      requestId: answer.headers["x-request-id"],
    });
  });
});

test("a log that throws takes no answer with it", async () => {
  const app = createApp({
    ...DEVELOPMENT,
    log: () => {
      throw new Error("the disk is full");
    },
  });
  expect((await app(new Request("http://localhost/healthz"))).status).toBe(200);
});

test("control and format characters are cut out, and long texts cut off", () => {
  const exchange = {
    requestId: "id",
    remoteAddress: undefined,
    originListed: false,
    caller: `a\n\u001b[31m\u202eb\u2028c${"x".repeat(300)}`,
    route: "/\r\n/",
    outcome: "ok",
    where: undefined,
  } as const;
  expect(logRecord(exchange, { method: "G\nET", status: 200, ms: 1.23456 }, NOW)).toEqual({
    time: "2025-11-24T02:00:00.000Z",
    method: "OTHER",
    route: "//",
    status: 200,
    ms: 1.23,
    requestId: "id",
    caller: `a[31mbc${"x".repeat(193)}`,
    outcome: "ok",
  });
});

test("of an unforeseen error only the class and the place are kept", () => {
  const where = whereOf(new RangeError("a secret"));
  expect(where).toMatch(/^RangeError at .*log\.test\.ts/);
  expect(where).not.toContain("a secret");
  expect(whereOf("a secret")).toBe("not an Error");
  const multiline = new Error("first\n    at secret");
  expect(whereOf(multiline)).not.toContain("secret");
});

test("jsonLines writes a line a record", () => {
  const lines: string[] = [];
  const log = jsonLines((line) => lines.push(line));
  const record = { time: "t", method: "GET", route: "/", status: 200, ms: 1, requestId: "r", outcome: "ok" };
  log(record);
  log(record);
  expect(lines).toEqual([`${JSON.stringify(record)}\n`, `${JSON.stringify(record)}\n`]);
});
