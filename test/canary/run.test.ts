import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import type { CanarySum } from "../../tools/canary.ts";

const ROOT = resolve(import.meta.dirname, "../..");
/** Made up there, so that it stands in no output of this run. */
const KEY = `"zsk_portal_" + "k3y".repeat(14) + "x"`;

interface Told {
  readonly ended: readonly boolean[];
  readonly sum: CanarySum;
}

/** A run of such steps in a process of its own: how each ended, and the sum. */
async function runOf(steps: readonly (readonly [name: string, program: string, ...args: string[]])[]) {
  const script = `
    import { startCanary } from "./tools/canary.ts";
    const { watch, sum } = startCanary();
    const ended = [];
    for (const [name, program, ...args] of ${JSON.stringify(steps)}) {
      ended.push(await watch(name, program, args, process.env));
    }
    process.send({ ended, sum: sum() });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let stdout = "";
  child.stdout?.on("data", (piece: Buffer) => {
    stdout += piece.toString();
  });
  // What it writes there has a secret in it.
  child.stderr?.resume();
  let told: Told = { ended: [], sum: { ok: false, words: "nothing was told", finds: [] } };
  child.once("message", (said) => {
    told = said as Told;
  });
  await once(child, "close");
  return { ...told, stdout };
}

const node = (name: string, code: string) => [name, process.execPath, "-e", code] as const;

test("what steps write passes through, and how they end is told", async () => {
  const { ended, sum, stdout } = await runOf([
    node("one", "console.log('of one')"),
    node("two", "console.log('of two'); process.exitCode = 3"),
    ["three", "no-such-program-anywhere"],
  ]);
  expect({ ended, stdout, ok: sum.ok, finds: sum.finds }).toEqual({
    ended: [true, false, false],
    stdout: "of one\nof two\n",
    ok: true,
    finds: [],
  });
  expect(sum.words).toMatch(
    /^0 secrets in 0\.0 MB that 0 files of tests kept; \d+, and every JWT, in 0\.0 MB of output; 0 found$/,
  );
});

test("a secret in the output, and one in what a file of tests kept, fail the run; neither is told", async () => {
  const hits = [{ place: "grants.db", canary: "refresh token 1", encoding: "raw", at: 7 }];
  const tally = { file: "test/x.test.ts", secrets: 12, bytes: 3_400_000, places: 1, hits };
  const { ended, sum } = await runOf([
    node("unit", `console.log("first"); console.error("at test/y.test.ts", ${KEY})`),
    node(
      "system",
      `fs.writeFileSync(process.env.COUNTERSIGN_CANARY + "/x.json", ${JSON.stringify(JSON.stringify(tally))})`,
    ),
  ]);
  expect({ ended, ...sum }).toEqual({
    ended: [true, true],
    ok: false,
    words: expect.stringMatching(/^12 secrets in 3\.4 MB that 1 files of tests kept; .*; 2 found$/),
    finds: [
      "an API key in line 1 of what unit wrote to stderr, after test/y.test.ts",
      "refresh token 1 (raw) in grants.db at byte 7, kept by test/x.test.ts",
    ],
  });
});
