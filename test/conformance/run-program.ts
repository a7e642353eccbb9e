import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { BUILT } from "./build.ts";
import { startPeer } from "./peer.ts";
import type { Ran } from "./runtimes.ts";
import { runSuites, type SuiteResult } from "./suite.ts";
import { prepareHttp } from "./suites/http.ts";

const execute = promisify(execFile);
const TIMEOUT_MILLISECONDS = 120_000;

/** How a program that has a standard output runs a file of ours, and one that serves on `PORT`. */
export interface Commands {
  readonly run: readonly string[];
  readonly serve: readonly [...args: string[], file: string];
}

/** Runs the suite in a program, then asks what serves there. What it caches goes into a folder that is removed. */
export async function runProgram(program: string, { run, serve }: Commands): Promise<Ran> {
  const caches = await mkdtemp(join(tmpdir(), "conformance-"));
  const env = {
    PATH: process.env.PATH,
    HOME: caches,
    DENO_DIR: caches,
    DENO_NO_UPDATE_CHECK: "1",
    DO_NOT_TRACK: "1",
    BUN_INSTALL_CACHE_DIR: caches,
    BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
  };
  const options = { env, timeout: TIMEOUT_MILLISECONDS, maxBuffer: 16 * 1024 * 1024 };
  try {
    const { stdout: version } = await execute(program, ["--version"], options);
    const inProcess = await runThere(program, [...run, BUILT.program], options);
    return {
      version: versionIn(version),
      results: [...inProcess, ...(await askServed(program, serve, env))],
    };
  } finally {
    await rm(caches, { recursive: true, force: true });
  }
}

async function runThere(
  program: string,
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly timeout: number; readonly maxBuffer: number },
): Promise<readonly SuiteResult[]> {
  const peer = await startPeer();
  try {
    const { stdout } = await execute(program, args, { ...options, env: { ...options.env, PEER: peer.url } });
    return JSON.parse(stdout) as SuiteResult[];
  } finally {
    peer.close();
  }
}

async function askServed(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<readonly SuiteResult[]> {
  const prepared = await prepareHttp();
  const port = await freePort();
  const child = spawn(program, args, {
    env: { ...env, ...prepared.env, PORT: String(port) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    await Promise.race([answers(url), endOf(child)]);
    return await runSuites([prepared.suite(url)]);
  } finally {
    child.kill();
  }
}

/** @returns What rejects when the program ends, with what it said. */
export function endOf(child: ChildProcess): Promise<never> {
  let said = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  const ended = new Promise<never>((_resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`it ended with ${code}: ${said.slice(0, 2000)}`)));
  });
  ended.catch(() => undefined);
  return ended;
}

const TRIES = 200;

async function answers(url: string): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    const answered = await fetch(`${url}/healthz`).then(
      (response) => response.arrayBuffer().then(() => true),
      () => false,
    );
    if (answered) return;
    await pause(100);
  }
  throw new Error("nothing answers");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

export function versionIn(text: string): string {
  return /\d+(?:[.-]\d+)+/.exec(text)?.[0] ?? "unknown";
}
