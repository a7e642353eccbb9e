// The server beside peers, over HTTP: `npm run bench:serve`. What it found goes to standard output and, with --write,
// into bench/results-serve.md. A machine that does other things is not measured, unless --noisy is given.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { quantile } from "./measure.ts";
import { inWords, isQuiet, processorShare } from "./quiet.ts";
import { askUntilAnswered, BODIES, checkAnswer } from "./serve-ask.ts";
import { type Cold, coldStart } from "./serve-cold.ts";
import { footprint } from "./serve-footprint.ts";
import { isThere, pace, residentMemory, type Saturated, saturate } from "./serve-load.ts";
import { type Found, page } from "./serve-page.ts";
import { prepare, type Running, SERVERS, type ServerName } from "./serve-start.ts";

const ROUNDS = 9;
const SECONDS = 2;
const WARM_UP_SECONDS = 3;
const COLD_STARTS = 7;
const PACED: readonly ServerName[] = ["ours", "raw, our signer", "express sample"];
const PACED_ROUNDS = 4;
const PACED_SECONDS = 3;
const COLD: readonly ServerName[] = ["ours", "raw, our signer", "express sample"];

const before = await processorShare();
if (!isQuiet(before) && !process.argv.includes("--noisy")) {
  console.error(`Not measured: ${inWords(before)}. End what else runs, or take --noisy.`);
  process.exit(3);
}
if (!isThere("wrk")) {
  console.error("Not measured: wrk is not installed. On Debian: apt-get install wrk.");
  process.exit(3);
}
const beforeInWords = inWords(before);

// The server has one core and what asks it another.
const pinned = isThere("taskset") && cpus().length > 1;
const [serverCore, loadCore] = pinned ? [0, 1] : [undefined, undefined];

const stand = await prepare({ from: "built" });
const running: Running[] = [];
try {
  const cold = new Map<ServerName, Cold[]>(COLD.map((name) => [name, []]));
  for (let round = 0; round < COLD_STARTS; round++) {
    for (const name of COLD) cold.get(name)?.push(await coldStart(stand, name, serverCore));
  }

  for (const name of SERVERS) running.push(await stand.start(name, serverCore));
  for (const server of running) await checkAll(server);
  for (const server of running) await saturate(server, stand.apiKey, WARM_UP_SECONDS, loadCore);
  const saturated = new Map<ServerName, Saturated[]>(SERVERS.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const server of running) {
      saturated.get(server.name)?.push(await saturate(server, stand.apiKey, SECONDS, loadCore));
    }
  }
  const loaded = new Map(running.map(({ name, pid }) => [name, residentMemory(pid)]));

  const paced: Found["paced"] = new Map(PACED.map((name) => [name, { tenth: [], sixTenths: [] }]));
  for (let round = 0; round < PACED_ROUNDS; round++) {
    for (const server of running) {
      const times = paced.get(server.name);
      if (times === undefined) continue;
      const most = quantile(
        (saturated.get(server.name) ?? []).map((one) => one.requestsPerSecond),
        0.5,
      );
      times.tenth.push(await pace(server, stand.apiKey, 0.1 * most, PACED_SECONDS));
      times.sixTenths.push(await pace(server, stand.apiKey, 0.6 * most, PACED_SECONDS));
    }
  }
  for (const server of running) await checkAll(server);

  const after = await processorShare();
  const [cpu] = cpus();
  const text = page({
    machine: `${cpu?.model.trim()}, ${cpus().length} cores; Node ${process.versions.node}; ${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC; ${pinned ? "servers on one core, what asks them on another" : "nothing pinned to a core"}.`,
    noise: `Before: ${beforeInWords}; after: ${inWords(after)}.`,
    quiet: isQuiet(before) && isQuiet(after),
    rounds: `${ROUNDS} rounds of ${SECONDS} s in turns`,
    saturated,
    cold,
    loaded,
    paced,
    installed: [
      ["@countersign/server", footprint(["@countersign/server"], false)],
      ["with its optional packages (Redis, PostgreSQL)", footprint(["@countersign/server"], true)],
      ["the sample (express, cors, jsrsasign)", footprint(["express", "cors", "jsrsasign"], true)],
    ],
  });
  console.log(text);
  if (process.argv.includes("--write")) writeFileSync(new URL("results-serve.md", import.meta.url), text);
} finally {
  for (const server of running) await server.stop();
  stand.remove();
}

/** Nothing is timed that does not do the whole job: every body is answered rightly, before and after. */
async function checkAll({ port }: Running): Promise<void> {
  for (const body of BODIES) await checkAnswer(await askUntilAnswered(port, stand.apiKey, body), body);
}
