import { execFileSync, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { BUILT, DIST } from "./build.ts";
import { startPeer } from "./peer.ts";
import { endOf, versionIn } from "./run-program.ts";
import type { Ran } from "./runtimes.ts";
import { runSuites, type SuiteResult } from "./suite.ts";
import { prepareHttp } from "./suites/http.ts";

/** That of the example's wrangler.json. */
const COMPATIBILITY_DATE = "2026-11-01";
const TIMEOUT_MILLISECONDS = 60_000;

/** A server with one Worker, on a port of its own choice; it may ask this machine only. */
function config(file: string, env: Readonly<Record<string, string>>): string {
  const bindings = Object.entries(env).map(
    ([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker.mjs", esModule = embed "${basename(file)}")],
  bindings = [${bindings.join(", ")}],
  compatibilityDate = "${COMPATIBILITY_DATE}",
);
`;
}

/** The suite in a Worker, and the example of docs/deploy in another, asked over HTTP. */
export async function runInWorkerd(program: string): Promise<Ran> {
  const version = versionIn(execFileSync(program, ["--version"], { encoding: "utf8" }));
  const peer = await startPeer();
  const inProcess = await withWorker(program, BUILT.worker, { PEER: peer.url }, async (url) => {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
    if (!response.ok) throw new Error(`the Worker answered ${response.status}`);
    return (await response.json()) as SuiteResult[];
  }).finally(peer.close);
  const prepared = await prepareHttp();
  const served = await withWorker(program, BUILT.workerExample, prepared.env, (url) =>
    runSuites([prepared.suite(url)]),
  );
  return { version, results: [...inProcess, ...served] };
}

async function withWorker<Result>(
  program: string,
  file: string,
  env: Readonly<Record<string, string>>,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const path = join(DIST, `${basename(file, ".mjs")}.capnp`);
  await writeFile(path, config(file, env));
  const child = spawn(program, ["serve", path, "--control-fd=3"], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const ended = endOf(child);
  try {
    const port = await Promise.race([portOf(child.stdio[3] as Readable), ended]);
    return await Promise.race([use(`http://127.0.0.1:${port}`), ended]);
  } finally {
    child.kill();
  }
}

/** From the line that workerd writes when it listens. */
async function portOf(control: Readable): Promise<number> {
  let text = "";
  for await (const bytes of control) {
    text += String(bytes);
    const port = /"event":"listen"[^\n]*"port":(\d+)/.exec(text)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error("workerd did not listen");
}
