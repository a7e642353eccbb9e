// What one operation costs as something grows: `npm run bench:growth`. What it found goes to standard output and, with
// --write, into bench/results-growth.md. A machine that does other things is not measured, unless --noisy is given;
// --quick only shows that it runs; --only=audit takes the series with that word.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { coreSeries } from "./growth-core.ts";
import { memorySeries } from "./growth-memory.ts";
import { type Grown, page } from "./growth-page.ts";
import type { Prepared, Series } from "./growth-series.ts";
import { forgetKeys, serverSeries } from "./growth-server.ts";
import { storeSeries } from "./growth-stores.ts";
import { type Candidate, lengthOfAll, measure } from "./measure.ts";
import { inWords, isQuiet, processorShare } from "./quiet.ts";

const quick = process.argv.includes("--quick");
const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice("--only=".length);
const [ROUNDS, SLICE_MS] = quick ? [1, 1] : [15, 25];
const QUICK_MAX = 1000;

const before = await processorShare();
if (!isQuiet(before) && !process.argv.includes("--noisy")) {
  console.error(`Not measured: ${inWords(before)}. End what else runs, or take --noisy.`);
  process.exit(3);
}
const beforeInWords = inWords(before);

const grown: Grown[] = [];
await take(serverSeries);
forgetKeys();
await take(memorySeries);
await take(storeSeries);
await take(coreSeries);
if (lengthOfAll() === 0) throw new TypeError(`there is no series with the word ${only}`);

const after = await processorShare();
const [cpu] = cpus();
const text = page({
  about: `${cpu?.model.trim()}, ${cpus().length} cores; Node ${process.versions.node}; ${new Date().toISOString().slice(0, 10)}.`,
  noise: `Before: ${beforeInWords}; after: ${inWords(after)}.`,
  quiet: isQuiet(before) && isQuiet(after) && !quick,
  rounds: `Processor time of one operation; ${ROUNDS} rounds, the sizes in turns`,
  grown,
});
console.log(text);
if (process.argv.includes("--write")) {
  if (only !== undefined) throw new TypeError("--write keeps all of it, not --only a part");
  writeFileSync(new URL("results-growth.md", import.meta.url), text);
}

async function take(all: readonly Series[]): Promise<void> {
  for (const series of all) {
    if (only !== undefined && !`${series.of} ${series.operation}`.includes(only)) continue;
    grown.push(await grow(series));
  }
}

/** All sizes are there at once, and each has its slice in every round. */
async function grow(series: Series): Promise<Grown> {
  const sizes = quick ? series.sizes.slice(0, 3).map((n) => Math.min(n, QUICK_MAX)) : series.sizes;
  const prepared: Prepared[] = [];
  for (const n of sizes) prepared.push(await series.prepare(n));
  const candidates = prepared.map((one, index): Candidate => ({ ...one, name: String(sizes[index]) }));
  const measured = await measure(candidates, ROUNDS, SLICE_MS);
  for (const { close } of prepared) await close?.();
  return {
    series,
    sizes: measured.map(({ rounds }, index) => {
      const operations = prepared[index]?.operations ?? 1;
      return { n: sizes[index] ?? 0, rounds: rounds.map((cost) => cost / operations) };
    }),
  };
}
