// The runtimes, and how each is given the bench: those of the conformance suite that have node:crypto.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { RUNTIMES } from "../test/conformance/runtimes.ts";
import type { Measured } from "./measure.ts";

const execute = promisify(execFile);

const HERE = import.meta.dirname;
/** How each runs a file of ours. */
const COMMANDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["Node 20", []],
  ["Node 22", []],
  ["Node 24", []],
  ["Node 26", []],
  ["Bun", ["run"]],
  ["Deno", ["run", "--no-lock", "--no-prompt"]],
]);

export interface Measurable {
  readonly name: string;
  /** Nothing where there is none for this machine. */
  readonly program: string | undefined;
  readonly args: readonly string[];
}

export const MEASURABLE: readonly Measurable[] = RUNTIMES.flatMap(({ name, program }) => {
  const args = COMMANDS.get(name);
  return args === undefined ? [] : [{ name, program, args }];
});

export interface Bench {
  readonly run: (runtime: Measurable, rounds: number, sliceMs: number) => Promise<readonly Measured[]>;
  readonly versionOf: (runtime: Measurable) => Promise<string>;
  readonly remove: () => void;
}

/** @param from The package as it is installed, or its sources. */
export async function prepare(from: "built" | "sources"): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), "bench-runtimes-"));
  const bundle = join(folder, "bench.mjs");
  await build({
    entryPoints: [join(HERE, "runtimes-entry.ts")],
    outfile: bundle,
    bundle: true,
    format: "esm",
    target: "es2023",
    platform: "node",
    logLevel: "error",
    conditions: from === "sources" ? ["countersign-source"] : [],
  });
  // What they cache goes into the folder that is removed.
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    DENO_DIR: folder,
    DENO_NO_UPDATE_CHECK: "1",
    DO_NOT_TRACK: "1",
    BUN_INSTALL_CACHE_DIR: folder,
    BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
  };

  async function ask({ name, program }: Measurable, args: readonly string[]): Promise<string> {
    if (program === undefined) throw new TypeError(`there is no ${name} here`);
    return (await execute(program, args, { env, maxBuffer: 16 * 1024 * 1024 })).stdout;
  }

  return {
    async run(runtime, rounds, sliceMs) {
      const printed = await ask(runtime, [...runtime.args, bundle, String(rounds), String(sliceMs)]);
      return JSON.parse(printed) as readonly Measured[];
    },
    async versionOf(runtime) {
      return /\d+(?:\.\d+)+/.exec(await ask(runtime, ["--version"]))?.[0] ?? "of no known version";
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
