// The runtimes, and how each is given the suite.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { findChromium } from "../../tools/chromium.ts";
import { BUILT } from "./build.ts";
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

const AS_INSTALLED = "found by the runtime itself in `node_modules`";

export const RUNTIMES: readonly Runtime[] = [
  node("20", installed("node-20/bin/node")),
  node("22", installed("node-22/bin/node")),
  // The workspace's own.
  node("24", existing(resolve(import.meta.dirname, "../../node_modules/node/bin/node"))),
  node("26", installed("node-26/bin/node")),
  {
    name: "Bun",
    how: `${AS_INSTALLED}; served by the code of [deploy/bun.md](deploy/bun.md)`,
    program: installed("@oven/bun-linux-x64-baseline/bin/bun"),
    run: (program) => runProgram(program, { run: ["run"], serve: ["run", BUILT.bunExample] }),
  },
  {
    name: "Deno",
    how: `${AS_INSTALLED}; served by the code of [deploy/deno-deploy.md](deploy/deno-deploy.md)`,
    program: installed("@deno/linux-x64-glibc/deno"),
    run: (program) => {
      const usual = ["run", "--no-lock", "--no-prompt", "--node-modules-dir=manual"];
      return runProgram(program, {
        run: [...usual, "--allow-net=127.0.0.1", "--allow-env=PEER"],
        serve: [...usual, "--allow-net", "--allow-env", BUILT.denoExample],
      });
    },
  },
  {
    name: "workerd",
    how: "bundled with esbuild, without `nodejs_compat`; served by the code of [deploy/cloudflare-workers.md](deploy/cloudflare-workers.md)",
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
  return {
    name: `Node ${major}`,
    how: `${AS_INSTALLED}; served by \`serve()\``,
    program,
    run: (binary) => runProgram(binary, { run: [], serve: [BUILT.server] }),
  };
}

function installed(path: string): string | undefined {
  return existing(resolve(INSTALLED, path));
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}
