import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { acceptedResult, crossOriginHeaders, refreshedTokens, STAND_IN, STAND_IN_HEADER } from "./answers.ts";
import { createApi } from "./api/api.ts";
import type { ZoomControl } from "./api/control.ts";
import type { ApiOptions } from "./api/options.ts";
import { type SandboxApp, type SandboxMeeting, TOLERANCES, type Tolerances } from "./assumptions.ts";
import { refusalOf, subjectOf, type World } from "./check-join.ts";
import { playMeeting } from "./gateway.ts";
import { readJoinRequest } from "./join-request.ts";
import { type SandboxEvent, shownPath } from "./log.ts";
import { type RecordedJoin, Records } from "./records.ts";
import { openSession, type Session } from "./session.ts";

export interface SandboxOptions {
  readonly apps: readonly SandboxApp[];
  readonly meetings: readonly SandboxMeeting[];
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: () => number;
  readonly tolerances?: Partial<Tolerances>;
  /** Told of every request; never of a secret, a signature, a passcode or a query. */
  readonly log?: (event: SandboxEvent) => void;
  /** OAuth apps, users and lifetimes of `/oauth` and `/v2`. Without any, nobody gets a token there. */
  readonly api?: ApiOptions;
}

/** A stand-in for the Zoom endpoints of one Web SDK join. Not Zoom. */
export interface Sandbox {
  /**
   * Answers one request.
   * @param host The host the SDK meant to ask; the gateway's name is made from it.
   */
  readonly fetch: (request: Request, host: string) => Promise<Response>;
  /** Takes over one WebSocket; `req.url` is the path as the SDK asked for it. */
  readonly upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer, host: string) => void;
  /** What joins asked for, oldest first, kept in memory for tests. Holds signatures: do not log it. */
  readonly joins: readonly RecordedJoin[];
  /** The OAuth and REST side: makes it fail, counts its calls, gives and takes consent. */
  readonly zoom: ZoomControl;
  /** Ends every WebSocket. */
  readonly close: () => void;
}

export function createSandbox(options: SandboxOptions): Sandbox {
  const { apps, meetings, log = () => {}, now: clock = () => Date.now() / 1000 } = options;
  const now = (): number => Math.floor(clock());
  const records = new Records();
  const sessions = new Map<string, Session>();
  const api = createApi(options.api ?? {}, meetings, now, (event) =>
    log({ standIn: STAND_IN, event: "api", ...event }),
  );
  const world: World = {
    apps,
    meetings,
    tolerances: { ...TOLERANCES, ...options.tolerances },
    companions: api.companions,
  };
  const sockets = new WebSocketServer({ noServer: true });

  async function info(request: Request, host: string): Promise<Response> {
    const join = await readJoinRequest(request);
    if (typeof join === "string") return json(request, { standIn: STAND_IN, error: join }, 400);
    const subject = subjectOf(join.fields, world, now());
    const refusal = refusalOf(subject);
    const session = refusal ? undefined : openSession(subject, join.fields, host);
    if (session) sessions.set(session.auth, session);
    records.add(join, { at: now(), host, refusal, session });
    log({
      standIn: STAND_IN,
      event: "join",
      host,
      transport: join.transport,
      meetingNumber: subject.meetingNumber.slice(0, 16),
      outcome: refusal ? "refused" : "accepted",
      ...(refusal && {
        check: refusal.check,
        errorCode: refusal.errorCode,
        errorMessage: refusal.errorMessage,
      }),
    });
    const answer = session
      ? { status: true, errorCode: 0, errorMessage: null, result: acceptedResult(session, now()) }
      : { status: false, errorCode: refusal?.errorCode, errorMessage: refusal?.errorMessage, result: null };
    return join.callback === undefined ? json(request, answer) : script(request, join.callback, answer);
  }

  /** The SDK hands back what it was given, under names that differ by version. */
  function sessionOf(values: Iterable<string>): Session | undefined {
    for (const value of values) {
      const session = sessions.get(value);
      if (session) return session;
    }
    return undefined;
  }

  function ping(request: Request, url: URL, host: string): Response {
    const session = sessionOf(url.searchParams.values()) ?? latestFor(url.pathname);
    if (!session) return json(request, { standIn: STAND_IN, error: "no join was let through" }, 404);
    const answer = { rwg: session.gatewayHost, rwcAuth: session.auth, ts: String(now() * 1000), dmz: 1 };
    log({ standIn: STAND_IN, event: "ping", host, meetingNumber: session.meetingNumber });
    return json(request, answer);
  }

  function latestFor(pathname: string): Session | undefined {
    const meetingNumber = /\/wc\/(?:ping|api)\/(\d+)/.exec(pathname)?.[1];
    return [...sessions.values()].findLast((session) => session.meetingNumber === meetingNumber);
  }

  async function refresh(request: Request, host: string): Promise<Response> {
    const fields = new URLSearchParams(await request.text());
    const session = sessionOf(fields.values()) ?? [...sessions.values()].at(-1);
    log({ standIn: STAND_IN, event: "refresh-tokens", host });
    if (!session) return json(request, { standIn: STAND_IN, error: "no join was let through" }, 404);
    return json(request, {
      status: true,
      errorCode: 0,
      errorMessage: null,
      result: refreshedTokens(session, now()),
    });
  }

  return {
    joins: records.joins,
    zoom: api.control,

    async fetch(request, host) {
      const url = new URL(request.url);
      if (request.method === "OPTIONS") return empty(request, 204);
      if (url.pathname === "/api/v1/wc/info") return info(request, host);
      if (/^\/wc\/ping\/\d+$/.test(url.pathname)) return ping(request, url, host);
      if (url.pathname === "/wc/refresh_tokens") return refresh(request, host);
      const answered = await api.fetch(request);
      if (answered) return answered;
      log({ standIn: STAND_IN, event: "not-found", host, path: shownPath(url.pathname) });
      return json(request, { standIn: STAND_IN, error: "this path is not part of the stand-in" }, 404);
    },

    upgrade(req, socket, head, host) {
      const url = new URL(req.url ?? "/", "http://sandbox.invalid");
      const isMeeting = url.pathname.startsWith("/wc/api/");
      const session = sessionOf(url.searchParams.values()) ?? latestFor(url.pathname);
      log({ standIn: STAND_IN, event: "websocket", host, path: shownPath(url.pathname) });
      if (isMeeting && !session) {
        socket.end(`HTTP/1.1 403 Forbidden\r\nx-countersign-sandbox: not Zoom\r\nConnection: close\r\n\r\n`);
        return;
      }
      sockets.handleUpgrade(req, socket, head, (webSocket) => {
        // Other sockets carry media: they may stay silent.
        if (!isMeeting || !session) return;
        playMeeting(webSocket, session, (outcome, obfToken) => {
          records.settle(session, outcome, obfToken);
          const { meetingNumber } = session;
          log({ standIn: STAND_IN, event: "meeting", host, meetingNumber, outcome });
        });
      });
    },

    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function json(request: Request, body: object, status = 200): Response {
  return Response.json(body, { status, headers: { ...crossOriginHeaders(request), ...STAND_IN_HEADER } });
}

function script(request: Request, callback: string, body: object): Response {
  return new Response(`${callback}(${JSON.stringify(body)})`, {
    headers: {
      ...crossOriginHeaders(request),
      ...STAND_IN_HEADER,
      "content-type": "application/javascript; charset=utf-8",
    },
  });
}

function empty(request: Request, status: number): Response {
  return new Response(null, { status, headers: { ...crossOriginHeaders(request), ...STAND_IN_HEADER } });
}
