// What `npm test` runs: everything, in the order in which a mistake is cheapest to find. It goes on after a
// failure, so that one run tells all. No secret may be in what it writes, nor in what tests keep (tools/canary.ts).
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { startCanary } from "./canary.ts";
import { ensureChromium } from "./chromium.ts";
import { ensureServers } from "./programs.ts";

interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly before?: () => Readonly<Record<string, string>>;
}

/** What vitest found in each project, to be said again at the end. */
const reports = mkdtempSync(join(tmpdir(), "countersign-tests-"));
const reportOf = (name: string): string => join(reports, `${name}.json`);

const vitest = (project: string): Step["command"] => [
  ...(["vitest", "run", "--project", project, "--reporter", "default", "--reporter", "json"] as const),
  `--outputFile.json=${reportOf(project)}`,
];

const STEPS: readonly Step[] = [
  { name: "build", command: ["npm", "run", "--silent", "build"] },
  { name: "check", command: ["npm", "run", "--silent", "check"] },
  { name: "unit", command: vitest("unit"), before: ensureServers },
  { name: "system", command: vitest("system") },
  { name: "pack", command: vitest("pack") },
  {
    name: "runtimes",
    command: ["node", "test/conformance/run.ts", "--check"],
    before: () => ({ CHROMIUM_PATH: ensureChromium() }),
  },
  { name: "browser", command: vitest("browser"), before: () => ({ CHROMIUM_PATH: ensureChromium() }) },
];

// The workspace's own tools first, its Node 24 among them, also when this is not started by npm.
const PATH = [resolve("node_modules/.bin"), process.env.PATH].join(delimiter);

const canary = startCanary();
const results: { readonly name: string; readonly ok: boolean; readonly seconds: number }[] = [];
for (const step of STEPS) {
  console.log(`\n== ${step.name}: ${step.command.join(" ")}`);
  const started = performance.now();
  const ok = await passes(step);
  results.push({ name: step.name, ok, seconds: Math.round((performance.now() - started) / 1000) });
}

console.log(`\n== summary (Node ${process.versions.node})`);
for (const { name, ok, seconds } of results) {
  const { passed, skipped, failures } = outcome(name);
  const tests = passed === undefined ? "" : `  ${passed} tests${skipped ? `, ${skipped} skipped` : ""}`;
  console.log(`${ok ? "passed" : "FAILED"}  ${name.padEnd(8)} ${seconds} s${tests}`);
  for (const failure of failures) console.log(`  ${failure}`);
}
const { ok: clean, words, finds } = canary.sum();
console.log(`${clean ? "passed" : "FAILED"}  ${"canary".padEnd(8)} ${words}`);
for (const find of finds.slice(0, 50)) console.log(`  ${find}`);
rmSync(reports, { recursive: true });
process.exitCode = clean && results.every(({ ok }) => ok) ? 0 : 1;

async function passes({ name, command: [program, ...args], before }: Step): Promise<boolean> {
  try {
    return await canary.watch(name, program, args, { ...process.env, PATH, ...before?.() });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

interface Outcome {
  readonly passed?: number;
  readonly skipped?: number;
  /** One line each: which test, and the beginning of what it said. */
  readonly failures: readonly string[];
}

/** Of vitest's report, what the end of a long log should say; of a step without tests, nothing. */
function outcome(name: string): Outcome {
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(reportOf(name), "utf8")) as VitestReport;
  } catch {
    return { failures: [] };
  }
  const failures = report.testResults.flatMap(({ name: file, message, assertionResults }) => {
    const where = file.replace(`${resolve()}/`, "");
    const failed = assertionResults.filter(({ status }) => status === "failed");
    const said = failed.map((test) => `${test.fullName}: ${test.failureMessages?.[0] ?? ""}`);
    return [...said, ...(message ? [message] : [])].map((text) => `${where}: ${text.slice(0, 600)}`);
  });
  return { passed: report.numPassedTests, skipped: report.numPendingTests, failures };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}
