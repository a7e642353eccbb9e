// How soon the page is seen, and how soon the report follows a key: `npm run bench:page`. The aims are 300 ms to the
// first paint, from a server on this machine and with an empty cache, and 50 ms from a key to the report.
import { cpus } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startDev } from "../packages/cli/src/dev/index.ts";
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
const browser = await launch();
try {
  const pages = {
    "tools, served": new URL("/tools", dev.url).href,
    "join, served": dev.url,
    "tools, from the disk": pathToFileURL(FILE).href,
  };
  const paints: [string, readonly number[]][] = [];
  for (const [name, url] of Object.entries(pages)) {
    const times: number[] = [];
    // The first run finds nothing of the browser and the server warm, and is not counted.
    for (let run = 0; run <= PAINTS; run++) times.push(await paintOf(browser, url));
    paints.push([name, times.slice(1)]);
  }
  const keys: Keys[] = [];
  for (const [name, typed] of Object.entries(typing())) {
    keys.push(await keysOf(browser, pages["tools, served"], name, typed));
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
      paints.map(([name, times]) => [name, ...both(times)]),
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
  await dev.close();
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
