import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type Answered,
  type Asked,
  createExchanger,
  ExchangeError,
  type Exchanger,
} from "../../src/zoom-api/exchange.ts";
import { answering, closedPort, http, httpServer, rawServer } from "./servers.ts";

/** Longer than anything here takes; where the deadline is what is tested, it is short. */
const LONG = 8000;
const SHORT = 150;

function exchanger(keepAlive = false, sockets = 4): Exchanger {
  const made = createExchanger({ sockets, keepAlive });
  onTestFinished(() => made.close());
  return made;
}

const get = (url: string): Asked => ({ method: "GET", url: new URL("/v2/x", url), headers: {} });
const post = (url: string): Asked => ({
  method: "POST",
  url: new URL("/oauth/token", url),
  headers: {},
  body: "a=b",
});

/** The text of the answer, or the problem and whether the request may have been acted on. */
async function outcome(asked: Promise<Answered>): Promise<unknown> {
  try {
    return (await asked).text;
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    return [error.problem, error.sent ? "sent" : "not sent"];
  }
}

const JSON_TYPE = { "Content-Type": "application/json" };
const big = (bytes: number): string => "a".repeat(bytes);

describe("an answer as it may come", () => {
  test.each<[what: string, bytes: Buffer | string, comesTo: unknown]>([
    ["with a length", http("200 OK", JSON_TYPE, '{"a":1}'), '{"a":1}'],
    [
      "in chunks",
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n',
      '{"a":1}',
    ],
    ["up to the end of the connection", 'HTTP/1.1 200 OK\r\n\r\n{"a":1}', '{"a":1}'],
    ["HTTP/1.0", 'HTTP/1.0 200 OK\r\n\r\n{"a":1}', '{"a":1}'],
    ["empty", http("200 OK", {}, ""), ""],
    ["204", "HTTP/1.1 204 No Content\r\n\r\n", ""],
    ["after a 103", `HTTP/1.1 103 Early Hints\r\n\r\n${http("200 OK", {}, "x")}`, "x"],
    ["said to be identity", http("200 OK", { "Content-Encoding": "Identity" }, "x"), "x"],
    ["as large as is read", http("200 OK", {}, big(64 * 1024)), big(64 * 1024)],
    ["one byte larger", http("200 OK", {}, big(64 * 1024 + 1)), ["body-too-large", "sent"]],
    [
      "of any length that is said, cut short",
      Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"), Buffer.from("abc")]),
      ["connection-ended", "sent"],
    ],
    [
      "in chunks without the last",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
      ["connection-ended", "sent"],
    ],
    [
      "in chunks that are none",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
      ["connection-ended", "sent"],
    ],
    ["that is no HTTP", "220 mail.example ESMTP\r\n", ["connection-ended", "sent"]],
    [
      "with two lengths",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      ["connection-ended", "sent"],
    ],
    [
      "with headers of 40 KiB",
      http("200 OK", { "X-Big": big(40 * 1024) }, "x"),
      ["connection-ended", "sent"],
    ],
    [
      "an upgrade nobody asked for",
      "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
      ["connection-ended", "sent"],
    ],
    ["nothing at all", "", ["connection-ended", "sent"]],
    [
      "compressed",
      http("200 OK", { "Content-Encoding": "gzip" }, gzipSync("{}")),
      ["body-compressed", "sent"],
    ],
    [
      "compressed with brotli",
      http("200 OK", { "Content-Encoding": "br" }, "x"),
      ["body-compressed", "sent"],
    ],
    [
      "compressed twice",
      http("200 OK", { "Content-Encoding": "identity, gzip" }, "x"),
      ["body-compressed", "sent"],
    ],
    [
      "compressed, an error",
      http("400 Bad Request", { "Content-Encoding": "gzip" }, gzipSync("{}")),
      ["body-compressed", "sent"],
    ],
    [
      "bytes that are no UTF-8",
      http("200 OK", JSON_TYPE, Buffer.from([0x22, 0xff, 0x22])),
      ["not-text", "sent"],
    ],
    ["half of a character", http("200 OK", JSON_TYPE, Buffer.from([0x22, 0xe2, 0x82])), ["not-text", "sent"]],
  ])("%s", async (_what, bytes, comesTo) => {
    const server = await answering(bytes);
    expect(await outcome(exchanger().exchange(post(server.url), LONG))).toEqual(comesTo);
    expect(server.connections()).toBe(1);
  });
});

test("status and headers are handed on, and a redirect is an answer like others: it is not followed", async () => {
  const elsewhere = await httpServer((_request, response) => response.end("{}"));
  const server = await answering(http("302 Found", { Location: elsewhere.url }, "moved"));
  expect(await exchanger().exchange(get(server.url), LONG)).toEqual({
    status: 302,
    headers: { "content-length": "5", location: elsewhere.url },
    text: "moved",
  });
  expect(elsewhere.connections()).toBe(0);
});

test("what is sent: the method, the path, the headers given and three of ours; no cookie of the answer before", async () => {
  const seen: unknown[] = [];
  const server = await httpServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      seen.push([method, url, body, headers]);
      response.setHeader("set-cookie", "a=b").end("{}");
    });
  });
  const { exchange } = exchanger();
  const url = new URL("/oauth/token?a=%2F", server.url);
  const headers = { authorization: "Basic x", "content-type": "text/plain" };
  await exchange({ method: "POST", url, headers, body: "a=ü" }, LONG);
  await exchange({ method: "GET", url, headers: {} }, LONG);
  const ours = {
    accept: "application/json",
    "accept-encoding": "identity",
    "user-agent": "countersign",
    host: `127.0.0.1:${server.port}`,
    connection: "close",
  };
  expect(seen).toEqual([
    ["POST", "/oauth/token?a=%2F", "a=ü", { ...ours, ...headers, "content-length": "4" }],
    ["GET", "/oauth/token?a=%2F", "", ours],
  ]);
});

describe("no answer in time", () => {
  test("a server that takes the request and says nothing", async () => {
    const server = await rawServer((socket) => socket.resume());
    expect(await outcome(exchanger().exchange(post(server.url), SHORT))).toEqual(["timed-out", "sent"]);
  });

  test("one that says a byte at a time, forever", async () => {
    const server = await rawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n");
      const more = setInterval(() => socket.write("a"), 10);
      socket.on("close", () => clearInterval(more));
    });
    expect(await outcome(exchanger().exchange(get(server.url), SHORT))).toEqual(["timed-out", "sent"]);
  });

  test("headers that never end", async () => {
    const server = await rawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const more = setInterval(() => socket.write("x: y\r\n"), 10);
      socket.on("close", () => clearInterval(more));
    });
    expect(await outcome(exchanger().exchange(get(server.url), SHORT))).toEqual(["timed-out", "sent"]);
  });

  test("no connection free: what waits for one was not sent, and the socket is not taken afterwards", async () => {
    const server = await rawServer((socket) => socket.resume());
    const { exchange } = exchanger(false, 1);
    const first = outcome(exchange(post(server.url), 3 * SHORT));
    expect(await outcome(exchange(post(server.url), SHORT))).toEqual(["not-connected-in-time", "not sent"]);
    expect(await first).toEqual(["timed-out", "sent"]);
    expect(server.connections()).toBe(1);
  });

  test("no time left at all", async () => {
    const server = await httpServer((_request, response) => response.end("{}"));
    const problem = await outcome(exchanger(false, 1).exchange(post(server.url), -1));
    expect(["timed-out", "not-connected-in-time", "{}"]).toContain(
      Array.isArray(problem) ? problem[0] : problem,
    );
  });
});

describe("a connection that does not stand", () => {
  test("nobody listens: not sent", async () => {
    const port = await closedPort();
    expect(await outcome(exchanger().exchange(post(`http://127.0.0.1:${port}`), LONG))).toEqual([
      "connection-refused",
      "not sent",
    ]);
  });

  test("a name that leads nowhere: not sent", async () => {
    // A part of more than 63 characters is refused before another machine is asked.
    const url = `https://${"a".repeat(64)}.zoom.us`;
    expect(await outcome(exchanger().exchange(post(url), LONG))).toEqual(["name-not-resolved", "not sent"]);
  });

  test("https to one who does not speak it: not sent", async () => {
    let seen = "";
    const server = await rawServer((socket) => {
      socket.once("data", (bytes) => {
        seen += bytes.toString("latin1");
        socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
      });
    });
    expect(await outcome(exchanger().exchange(post(`https://127.0.0.1:${server.port}`), LONG))).toEqual([
      "no-secure-connection",
      "not sent",
    ]);
    expect(seen).not.toContain("oauth/token");
  });

  test("reset as soon as the request was read: it may have been acted on", async () => {
    const server = await rawServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect(await outcome(exchanger().exchange(post(server.url), LONG))).toEqual(["connection-ended", "sent"]);
  });

  test("reset after half of the answer", async () => {
    const server = await answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "reset");
    expect(await outcome(exchanger().exchange(post(server.url), LONG))).toEqual(["connection-ended", "sent"]);
  });

  test("a kept connection that the server ends as it is used again: it may have been acted on", async () => {
    let requests = 0;
    const server = await rawServer((socket) => {
      socket.on("data", () => {
        requests += 1;
        if (requests === 1) socket.write(http("200 OK", {}, "first"));
        else socket.resetAndDestroy();
      });
    });
    const { exchange } = exchanger(true);
    expect(await outcome(exchange(get(server.url), LONG))).toBe("first");
    expect(await outcome(exchange(get(server.url), LONG))).toEqual(["connection-ended", "sent"]);
    expect([server.connections(), requests]).toEqual([1, 2]);
  });
});

test("of fifty megabytes some are sent and 64 KiB are read: the connection is ended", async () => {
  let written = 0;
  let closed = (): void => undefined;
  const ended = new Promise<void>((resolve) => (closed = resolve));
  const server = await rawServer((socket) => {
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n");
      const chunk = Buffer.alloc(64 * 1024, "a");
      const more = (): void => {
        while (written < 50_000_000 && socket.writable) {
          written += chunk.length;
          if (!socket.write(chunk)) return void socket.once("drain", more);
        }
      };
      more();
    });
    socket.on("close", () => closed());
  });
  expect(await outcome(exchanger().exchange(get(server.url), LONG))).toEqual(["body-too-large", "sent"]);
  await ended;
  expect(written).toBeLessThan(50_000_000);
});

test("a connection that is used again and again has no more listeners than at first", async () => {
  const server = await httpServer((_request, response) => response.end("{}"));
  const { exchange } = exchanger(true, 1);
  const warnings: string[] = [];
  const warned = ({ name }: Error): void => void warnings.push(name);
  process.on("warning", warned);
  onTestFinished(() => void process.off("warning", warned));
  for (let n = 0; n < 20; n++) await exchange(get(server.url), LONG);
  // Warnings are told a tick later.
  await new Promise(setImmediate);
  expect([server.connections(), warnings]).toEqual([1, []]);
});

test("after a failure the next request is asked on a connection of its own, and the socket is free again", async () => {
  let requests = 0;
  const server = await rawServer((socket) => {
    socket.on("data", () => {
      requests += 1;
      socket.write(
        requests % 2 ? http("200 OK", { "Content-Encoding": "gzip" }, "x") : http("200 OK", {}, "ok"),
      );
    });
  });
  const { exchange } = exchanger(true, 1);
  for (let n = 0; n < 5; n++) {
    expect(await outcome(exchange(get(server.url), LONG))).toEqual(["body-compressed", "sent"]);
    expect(await outcome(exchange(get(server.url), LONG))).toBe("ok");
  }
});

test("no more connections than allowed, however many ask", async () => {
  let open = 0;
  let most = 0;
  const server = await rawServer((socket) => {
    open += 1;
    most = Math.max(most, open);
    socket.on("close", () => (open -= 1));
    socket.once("data", () => setTimeout(() => socket.end(http("200 OK", {}, "x")), 5));
  });
  const { exchange } = exchanger(false, 3);
  const all = await Promise.all(Array.from({ length: 30 }, () => outcome(exchange(get(server.url), LONG))));
  expect(all).toEqual(Array(30).fill("x"));
  expect(most).toBeLessThanOrEqual(4);
});

test("an error says the problem, and nothing of what was sent", async () => {
  const server = await answering("nonsense");
  const asked = {
    ...post(server.url),
    headers: { authorization: "Basic c2VjcmV0LWNhbmFyeQ==" },
    body: "t=canary-in-body",
  };
  const error = await exchanger()
    .exchange(asked, LONG)
    .catch((caught: Error) => caught);
  expect(error).toBeInstanceOf(ExchangeError);
  const { name, message, cause, problem, sent } = error as ExchangeError;
  expect({ name, message, cause, problem, sent }).toEqual({
    name: "ExchangeError",
    message: "connection-ended",
    cause: undefined,
    problem: "connection-ended",
    sent: true,
  });
});
