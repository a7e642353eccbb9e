import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { RequestError } from "@hono/node-server";
import { type Log, logQuietly, logRecord, whereOf } from "../http/log.ts";
import { entry, problemBody } from "../http/problem.ts";
import { PROBLEMS, type ProblemCode } from "../http/problems.ts";
import type { RequestMetrics } from "../metrics/requests.ts";

/** Answers for requests that never reach the app, in the same form as the app's, and logged like them. */
export interface WireRefusals {
  /** A Host or a target that is not one. */
  readonly badRequest: (error: unknown) => Response;
  /** What Node's parser refuses, and who was too slow. There is only the socket to write to. */
  readonly clientError: (error: Error, socket: Duplex) => void;
  /** Not ready any more: the server is about to end. */
  readonly stopping: () => Response;
  readonly expectation: (request: IncomingMessage, response: ServerResponse) => void;
}

const HEADERS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Content-Type": "application/problem+json",
  "X-Content-Type-Options": "nosniff",
  Vary: "Origin",
} as const;

export function wireRefusals(log: Log | undefined, metrics?: RequestMetrics | undefined): WireRefusals {
  function refuse(code: ProblemCode, where?: string, own: Parameters<typeof entry>[1] = {}) {
    const requestId = crypto.randomUUID();
    const { status } = PROBLEMS[code];
    const known = {
      requestId,
      remoteAddress: undefined,
      originListed: false,
      caller: undefined,
      route: "none",
    };
    const seen = { method: "", status, ms: 0 };
    logQuietly(log, () => logRecord({ ...known, outcome: code, where }, seen, Date.now() / 1000));
    const problems = [entry(code, own)];
    metrics?.answered({ route: known.route, outcome: code, problems }, status, undefined);
    const text = JSON.stringify(problemBody(problems));
    return { status, text, headers: { ...HEADERS, "X-Request-Id": requestId } };
  }

  return {
    badRequest(error) {
      const malformed = error instanceof RequestError;
      const { status, headers, text } = malformed
        ? refuse("request-malformed")
        : refuse("internal", whereOf(error));
      return new Response(text, { status, headers });
    },

    stopping() {
      const { status, headers, text } = refuse("not-ready", undefined, {
        reason: "this server is about to end",
        help: "Ask another one, or this one again in some seconds.",
      });
      return new Response(text, { status, headers });
    },

    clientError(error, socket) {
      // The answer that is under way on this socket, as Node's own handler looks for it: a second one would be
      // read as the answer to the next request.
      const underWay = (socket as { _httpMessage?: ServerResponse })._httpMessage?.headersSent === true;
      if (underWay || !socket.writable || (error as NodeJS.ErrnoException).code === "ECONNRESET") {
        socket.destroy();
        return;
      }
      const { status, headers, text } = refuse(codeOf(error));
      const all = { ...headers, "Content-Length": String(Buffer.byteLength(text)), Connection: "close" };
      const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${text}`);
    },

    expectation(_, response) {
      const { status, headers, text } = refuse("expectation-failed");
      response.writeHead(status, {
        ...headers,
        "Content-Length": Buffer.byteLength(text),
        Connection: "close",
      });
      response.end(text);
    },
  };
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
