import { execFileSync, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { BUILT, DIST } from "./build.ts";
import { versionIn } from "./run-program.ts";
import type { Ran } from "./runtimes.ts";
import type { SuiteResult } from "./suite.ts";

/** The newest behaviour that this workerd has, of what is written in its name. */
const COMPATIBILITY_DATE = "2026-11-01";
const TIMEOUT_MILLISECONDS = 60_000;

const CONFIG = `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .conformance)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const conformance :Workerd.Worker = (
  modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
  compatibilityDate = "${COMPATIBILITY_DATE}",
);
`;

/** Starts workerd on a port of its own choice, asks the Worker once, and ends it. */
export async function runInWorkerd(program: string): Promise<Ran> {
  const config = join(DIST, "worker.capnp");
  await writeFile(config, CONFIG);
  if (!BUILT.worker.endsWith("/worker.mjs")) throw new Error("the configuration names another file");
  const version = versionIn(execFileSync(program, ["--version"], { encoding: "utf8" }));

  const child = spawn(program, ["serve", config, "--control-fd=3"], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  const ended = new Promise<never>((_resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`workerd ended with ${code}: ${said.slice(0, 2000)}`)));
  });
  try {
    const port = await Promise.race([portOf(child.stdio[3] as Readable), ended]);
    const asked = fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
    const response = await Promise.race([asked, ended]);
    if (!response.ok) throw new Error(`the Worker answered ${response.status}: ${said.slice(0, 2000)}`);
    return { version, results: (await response.json()) as SuiteResult[] };
  } finally {
    ended.catch(() => undefined);
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
