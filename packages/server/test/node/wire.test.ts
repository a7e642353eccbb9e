import { connect } from "node:net";
import { createApp, type LogRecord, type Served, serve } from "@countersign/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEVELOPMENT, MEETING } from "../support.ts";

const log: LogRecord[] = [];
let served: Served;

beforeAll(async () => {
  served = await serve({
    fetch: createApp({ ...DEVELOPMENT, log: (record) => log.push(record) }),
    log: (record) => log.push(record),
    port: 0,
    limits: { headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 50, closeTimeout: 100 },
  });
});
afterAll(() => served.close());

/** What comes back on a connection until the server closes it. */
function exchange(text: string | Buffer, hangUp = false): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = "";
    const socket = connect(served.port, served.host, () => {
      socket.write(text);
      if (hangUp) socket.end();
    });
    socket.setEncoding("latin1");
    socket.on("data", (data) => {
      received += data;
    });
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" ? resolve(received) : reject(error),
    );
    socket.on("close", () => resolve(received));
  });
}

const body = JSON.stringify({ meetingNumber: MEETING, role: 0 });
const length = `Content-Length: ${body.length}`;
const host = "Host: localhost";
const json = "Content-Type: application/json";
const lines = (...all: string[]) => `${all.join("\r\n")}\r\n`;
const post = (...headers: string[]) => lines("POST / HTTP/1.1", "Connection: close", ...headers, "");

async function expectAlive(): Promise<void> {
  const answer = await exchange(post(host, json, length) + body);
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
}

test.each<[what: string, text: string | Buffer, status: number, code: string]>([
  ["9 KiB of headers", post(host, json, `X: ${"x".repeat(9000)}`), 431, "header-too-large"],
  [
    "1000 headers",
    post(host, ...Array.from({ length: 1000 }, (_, index) => `X-${index}: abc`)),
    431,
    "header-too-large",
  ],
  ["a path of 9 KiB", lines(`POST /${"a".repeat(9000)} HTTP/1.1`, host, ""), 431, "header-too-large"],
  ["no Host", post(json, length) + body, 400, "request-malformed"],
  ["an empty Host", post("Host:", json, length) + body, 400, "request-malformed"],
  ["a Host with a space", post("Host: a b", json, length) + body, 400, "request-malformed"],
  ["a Host with a path", post("Host: localhost/x", json, length) + body, 400, "request-malformed"],
  ["a Host with a user", post("Host: user@localhost", json, length) + body, 400, "request-malformed"],
  [
    "another machine's Host",
    post("Host: evil.example", json, length) + body,
    403,
    "development-loopback-only",
  ],
  ["two Hosts", post(host, "Host: evil.example", json, length) + body, 403, "development-loopback-only"],
  [
    "another machine's absolute target",
    lines("POST http://evil.example/ HTTP/1.1", "Connection: close", host, json, length, "") + body,
    403,
    "development-loopback-only",
  ],
  [
    "a backslash in the path",
    lines("POST /v1\\signature HTTP/1.1", "Connection: close", host, ""),
    400,
    "request-malformed",
  ],
  ["a target of *", lines("OPTIONS * HTTP/1.1", "Connection: close", host, ""), 400, "request-malformed"],
  ["two lengths", post(host, json, length, "Content-Length: 1") + body, 400, "request-malformed"],
  ["a negative length", post(host, json, "Content-Length: -1") + body, 400, "request-malformed"],
  [
    "a length with a sign",
    post(host, json, `Content-Length: +${body.length}`) + body,
    400,
    "request-malformed",
  ],
  ["a length that is no number", post(host, json, "Content-Length: x") + body, 400, "request-malformed"],
  [
    "a length and chunks",
    post(host, json, length, "Transfer-Encoding: chunked") + body,
    400,
    "request-malformed",
  ],
  ["an unknown transfer coding", post(host, json, "Transfer-Encoding: x") + body, 400, "request-malformed"],
  ["a bad chunk", `${post(host, json, "Transfer-Encoding: chunked")}zz\r\n`, 400, "request-malformed"],
  ["a space before the colon", post("Host : localhost", json), 400, "request-malformed"],
  ["a NUL in a header", post(host, "X: a\u0000b"), 400, "request-malformed"],
  ["a folded header", post(host, "X: a\r\n b"), 400, "request-malformed"],
  ["a header without a name", post(host, ": x"), 400, "request-malformed"],
  ["bare line feeds", "POST / HTTP/1.1\nHost: localhost\n\n", 400, "request-malformed"],
  ["HTTP/9.9", lines("POST / HTTP/9.9", host, ""), 400, "request-malformed"],
  ["no version", "POST /\r\n\r\n", 400, "request-malformed"],
  ["a method that is none", lines("po st / HTTP/1.1", host, ""), 400, "request-malformed"],
  ["the start of TLS", Buffer.from([22, 3, 1, 0, 165, 1, 0, 0, 161, 3, 3]), 400, "request-malformed"],
  ["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "request-malformed"],
  ["headers that do not end", "POST / HTTP/1.1\r\nHost: localhost\r\nX: ", 408, "request-timeout"],
  ["a body that does not come", post(host, json, length) + body.slice(0, 5), 408, "request-timeout"],
  ["an upgrade that nobody takes", post(host, "Upgrade: websocket"), 415, "content-type-unsupported"],
])("%s", async (_, text, status, code) => {
  const answer = await exchange(text);
  const [head = "", ...rest] = answer.split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head.toLowerCase()).toContain("content-type: application/problem+json");
  expect(head.toLowerCase()).toContain("cache-control: no-store");
  expect(head.toLowerCase()).not.toMatch(/\r\n(?:server|x-powered-by):/);
  expect(answer.match(/HTTP\/1\.1 /g)?.length).toBe(1);
  expect(JSON.parse(rest.join("\r\n\r\n")).type).toBe(`/v1/explain/${code}`);
  const requestId = /^x-request-id: (.*)$/im.exec(head)?.[1];
  expect(log.find((record) => record.requestId === requestId)).toMatchObject({ status, outcome: code });
  await expectAlive();
});

test.each([
  ["nothing", ""],
  ["half a request line", "POST"],
  ["half a body", post(host, json, length) + body.slice(0, 10)],
  ["CONNECT", lines("CONNECT evil.example:443 HTTP/1.1", "Host: evil.example:443", "")],
])("a caller who hangs up after %s does no harm", async (_, text) => {
  expect(await exchange(text, true)).not.toMatch(/^HTTP\/1\.1 [25]/);
  await expectAlive();
});

test("HTTP/1.0 is answered", async () => {
  const answer = await exchange(lines("POST / HTTP/1.0", host, json, length, "") + body);
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

test("two requests on one connection get two answers, in order", async () => {
  const first = lines("POST / HTTP/1.1", host, json, "Content-Length: 1", "", "{");
  const answer = await exchange(first.slice(0, -2) + post(host, json, length) + body);
  expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1])).toEqual(["400", "200"]);
});

test("nothing of all this was answered with a 5xx", () => {
  expect(log.length).toBeGreaterThan(40);
  expect(log.filter(({ status }) => status >= 500)).toEqual([]);
});
