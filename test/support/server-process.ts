import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const BIN = resolve(import.meta.dirname, "../../packages/cli/src/bin.ts");
const PATIENCE = 30_000;

export interface ProcessOptions {
  readonly config: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Flags of Node before the program. */
  readonly nodeFlags?: readonly string[];
  /** Shell commands before it starts, as `ulimit -n 64`. */
  readonly before?: string;
  /** A program that starts it, with its arguments, as `unshare -m`. */
  readonly through?: readonly string[];
  /** Nobody reads what it writes to standard output, and the pipe fills. */
  readonly unread?: boolean;
}

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly url: string;
  readonly port: number;
  readonly stdout: () => string;
  /** Reads what was left unread, and goes on. */
  readonly read: () => void;
  readonly stderr: () => string;
  /** Resolves once standard error has said it so many times. */
  readonly says: (pattern: RegExp, times?: number) => Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** SIGTERM, and how it ended. SIGKILL for what does not end. */
  readonly stop: () => Promise<number | null>;
  readonly kill: () => Promise<void>;
  /** Bytes of memory in use, and the most there ever were. */
  readonly memory: () => { readonly now: number; readonly peak: number };
  readonly descriptors: () => number;
}

/** `countersign serve` from the sources, as a process of its own, once it listens. */
export async function startServerProcess(options: ProcessOptions): Promise<ServerProcess> {
  const { config, env = {}, nodeFlags = [], before = "", through = [], unread = false } = options;
  const args = ["--conditions=countersign-source", ...nodeFlags, BIN, "serve", "--config", config];
  const shell = ["sh", "-c", `${before || ":"} && exec "$0" "$@"`, process.execPath, ...args];
  const [program = "", ...rest] = [...through, ...shell];
  const child = spawn(program, rest, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  const read = (): void => {
    child.stdout?.on("data", (chunk: Buffer) => {
      said.stdout += chunk.toString("latin1");
    });
  };
  if (!unread) read();
  child.stderr?.on("data", (chunk: Buffer) => {
    said.stderr += chunk.toString("latin1");
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((done) =>
    child.on("exit", (code, signal) => done({ code, signal })),
  );
  async function says(pattern: RegExp, times = 1): Promise<void> {
    const all = new RegExp(pattern.source, "g");
    for (let waited = 0; waited < PATIENCE; waited += 10) {
      if ((said.stderr.match(all) ?? []).length >= times) return;
      if (child.exitCode !== null || child.signalCode !== null) break;
      await pause(10);
    }
    throw new Error(`the server did not say ${pattern}, but: ${said.stderr.slice(-2000)}`);
  }
  async function kill(): Promise<void> {
    child.kill("SIGKILL");
    await ended;
  }
  try {
    await says(/listening on \S+/);
  } catch (error) {
    await kill();
    throw error;
  }
  const url = /listening on (\S+)/.exec(said.stderr)?.[1] ?? "";
  const pid = child.pid ?? 0;
  const status = (name: string): number => {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(found?.[1] ?? Number.NaN) * 1024;
  };
  return {
    child,
    pid,
    url,
    port: Number(new URL(url).port),
    stdout: () => said.stdout,
    read,
    stderr: () => said.stderr,
    says,
    ended,
    async stop() {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
      const { code } = await ended;
      clearTimeout(late);
      return code;
    },
    kill,
    memory: () => ({ now: status("VmRSS"), peak: status("VmHWM") }),
    descriptors: () => readdirSync(`/proc/${pid}/fd`).length,
  };
}
