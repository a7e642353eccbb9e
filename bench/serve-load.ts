// Load on one server: as much as it takes, by wrk; and at a steady pace, by connections of our own.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { BODIES } from "./serve-ask.ts";
import type { Running } from "./serve-start.ts";

/** Linux gives a process's times in hundredths of a second. */
const TICK_MS = 10;

/** Milliseconds of processor time that a process took so far, for itself and for the system. */
export function processorTime(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in brackets may hold spaces.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Megabytes of memory that a process holds now. */
export function residentMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

export function isThere(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

export interface Saturated {
  readonly requestsPerSecond: number;
  /** Microseconds of the server's processor time. */
  readonly cpuPerRequest: number;
}

const CONNECTIONS = 32;

/** As many requests as it answers for some seconds. Throws where one was not answered with 200. */
export async function saturate(
  { pid, port }: Running,
  apiKey: string,
  seconds: number,
  core?: number,
): Promise<Saturated> {
  const folder = mkdtempSync(join(tmpdir(), "bench-serve-"));
  try {
    const script = join(folder, "bodies.lua");
    writeFileSync(script, lua(apiKey), { mode: 0o600 });
    const wrk = [
      "wrk",
      "-t1",
      `-c${CONNECTIONS}`,
      `-d${seconds}s`,
      "-s",
      script,
      `http://127.0.0.1:${port}/`,
    ];
    const before = processorTime(pid);
    const printed = await output(core === undefined ? wrk : ["taskset", "-c", `${core}`, ...wrk]);
    const cpu = processorTime(pid) - before;
    const [, requests, micros, wrong] = /^done (\d+) (\d+) (\d+)$/m.exec(printed) ?? [];
    if (Number(wrong) !== 0 || !Number(requests)) throw new Error(`wrk: ${wrong} wrong of ${requests}`);
    return {
      requestsPerSecond: (Number(requests) / Number(micros)) * 1e6,
      cpuPerRequest: (cpu * 1000) / Number(requests),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The bodies in turn. What goes over the wire is made before it is timed: wrk has one core at most, too. */
function lua(apiKey: string): string {
  return `local bodies = { ${BODIES.map((body) => `'${body}'`).join(", ")} }
local requests, turn = {}, 0
function init()
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer ${apiKey}"
  for i, body in ipairs(bodies) do requests[i] = wrk.format("POST", "/", nil, body) end
end
function request()
  turn = turn % #requests + 1
  return requests[turn]
end
function done(summary)
  local e = summary.errors
  local wrong = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format("done %d %d %d\\n", summary.requests, summary.duration, wrong))
end
`;
}

function output([program = "", ...args]: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", () => resolve(text));
  });
}

/**
 * Requests at a steady pace, whether or not the ones before are answered. Each time counts from when the request was
 * due: who had to wait for a free connection waited.
 *
 * @returns milliseconds, one for each
 */
export async function pace(
  { port }: Running,
  apiKey: string,
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const requests = BODIES.map((body) => wire(apiKey, body));
  const waiting: { readonly due: number; readonly text: string }[] = [];
  const times: number[] = [];
  const free: Line[] = [];
  const lines = await Promise.all(
    Array.from({ length: CONNECTIONS }, () =>
      line(port, (one, took) => {
        if (took !== undefined) times.push(took);
        const next = waiting.shift();
        if (next) one.send(next.text, next.due);
        else free.push(one);
      }),
    ),
  );
  free.push(...lines);
  const began = performance.now();
  const all = Math.floor(perSecond * seconds);
  for (let sent = 0; sent < all; ) {
    const due = began + (sent * 1000) / perSecond;
    const now = performance.now();
    if (now < due) {
      // Timers are a millisecond late; between the last ones the loop turns, so that answers are read.
      await (due - now > 2 ? new Promise((r) => setTimeout(r, 1)) : new Promise((r) => setImmediate(r)));
      continue;
    }
    const text = requests[sent % requests.length] ?? "";
    const one = free.pop();
    if (one) one.send(text, due);
    else waiting.push({ due, text });
    sent += 1;
  }
  const end = performance.now() + 10_000;
  while (times.length < all && performance.now() < end) await new Promise((r) => setTimeout(r, 5));
  for (const { socket } of lines) socket.destroy();
  if (times.length < all) throw new Error(`${all - times.length} of ${all} were not answered with 200`);
  return times;
}

interface Line {
  readonly socket: Socket;
  send(text: string, due: number): void;
}

/** One connection, one request at a time. Answers end with the length that they declare. */
function line(port: number, done: (line: Line, took: number | undefined) => void): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let seen = "";
    let since = 0;
    const one: Line = {
      socket,
      send(text, due) {
        since = due;
        socket.write(text);
      },
    };
    socket.once("error", reject);
    socket.once("connect", () => resolve(one));
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      seen += chunk;
      const head = seen.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(seen)?.[1] ?? Number.NaN);
      if (seen.length < head + 4 + length) return;
      const right = seen.startsWith("HTTP/1.1 200 ") && !Number.isNaN(length);
      seen = "";
      done(one, right ? performance.now() - since : undefined);
    });
  });
}

function wire(apiKey: string, body: string): string {
  return `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer ${apiKey}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}
