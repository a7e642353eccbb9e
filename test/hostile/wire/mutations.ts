import { utf8 } from "../support/kind.ts";
import type { How } from "../support/socket.ts";

/** Bytes that are no right request, made for one route. */
export interface Mutation {
  readonly name: string;
  readonly bytes: (route: string, credential: string) => Uint8Array;
  readonly how?: How;
  /**
   * What may come back: refusals only; an answer with any status but 5xx, where the bytes can be read as a request after
   * all; or nothing, where no request was ever whole.
   */
  readonly expect: "refusal" | "anything but 5xx" | "refusal or nothing";
}

const BODY = '{"meetingNumber":"1","role":9}';
const HOST = "Host: 127.0.0.1";
const JSON_TYPE = "Content-Type: application/json";
const LENGTH = `Content-Length: ${BODY.length}`;
const CHUNKED = "Transfer-Encoding: chunked";
const CLOSE = "Connection: close";

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");
const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join("");

/** A request that would be whole, but for what is given. */
function request(
  name: string,
  parts: {
    readonly first?: (route: string) => string;
    readonly headers?: readonly string[];
    readonly host?: readonly string[];
    readonly framing?: readonly string[];
    readonly body?: string;
  },
  expect: Mutation["expect"] = "refusal",
  how?: How,
): Mutation {
  const {
    first = (route) => `POST ${route} HTTP/1.1`,
    headers = [],
    host = [HOST],
    framing = [LENGTH],
  } = parts;
  return {
    name,
    expect,
    ...(how !== undefined && { how }),
    bytes: (route, credential) =>
      latin1(
        lines(first(route), ...host, CLOSE, JSON_TYPE, credential, ...headers, ...framing, "") +
          (parts.body ?? BODY),
      ),
  };
}

const framed = (
  name: string,
  framing: readonly string[],
  body = BODY,
  expect?: Mutation["expect"],
): Mutation => request(`framing: ${name}`, { framing, body }, expect);
const header = (name: string, line: string): Mutation => request(`header: ${name}`, { headers: [line] });
const first = (
  name: string,
  make: (route: string) => string,
  expect: Mutation["expect"] = "refusal",
): Mutation => request(`request line: ${name}`, { first: make }, expect);
const chunk = (name: string, body: string, expect?: Mutation["expect"]): Mutation =>
  framed(`chunks: ${name}`, [CHUNKED], body, expect);

/** A request cut off after so much of it, and the connection half closed: nothing more will come. */
const cut = (name: string, part: (whole: string, body: string) => string): Mutation => ({
  name: `cut off ${name}`,
  expect: "refusal or nothing",
  how: { halfClose: true },
  bytes: (route, credential) => {
    const head = lines(`POST ${route} HTTP/1.1`, HOST, JSON_TYPE, credential, LENGTH, "");
    return latin1(part(head + BODY, head));
  },
});

const raw = (name: string, text: string | Uint8Array): Mutation => ({
  name: `bytes: ${name}`,
  expect: "refusal or nothing",
  how: { halfClose: true },
  bytes: () => (typeof text === "string" ? latin1(text) : text),
});

export const MUTATIONS: readonly Mutation[] = [
  framed("two lengths that differ", [LENGTH, "Content-Length: 1"]),
  framed("two lengths that are alike", [LENGTH, LENGTH]),
  framed("two lengths in one", [`Content-Length: ${BODY.length}, ${BODY.length}`]),
  framed("a length and chunks", [LENGTH, CHUNKED], `0\r\n\r\n${BODY}`),
  framed("chunks and a length", [CHUNKED, LENGTH], `0\r\n\r\n${BODY}`),
  framed("a negative length", ["Content-Length: -1"]),
  framed("a length with a sign", [`Content-Length: +${BODY.length}`]),
  framed("a hexadecimal length", ["Content-Length: 0x1e"]),
  framed("a length with a fraction", ["Content-Length: 30.0"]),
  framed("a length with an exponent", ["Content-Length: 3e1"]),
  framed("an empty length", ["Content-Length:"]),
  framed("a length beyond 2^64", ["Content-Length: 18446744073709551616"]),
  framed("a length of 10^15", ["Content-Length: 1000000000000000"]),
  framed("a length with a letter", ["Content-Length: 30a"]),
  framed("a length with a space inside", ["Content-Length: 3 0"]),
  framed("a space before the colon of the length", [`Content-Length : ${BODY.length}`]),
  framed("a folded length", ["Content-Length:\r\n 30"]),
  framed("no length at all", []),
  framed("an unknown coding", ["Transfer-Encoding: x"]),
  framed("gzip as coding", ["Transfer-Encoding: gzip, chunked"], "0\r\n\r\n"),
  framed("identity as coding", ["Transfer-Encoding: identity"]),
  framed("chunked twice", ["Transfer-Encoding: chunked, chunked"], "0\r\n\r\n"),
  framed("two codings", [CHUNKED, "Transfer-Encoding: identity"], "0\r\n\r\n"),
  framed("chunked, not last", ["Transfer-Encoding: chunked, gzip"], "0\r\n\r\n"),
  framed("a coding with a tab before it", ["Transfer-Encoding:\tchunked"], "0\r\n\r\n", "anything but 5xx"),
  framed("a coding with a vertical tab", ["Transfer-Encoding: \x0bchunked"], "0\r\n\r\n"),
  framed("a coding in quotes", ['Transfer-Encoding: "chunked"'], "0\r\n\r\n"),
  framed("a coding with a space before the colon", ["Transfer-Encoding : chunked"], "0\r\n\r\n"),
  framed("a coding after a line feed", ["X: a\nTransfer-Encoding: chunked"], "0\r\n\r\n"),
  chunk("a size that is no number", "zz\r\n"),
  chunk("a negative size", "-1\r\nx\r\n0\r\n\r\n"),
  chunk("a size with 0x", "0x1\r\n{\r\n0\r\n\r\n"),
  chunk("an empty size", "\r\n{\r\n0\r\n\r\n"),
  chunk("a size beyond 2^64", "10000000000000000\r\n{\r\n0\r\n\r\n"),
  chunk("a size of 2^63", "7fffffffffffffff\r\n{"),
  chunk("more than the size", "1\r\n{}\r\n0\r\n\r\n"),
  chunk("a bare line feed behind the size", "1\n{\n0\n\n"),
  chunk("a space before the size", " 1\r\n{\r\n0\r\n\r\n"),
  chunk("an extension of 20 kB", `1;x=${"a".repeat(20_000)}\r\n{\r\n0\r\n\r\n`),
  chunk("an extension with a line feed", "1;a\nb\r\n{\r\n0\r\n\r\n"),
  chunk("a trailer that names a length", "1\r\n{\r\n0\r\nContent-Length: 9\r\n\r\n"),
  chunk("a trailer that is none", "1\r\n{\r\n0\r\nx\r\n\r\n"),
  chunk("a trailer of 20 kB", `1\r\n{\r\n0\r\nX: ${"a".repeat(20_000)}\r\n\r\n`),
  chunk("ten thousand of one byte", `${"1\r\n \r\n".repeat(10_000)}0\r\n\r\n`),
  header("a NUL", "X: a\x00b"),
  header("a bare carriage return", "X: a\rb"),
  header("a bell", "X: a\x07b"),
  header("a name with a space", "X Y: z"),
  header("no name", ": z"),
  header("no colon", "xyz"),
  header("a name that is no token", "X(Y): z"),
  header("a name with a NUL", "X\x00: z"),
  header("a name beyond ASCII", "X\xe9: z"),
  header("a folded value", "X: a\r\n b"),
  header("9 kB in one", `X: ${"x".repeat(9_000)}`),
  header("a name of 9 kB", `${"x".repeat(9_000)}: y`),
  // The answer is given while most of it is still on its way; the end of the connection may reach the caller first.
  request("header: a megabyte", { headers: [`X: ${"x".repeat(1_000_000)}`] }, "refusal or nothing"),
  request("header: a thousand of them", {
    headers: Array.from({ length: 1000 }, (_, at) => `X-${at}: abcdef`),
  }),
  request("header: expect nothing known", { headers: ["Expect: x"] }),
  request("header: expect: 100-continue", { headers: ["Expect: 100-continue"] }),
  request("header: expect twice", { headers: ["Expect: 100-continue", "Expect: x"] }),
  request("header: an upgrade", { headers: ["Upgrade: websocket", "Sec-WebSocket-Key: x"] }),
  request("header: an upgrade to HTTP/2", { headers: ["Upgrade: h2c", "HTTP2-Settings: AAMAAABk"] }),
  request("no Host", { host: [] }),
  request("an empty Host", { host: ["Host:"] }),
  request("a Host with a space", { host: ["Host: a b"] }),
  request("a Host with a path", { host: ["Host: 127.0.0.1/x"] }),
  request("a Host with a user", { host: ["Host: user@127.0.0.1"] }),
  request("a Host with a port that is none", { host: ["Host: 127.0.0.1:99999"] }),
  request("a Host beyond ASCII", { host: ["Host: \xe9\xff"] }),
  request("a Host with brackets that do not close", { host: ["Host: [::1"] }),
  request("two Hosts", { host: [HOST, "Host: evil.example"] }),
  first("an absolute target", (route) => `POST http://127.0.0.1${route} HTTP/1.1`),
  first("another machine's absolute target", (route) => `POST http://evil.example${route} HTTP/1.1`),
  first("a target of https", (route) => `POST https://127.0.0.1${route} HTTP/1.1`),
  first("a target of file", () => "POST file:///etc/passwd HTTP/1.1"),
  first("a target of javascript", () => "POST javascript:alert(1) HTTP/1.1"),
  first("an authority as target", () => "POST 127.0.0.1:80 HTTP/1.1"),
  first("a star", () => "POST * HTTP/1.1"),
  first("no target", () => "POST HTTP/1.1"),
  first("a target without a slash", () => "POST x HTTP/1.1"),
  first("a backslash", (route) => `POST \\${route} HTTP/1.1`),
  first("a NUL in the target", (route) => `POST ${route}\x00 HTTP/1.1`),
  first("a space in the target", (route) => `POST ${route} x HTTP/1.1`),
  first("a tab for a space", (route) => `POST\t${route}\tHTTP/1.1`),
  first("two spaces", (route) => `POST  ${route}  HTTP/1.1`, "anything but 5xx"),
  first("bytes beyond ASCII", (route) => `POST ${route}\xe9\xff HTTP/1.1`),
  first("a fragment", (route) => `POST ${route}#x HTTP/1.1`),
  first("a target of 9 kB", (route) => `POST ${route}${"a".repeat(9_000)} HTTP/1.1`),
  first("HTTP/0.9", (route) => `POST ${route} HTTP/0.9`),
  first("HTTP/1.2", (route) => `POST ${route} HTTP/1.2`),
  first("HTTP/2.0", (route) => `POST ${route} HTTP/2.0`),
  first("HTTP/9.9", (route) => `POST ${route} HTTP/9.9`),
  first("a version in small letters", (route) => `POST ${route} http/1.1`),
  first("no version", (route) => `POST ${route}`),
  first("another protocol", (route) => `POST ${route} RTSP/1.0`),
  first("a method in small letters", (route) => `post ${route} HTTP/1.1`),
  first("a method that is none", (route) => `P OST ${route} HTTP/1.1`),
  first("a method of 9 kB", (route) => `${"A".repeat(9_000)} ${route} HTTP/1.1`),
  first("CONNECT", () => "CONNECT evil.example:443 HTTP/1.1", "refusal or nothing"),
  first("line breaks before it", (route) => `\r\n\r\nPOST ${route} HTTP/1.1`, "anything but 5xx"),
  cut("in the method", () => "PO"),
  cut("in the request line", (whole) => whole.slice(0, 8)),
  cut("after the request line", (whole) => whole.slice(0, whole.indexOf("\r\n") + 2)),
  cut("in a header", (whole) => whole.slice(0, whole.indexOf("Content-T") + 5)),
  cut("before the empty line", (_, head) => head.slice(0, -2)),
  cut("before the body", (_, head) => head),
  cut("in the body", (whole) => whole.slice(0, -5)),
  cut("before its last byte", (whole) => whole.slice(0, -1)),
  raw("nothing", ""),
  raw("line breaks only", "\r\n".repeat(100)),
  raw("a NUL", "\x00"),
  raw("a thousand NULs", new Uint8Array(1000)),
  raw("0xff", new Uint8Array(1000).fill(0xff)),
  raw("bare line feeds", "POST / HTTP/1.1\nHost: 127.0.0.1\n\n"),
  raw("the start of TLS", Buffer.from([22, 3, 1, 0, 165, 1, 0, 0, 161, 3, 3])),
  raw("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  raw("an answer instead of a request", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
  raw("SSH", "SSH-2.0-OpenSSH_9.2\r\n"),
  raw("SMTP", "EHLO evil.example\r\n"),
  raw("Redis", "*1\r\n$8\r\nFLUSHALL\r\n"),
  raw("a proxy's line", "PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\nPOST / HTTP/1.1\r\n\r\n"),
  raw(
    "a proxy's bytes",
    Buffer.from([0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]),
  ),
  raw("JSON without HTTP", BODY),
  raw("a megabyte of one letter", "A".repeat(1_000_000)),
];

/** A request that is refused, kept alive, and then what is given: two answers at most. */
const behind = (name: string, more: string, expect: Mutation["expect"]): Mutation => ({
  name: `pipelined: ${name}`,
  expect,
  bytes: (route, credential) =>
    latin1(lines(`POST ${route} HTTP/1.1`, HOST, JSON_TYPE, credential, LENGTH, "") + BODY + more),
});

export const PIPELINED: readonly Mutation[] = [
  behind("garbage", "garbage\r\n\r\n", "refusal"),
  behind("NULs", "\x00".repeat(500), "refusal"),
  behind("half a request", "POST / HT", "refusal"),
  behind("a body too long by one", "}", "refusal"),
  behind("a second request without Host", lines("POST / HTTP/1.1", CLOSE, ""), "refusal"),
  behind("a request that smuggles", lines("GET /v1/signature HTTP/1.1", HOST, CLOSE, ""), "refusal"),
  behind(
    "fifty requests",
    lines("PUT / HTTP/1.1", HOST, "Content-Length: 0", "").repeat(50) +
      lines("GET / HTTP/1.1", HOST, CLOSE, ""),
    "refusal",
  ),
];

/** As slow as can be. The server's patience ends before theirs. */
const slow = (name: string, bytes: Mutation["bytes"], drip: number): Mutation => ({
  name: `slow: ${name}`,
  expect: "refusal or nothing",
  how: { drip, milliseconds: 20_000 },
  bytes,
});
const head = (route: string, credential: string): string =>
  lines(`POST ${route} HTTP/1.1`, HOST, JSON_TYPE, credential);

export const SLOW: readonly Mutation[] = [
  slow("not a byte", () => new Uint8Array(), 1_000),
  slow("a request line", (route) => utf8(`POST ${route} HTTP/1.1`), 700),
  slow(
    "headers without an end",
    (route, credential) => latin1(head(route, credential) + "X: y\r\n".repeat(50)),
    50,
  ),
  slow("a body", (route, credential) => latin1(`${head(route, credential)}${LENGTH}\r\n\r\n${BODY}`), 100),
  slow(
    "chunks without an end",
    (route, credential) => latin1(`${head(route, credential)}${CHUNKED}\r\n\r\n${"1\r\n \r\n".repeat(50)}`),
    50,
  ),
];
