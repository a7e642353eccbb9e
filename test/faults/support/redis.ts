// A Redis of a test's own: on loopback, in a temporary folder, gone afterwards.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { lookThroughFolder } from "../../canary/support/suite.ts";

export interface TestRedis {
  /** `redis://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** As `kill -9` does. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port, empty. */
  readonly start: () => Promise<void>;
  /** What redis-cli answers to it. */
  readonly ask: (...command: string[]) => string;
  /** Has it write all it holds, looks through that for secrets, ends it and removes its folder. */
  readonly remove: () => Promise<void>;
}

const SECONDS_TO_START = 10;

/** Why there is none on this machine; `undefined` where there is. For `describe.skipIf` and its title. */
export function redisMissing(): string | undefined {
  for (const program of ["redis-server", "redis-cli"]) {
    try {
      execFileSync(program, ["--version"], { stdio: "ignore" });
    } catch {
      return `${program} is not installed here (Debian: apt-get install redis-server)`;
    }
  }
  return undefined;
}

/** @param settings Of the server, as on its command line: `["--maxmemory", "2mb"]`. */
export async function startRedis(settings: readonly string[] = []): Promise<TestRedis> {
  const missing = redisMissing();
  if (missing !== undefined) throw new Error(missing);
  const folder = mkdtempSync(join(tmpdir(), "countersign-redis-"));
  const port = await freePort();
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const given = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
    const started = spawn("redis-server", [...given, "--appendonly", "no", ...settings], { stdio: "ignore" });
    child = started;
    for (let tries = SECONDS_TO_START * 20; tries > 0; tries--) {
      if (started.exitCode !== null) break;
      if (/PONG|NOAUTH/.test(asked(["PING"]))) return;
      await pause(50);
    }
    throw new Error("redis-server did not start");
  }

  function asked(command: readonly string[]): string {
    try {
      return execFileSync("redis-cli", ["-p", String(port), ...command], { stdio: "pipe" })
        .toString()
        .trim();
    } catch {
      return "";
    }
  }

  async function kill(): Promise<void> {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGKILL");
    await ended;
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    start,
    kill,
    ask: (...command) => asked(command),
    async remove() {
      if (child !== undefined) {
        asked(["CONFIG", "SET", "rdbcompression", "no"]);
        // One that wants a password, or has no room for more, does not save, and its test says what it is about.
        asked(["SAVE"]);
      }
      await kill();
      lookThroughFolder(folder, true);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
