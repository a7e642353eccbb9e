// How soon the page is seen, and how soon the report follows a key: `npm run bench:page`. The aims are 300 ms to the
// first paint, from a server on this machine and with an empty cache, and 50 ms from a key to the report. In a new
// tab the browser starts another process for a page that no other page may reach (the opener policy, which stays):
// what a page of one word takes with the same headers is said beside it, and is the browser's share.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cpus } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startDev } from "../packages/cli/src/dev/index.ts";
import { toolsHeaders } from "../packages/cli/src/page/tools-page.ts";
import { EXAMPLE, evidenceOf, RULES } from "../packages/core/src/diagnose/index.ts";
import { launch } from "../test/browser/support/chromium.ts";
import { quantile } from "./measure.ts";
import { type Keys, keysOf, paintOf } from "./page-times.ts";
import { inWords, isQuiet, processorShare } from "./quiet.ts";

const [, given] =
  /^--runs=(\d{1,3})$/.exec(process.argv.find((one) => one.startsWith("--runs=")) ?? "") ?? [];
const PAINTS = Number(given ?? 21);
const FILE = fileURLToPath(new URL("../packages/cli/page/countersign.html", import.meta.url));

const before = await processorShare();
if (!isQuiet(before) && !process.argv.includes("--noisy")) {
  console.error(
    `Not measured: ${inWords(before)}, and a browser that waits for a processor is measured with its waiting. End what else runs, or take --noisy and say so beside the figures.`,
  );
  process.exit(3);
}

await import("../tools/build-page.ts");
const dev = await startDev({ port: 0, env: {} });
const word = await serveWord();
const browser = await launch();
try {
  const tools = new URL("/tools", dev.url).href;
  const pages: readonly Visit[] = [
    { name: "one word with the same headers, in a new tab", url: word.url },
    { name: "tools, in a new tab", url: tools },
    { name: "Join page, in a new tab", url: dev.url },
    { name: "tools, from the disk, in a new tab", url: pathToFileURL(FILE).href },
    { name: "tools, from the Join page", url: tools, from: dev.url },
  ];
  const paints = pages.map(({ name }) => ({ name, times: [] as number[] }));
  // Taken in turn, so that what happens on the machine meanwhile happens to all of them. The first round finds
  // nothing of the browser and the server warm, and is not counted.
  for (let round = 0; round <= PAINTS; round++) {
    for (const [index, { url, from }] of pages.entries()) {
      const took = await paintOf(browser, url, from);
      if (round > 0) paints[index]?.times.push(took);
    }
  }
  const keys: Keys[] = [];
  for (const [name, typed] of Object.entries(typing())) {
    keys.push(await keysOf(browser, tools, name, typed));
  }
  const after = await processorShare();
  const [cpu] = cpus();
  console.log(
    `${cpu?.model.trim()}, ${cpus().length} cores; Node ${process.versions.node}; Chromium ${browser.version()}, without a window; ${new Date().toISOString().slice(0, 10)}`,
  );
  console.log(`before: ${inWords(before)}; after: ${inWords(after)}`);
  if (!isQuiet(before) || !isQuiet(after))
    console.log("Other programs ran: the times hold their share, and are no result.");
  console.log(
    table(
      [`first paint, ms, ${PAINTS} runs, each with an empty cache`, "median", "p95"],
      paints.map(({ name, times }) => [name, ...both(times)]),
    ),
  );
  console.log(
    table(
      ["key to report, ms", "keys", "median", "p95", "processor time of it, median", "p95"],
      keys.map(({ name, wall, cpu }) => [name, String(wall.length), ...both(wall), ...both(cpu)]),
    ),
  );
} finally {
  await browser.close();
  await word.close();
  await dev.close();
}

interface Visit {
  readonly name: string;
  readonly url: string;
  readonly from?: string;
}

/** The least that can be painted, with the headers of the tools. */
async function serveWord(): Promise<{ readonly url: string; readonly close: () => Promise<unknown> }> {
  const headers = toolsHeaders("");
  const server = createServer((_, answer) =>
    answer.writeHead(200, headers).end("<!doctype html><title>1</title>word"),
  );
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

/** What is typed key by key, its last letters; what stands there before. */
function typing(): { readonly [name: string]: { readonly text: string; readonly secret?: string } } {
  const right = String(evidenceOf({ name: "right" }).signature);
  const milliseconds = RULES.find(({ id }) => id === "times-in-milliseconds")?.examples.failing[0];
  const wrong = milliseconds ? String(evidenceOf(milliseconds).signature) : "";
  const log = `2025-11-24T02:00:00Z INFO sign ok mn=${EXAMPLE.meetingNumber} `.repeat(60);
  return {
    "a right signature": { text: right },
    "times in milliseconds": { text: wrong },
    "4 kB of log before it": { text: `${log}${right}` },
    "a response": { text: `{"signature":"${right}","sdkKey":"${EXAMPLE.sdkKey}"}` },
    "a right signature, with its secret": { text: right, secret: EXAMPLE.sdkSecret },
    "with another app's secret": { text: right, secret: "fixtureSecretOfAnotherApp0000002" },
  };
}

function both(times: readonly number[]): string[] {
  return [0.5, 0.95].map((share) => quantile(times, share).toFixed(1));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return ["", line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
