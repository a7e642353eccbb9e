import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const BIN = resolve(import.meta.dirname, "../../../packages/cli/src/bin.ts");

export interface Ran {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Has the configuration read again; resolves once it says how that ended. */
  readonly reload: () => Promise<void>;
  readonly stop: () => Promise<Ran>;
}

function start(args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ["--conditions=countersign-source", BIN, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    said.stdout += chunk.toString("latin1");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said.stderr += chunk.toString("latin1");
  });
  const ended = new Promise<Ran>((done) => child.on("close", (exit) => done({ exit, ...said })));
  return { child, said, ended };
}

/** The command in a process of its own, to its end. */
export function runCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return start(args, env).ended;
}

const PATIENCE = 40_000;

/** `countersign serve` as somebody would run it; resolves once it listens. */
export async function startServer(config: string, env: NodeJS.ProcessEnv): Promise<Running> {
  const { child, said, ended } = start(["serve", "--config", config, "--json"], env);
  const says = async (pattern: RegExp, times: number): Promise<void> => {
    for (let waited = 0; waited < PATIENCE; waited += 50) {
      if ((said.stderr.match(pattern) ?? []).length >= times) return;
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${said.stderr}`);
      await pause(50);
    }
    throw new Error(`the server did not say ${pattern}`);
  };
  try {
    await says(/listening on /g, 1);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  let reloads = 0;
  return {
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    async reload() {
      reloads += 1;
      child.kill("SIGHUP");
      await says(/the configuration was (?:not )?reloaded/g, reloads);
    },
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
