// The runtimes, and how each is given the suite.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { findChromium } from "../../tools/chromium.ts";
import { runInChromium } from "./run-in-chromium.ts";
import { runInWorkerd } from "./run-in-workerd.ts";
import { runProgram } from "./run-program.ts";
import type { SuiteResult } from "./suite.ts";

const INSTALLED = resolve(import.meta.dirname, "runtimes/node_modules");

export interface Runtime {
  readonly name: string;
  /** How the packages came to run there, for the page. */
  readonly how: string;
  /** Its program. */
  readonly program: string | undefined;
  readonly run: (program: string) => Promise<Ran>;
}

export interface Ran {
  readonly version: string;
  readonly results: readonly SuiteResult[];
}

const AS_INSTALLED = "as installed from npm, from `node_modules`";

export const RUNTIMES: readonly Runtime[] = [
  node("20", installed("node-20/bin/node")),
  node("22", installed("node-22/bin/node")),
  // The workspace's own.
  node("24", existing(resolve("node_modules/node/bin/node"))),
  node("26", installed("node-26/bin/node")),
  {
    name: "Bun",
    how: AS_INSTALLED,
    program: installed("@oven/bun-linux-x64-baseline/bin/bun"),
    run: (program) => runProgram(program, ["run"]),
  },
  {
    name: "Deno",
    how: `${AS_INSTALLED}; allowed to read files and the environment, and no more`,
    program: installed("@deno/linux-x64-glibc/deno"),
    run: (program) =>
      runProgram(program, [
        "run",
        "--no-lock",
        "--no-prompt",
        "--node-modules-dir=manual",
        "--allow-read",
        "--allow-env",
      ]),
  },
  {
    name: "workerd",
    how: "bundled with esbuild, without `nodejs_compat`: the open-source runtime of Cloudflare Workers",
    program: installed("@cloudflare/workerd-linux-64/bin/workerd"),
    run: runInWorkerd,
  },
  {
    name: "Chromium",
    how: "bundled with esbuild, in a page; the server is none of a page's",
    program: findChromium(),
    run: runInChromium,
  },
];

function node(major: string, program: string | undefined): Runtime {
  return { name: `Node ${major}`, how: AS_INSTALLED, program, run: (binary) => runProgram(binary, []) };
}

function installed(path: string): string | undefined {
  return existing(resolve(INSTALLED, path));
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}
