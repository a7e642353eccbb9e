import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { isLoopbackHost, isPublicAddress, publicLookup } from "./address.ts";

export interface Asked {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

/** Why there was no whole answer. None of the words is Zoom's. */
export type ExchangeProblem =
  | "body-compressed"
  | "body-too-large"
  | "connection-ended"
  | "connection-refused"
  | "name-not-resolved"
  | "no-secure-connection"
  | "not-connected-in-time"
  | "not-text"
  | "timed-out";

export class ExchangeError extends Error {
  override readonly name: string = "ExchangeError";
  readonly problem: ExchangeProblem;
  /** Whether the other side may have acted on it. */
  readonly sent: boolean;

  constructor(problem: ExchangeProblem, sent: boolean) {
    super(problem);
    this.problem = problem;
    this.sent = sent;
  }
}

export interface Exchanger {
  /** @throws ExchangeError */
  readonly exchange: (asked: Asked, milliseconds: number) => Promise<Answered>;
  readonly close: () => void;
}

const BODY_MAX = 64 * 1024;

/**
 * Asks over node:http, which does nothing of its own: no redirect, no decompression, no cookie, no retry.
 *
 * @param options.keepAlive Connections that are used again may end at the moment they are: then nobody knows whether
 *   the request arrived. Not for requests where that matters.
 */
export function createExchanger(options: {
  readonly sockets: number;
  readonly keepAlive: boolean;
}): Exchanger {
  const { sockets, keepAlive } = options;
  const settings = { keepAlive, maxSockets: sockets, maxTotalSockets: sockets, timeout: 15_000 };
  const http = new HttpAgent(settings);
  const https = new HttpsAgent(settings);
  return {
    exchange: (asked, milliseconds) =>
      exchange(asked, milliseconds, asked.url.protocol === "https:" ? https : http, keepAlive),
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

function exchange(
  asked: Asked,
  milliseconds: number,
  agent: HttpAgent | HttpsAgent,
  keepAlive: boolean,
): Promise<Answered> {
  const { url, method, headers, body } = asked;
  // An address is never looked up, so the lookup that refuses would not be asked.
  if (isDeniedAddress(url.hostname)) return Promise.reject(new ExchangeError("connection-refused", false));
  const secure = url.protocol === "https:";
  return new Promise((resolve, reject) => {
    let sent = false;
    const request: ClientRequest = (secure ? httpsRequest : httpRequest)(url, {
      agent,
      method,
      headers: {
        accept: "application/json",
        "accept-encoding": "identity",
        "user-agent": "countersign",
        ...headers,
      },
      ...(!isLoopbackHost(url.hostname) && { lookup: publicLookup }),
    });
    // An agent of few sockets gives each on to who waits, whatever it was told.
    if (!keepAlive) request.shouldKeepAlive = false;
    const fail = (problem: ExchangeProblem): void => {
      reject(new ExchangeError(problem, sent));
      request.destroy();
    };
    const timer = setTimeout(() => fail(sent ? "timed-out" : "not-connected-in-time"), milliseconds);
    let answered = false;
    request.on("close", () => {
      clearTimeout(timer);
      // An upgrade that nobody asked for ends the connection without an error.
      if (!answered) fail("connection-ended");
    });
    let reached = false;
    request.on("socket", (socket) => {
      // What is written before the connection stands is not sent; a connection used again stands already.
      if (!socket.connecting) {
        sent = true;
        return;
      }
      socket.once("connect", () => (reached = true));
      socket.once(secure ? "secureConnect" : "connect", () => (sent = true));
    });
    request.on("error", (error) => fail(sent ? "connection-ended" : whyNone(error, reached)));
    request.on("response", (response) => {
      answered = true;
      read(response, fail, (text) =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    request.end(body);
  });
}

/** Why no connection stands. A certificate that does not hold is among what keeps one from being secure. */
function whyNone({ code }: NodeJS.ErrnoException, reached: boolean): ExchangeProblem {
  if (reached) return "no-secure-connection";
  return code === "ENOTFOUND" || code === "EAI_AGAIN" ? "name-not-resolved" : "connection-refused";
}

function isDeniedAddress(hostname: string): boolean {
  if (isLoopbackHost(hostname)) return false;
  const address = hostname.replace(/^\[|\]$/g, "");
  return isIP(address) !== 0 && !isPublicAddress(address);
}

function read(
  response: IncomingMessage,
  fail: (problem: ExchangeProblem) => void,
  done: (text: string) => void,
): void {
  const { "content-encoding": encoding = "identity" } = response.headers;
  // Compressed although we asked for it plain: read by nobody, so that it cannot grow.
  if (encoding.toLowerCase() !== "identity") {
    fail("body-compressed");
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > BODY_MAX) return fail("body-too-large");
    chunks.push(chunk);
  });
  response.on("error", () => fail("connection-ended"));
  response.on("end", () => {
    if (!response.complete) return fail("connection-ended");
    try {
      done(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
    } catch {
      fail("not-text");
    }
  });
}
