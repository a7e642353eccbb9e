// Whether a signature is made faster than by createHmac with JSON on every runtime: `npm run bench:runtimes`. What it
// found goes to standard output and, with --write, into bench/results-runtimes.md. A machine that does other things is
// not measured, unless --noisy is given; --quick only shows that it runs.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { installRuntimes } from "../test/conformance/install.ts";
import type { Measured } from "./measure.ts";
import { inWords, isQuiet, processorShare } from "./quiet.ts";
import { type Outcome, page } from "./runtimes-page.ts";

const quick = process.argv.includes("--quick");
const [PASSES, ROUNDS, SLICE_MS] = quick ? [1, 2, 1] : [3, 21, 25];

const before = await processorShare();
if (!isQuiet(before) && !process.argv.includes("--noisy")) {
  console.error(`Not measured: ${inWords(before)}. End what else runs, or take --noisy.`);
  process.exit(3);
}
const beforeInWords = inWords(before);

const problem = quick ? undefined : installRuntimes();
// Where there is one is looked at when the table is loaded.
const { MEASURABLE, prepare } = await import("./runtimes-run.ts");
const bench = await prepare(quick ? "sources" : "built");
try {
  const there = MEASURABLE.filter(({ program }) => program !== undefined);
  const passes = new Map(there.map(({ name }) => [name, [] as (readonly Measured[])[]]));
  for (let pass = 0; pass < PASSES; pass++) {
    for (const runtime of there) passes.get(runtime.name)?.push(await bench.run(runtime, ROUNDS, SLICE_MS));
  }
  const outcomes: Outcome[] = [];
  for (const runtime of MEASURABLE) {
    const { name } = runtime;
    const ran = passes.get(name);
    const notRun = problem ?? `there is none for ${process.platform} ${process.arch} here`;
    outcomes.push(ran ? { name, version: await bench.versionOf(runtime), passes: ran } : { name, notRun });
  }
  const after = await processorShare();
  const [cpu] = cpus();
  const text = page({
    about: `${cpu?.model.trim()}, ${cpus().length} cores; ${new Date().toISOString().slice(0, 10)}.`,
    noise: `Before: ${beforeInWords}; after: ${inWords(after)}.`,
    quiet: isQuiet(before) && isQuiet(after) && !quick,
    rounds: `Processor time; ${PASSES} processes of each runtime, ${ROUNDS} rounds in turns within each`,
    outcomes,
  });
  console.log(text);
  if (process.argv.includes("--write")) writeFileSync(new URL("results-runtimes.md", import.meta.url), text);
} finally {
  bench.remove();
}
