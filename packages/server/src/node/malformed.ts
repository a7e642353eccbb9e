import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { RequestError } from "@hono/node-server";
import { entry, problemBody } from "../http/problem.ts";
import { PROBLEMS, type ProblemCode } from "../http/problems.ts";

/** Answers for requests that never reach the app, in the same form as the app's. */
const HEADERS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Content-Type": "application/problem+json",
  "X-Content-Type-Options": "nosniff",
  Vary: "Origin",
} as const;

/** A Host or a target that is not one. */
export function malformedResponse(error: unknown): Response {
  const code: ProblemCode = error instanceof RequestError ? "request-malformed" : "internal";
  return new Response(text(code), { status: PROBLEMS[code].status, headers: { ...HEADERS } });
}

/** What Node's parser refuses, and who was too slow. There is only the socket to write to. */
export function answerMalformed(error: Error, socket: Duplex): void {
  // The answer that is under way on this socket, as Node's own handler looks for it: a second one would be read
  // as the answer to the next request.
  const underWay = (socket as { _httpMessage?: ServerResponse })._httpMessage?.headersSent === true;
  if (underWay || !socket.writable || (error as NodeJS.ErrnoException).code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const code = codeOf(error);
  const body = text(code);
  const { status } = PROBLEMS[code];
  const headers = { ...HEADERS, "Content-Length": String(Buffer.byteLength(body)), Connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`);
}

export function answerExpectation(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(PROBLEMS["expectation-failed"].status, { ...HEADERS, Connection: "close" });
  response.end(text("expectation-failed"));
}

function codeOf(error: Error): ProblemCode {
  switch ((error as NodeJS.ErrnoException).code) {
    case "HPE_HEADER_OVERFLOW":
      return "header-too-large";
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return "request-timeout";
    default:
      return "request-malformed";
  }
}

function text(code: ProblemCode): string {
  return JSON.stringify(problemBody([entry(code)]));
}
