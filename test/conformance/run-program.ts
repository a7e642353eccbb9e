import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { BUILT } from "./build.ts";
import type { Ran } from "./runtimes.ts";
import type { SuiteResult } from "./suite.ts";

const execute = promisify(execFile);
const TIMEOUT_MILLISECONDS = 120_000;

/** Runs the suite in a program that has a standard output. What it caches goes into a folder that is removed. */
export async function runProgram(program: string, args: readonly string[]): Promise<Ran> {
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
    const { stdout } = await execute(program, [...args, BUILT.program], options);
    return { version: versionIn(version), results: JSON.parse(stdout) as SuiteResult[] };
  } finally {
    await rm(caches, { recursive: true, force: true });
  }
}

export function versionIn(text: string): string {
  return /\d+(?:[.-]\d+)+/.exec(text)?.[0] ?? "unknown";
}
