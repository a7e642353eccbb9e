// The canary scan over a whole run: what the steps write is looked through as it passes, and what files of tests have
// found in databases, dumps and logs is summed up.
import { spawn } from "node:child_process";
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OutputScan, secretsInSources } from "../test/canary/support/output.ts";
import type { Tally } from "../test/canary/support/suite.ts";

export interface Canary {
  /** Runs a program to its end; its output passes through. Whether it ended well. */
  readonly watch: (
    step: string,
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
  ) => Promise<boolean>;
  readonly sum: () => CanarySum;
}

export interface CanarySum {
  readonly ok: boolean;
  /** One line: what was looked for, and in how much. */
  readonly words: string;
  /** One line for each find: where, and what kind of secret. */
  readonly finds: readonly string[];
}

const LEFT_RUNNING = 5_000;

export function startCanary(): Canary {
  const tallies = mkdtempSync(join(tmpdir(), "countersign-canary-sum-"));
  const secrets = secretsInSources(globSync("{packages/*/test,test}/**/*.ts").sort());
  const finds: string[] = [];
  let written = 0;

  async function watch(step: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    const child = spawn(program, args, {
      stdio: ["inherit", "pipe", "pipe"],
      env: { ...env, ...colours(env), COUNTERSIGN_CANARY: tallies },
    });
    const pass = (from: NodeJS.ReadableStream, to: NodeJS.WritableStream, name: string): Promise<void> => {
      const scan = new OutputScan(secrets);
      from.on("data", (piece: Buffer) => {
        to.write(piece);
        scan.write(piece);
      });
      return new Promise((resolve) => {
        from.once("close", () => {
          scan.end();
          written += scan.bytes;
          for (const { line, after, what } of scan.finds) {
            const named = after === undefined ? "" : `, after ${after}`;
            finds.push(`${what} in line ${line} of what ${step} wrote to ${name}${named}`);
          }
          resolve();
        });
      });
    };
    const ended = new Promise<boolean>((resolve) => {
      child.once("error", (error) => {
        console.error(error.message);
        resolve(false);
      });
      child.once("exit", (code) => {
        resolve(code === 0);
        // What a test has left running may keep the pipes open, and nobody waits for that.
        const late = setTimeout(() => {
          for (const pipe of [child.stdout, child.stderr]) pipe.destroy();
        }, LEFT_RUNNING);
        child.once("close", () => clearTimeout(late));
      });
    });
    await Promise.all([
      pass(child.stdout, process.stdout, "stdout"),
      pass(child.stderr, process.stderr, "stderr"),
    ]);
    return ended;
  }

  return {
    watch,
    sum() {
      const all = readdirSync(tallies).map(
        (name) => JSON.parse(readFileSync(join(tallies, name), "utf8")) as Tally,
      );
      rmSync(tallies, { recursive: true });
      for (const { file, hits } of all) {
        for (const { place, canary, encoding, at } of hits) {
          finds.push(`${canary} (${encoding}) in ${place} at byte ${at}, kept by ${file}`);
        }
      }
      const total = (of: "bytes" | "secrets"): number => all.reduce((sum, tally) => sum + tally[of], 0);
      const kept = `${total("secrets")} secrets in ${megabytes(total("bytes"))} that ${all.length} files of tests kept`;
      const output = `${secrets.size}, and every JWT, in ${megabytes(written)} of output`;
      return { ok: finds.length === 0, words: `${kept}; ${output}; ${finds.length} found`, finds };
    },
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Programs see a pipe where there is a terminal behind it. */
function colours(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return process.stdout.isTTY && env.NO_COLOR === undefined ? { FORCE_COLOR: "1" } : {};
}
