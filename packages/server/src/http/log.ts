import type { Exchange } from "./exchange.ts";

/**
 * One line of the request log: these fields and never others. No body, no header, no path as it was sent, since
 * people put signatures and keys into all of them.
 */
export interface LogRecord {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** `OTHER` where it is none of those that HTTP names, or was never read. */
  readonly method: string;
  /** The route that answered, not the path that was asked for. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly requestId: string;
  /** The id of the caller, once it is known. */
  readonly caller?: string;
  /** `signed`, `ok`, the code of the problem, or `diagnosed:` with the report's outcome and the rule of its verdict. */
  readonly outcome: string;
  /** `host-first-seen`: this caller has not been given that meeting's host before, since this process began. */
  readonly alarm?: string;
  /** Of an unforeseen error: its class and the place in the code. Never its message. */
  readonly where?: string;
}

const METHODS: ReadonlySet<string> = new Set([
  "DELETE",
  "GET",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "POST",
  "PUT",
  "TRACE",
]);

export interface Seen {
  readonly method: string;
  readonly status: number;
  /** How long the answer took, in milliseconds. */
  readonly ms: number;
}

/** @param seconds The time, since 1970. */
export function logRecord(exchange: Exchange, seen: Seen, seconds: number): LogRecord {
  const { caller, where, alarm } = exchange;
  return {
    time: timeOf(seconds),
    method: methodOf(seen.method),
    route: clean(exchange.route),
    status: seen.status,
    ms: Math.round(seen.ms * 100) / 100,
    requestId: exchange.requestId,
    ...(caller !== undefined && { caller: clean(caller) }),
    outcome: exchange.outcome,
    ...(alarm !== undefined && { alarm }),
    ...(where !== undefined && { where: clean(where) }),
  };
}

/** One of those that HTTP names, or `OTHER`. */
export function methodOf(method: string): string {
  return METHODS.has(method) ? method : "OTHER";
}

export type Log = (record: LogRecord) => void;

/** A log that cannot be written takes no answer with it. */
export function logQuietly(log: Log | undefined, record: () => LogRecord): void {
  try {
    log?.(record());
  } catch {
    // There is nowhere left to say it.
  }
}

/** A log of one JSON object a line, for `write` to append somewhere. */
export function jsonLines(write: (line: string) => void): (record: LogRecord) => void {
  return (record) => write(`${JSON.stringify(record)}\n`);
}

/** The class of an error and the first place in its stack. Its message stays out: it may quote what was sent. */
export function whereOf(error: unknown): string {
  if (!(error instanceof Error)) return "not an Error";
  const { message, stack = "" } = error;
  // A message of several lines can look like a stack.
  const frames = stack.slice(stack.indexOf(message) + message.length);
  const frame = (stack.includes(message) && /^ +at (.*)$/m.exec(frames)?.[1]) || "unknown place";
  return `${error.name} at ${frame}`;
}

/** A clock that is wrong is what somebody will look for in this log, so it may not end it. */
function timeOf(seconds: number): string {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? "unknown" : time.toISOString();
}

/** Control and format characters would let a value forge lines or hide in a terminal. */
function clean(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "").slice(0, 200);
}
