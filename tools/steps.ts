// Runs the steps of a test command one after the other, and says at the end what each found. It goes on after a
// failure, so that one run tells all. No secret may be in what it writes, nor in what tests keep (canary.ts).
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { startCanary } from "./canary.ts";

export interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** Installs what the step needs, and says in which variables it is found. */
  readonly before?: () => Readonly<Record<string, string>>;
}

/** A step that vitest runs. What it found is said again at the end, when its output is far away. */
export const vitest = (name: string, project: string, ...files: readonly string[]): Step => ({
  name,
  command: ["vitest", "run", "--project", project, ...files],
});

interface Outcome {
  readonly passed?: number;
  readonly skipped?: number;
  /** One line each: which test, and the beginning of what it said. */
  readonly failures: readonly string[];
}

/** Whether all of them passed, and no secret was seen. */
export async function runSteps(steps: readonly Step[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const reports = mkdtempSync(join(tmpdir(), "countersign-tests-"));
  const reportOf = (name: string): string => join(reports, `${name}.json`);
  // The workspace's own tools first, its Node 24 among them, also when this is not started by npm.
  const PATH = [resolve("node_modules/.bin"), process.env.PATH].join(delimiter);

  const canary = startCanary();
  const results: { readonly name: string; readonly ok: boolean; readonly seconds: number }[] = [];
  for (const { name, command, before } of steps) {
    const [program, ...args] = command;
    const report = ["--reporter", "default", "--reporter", "json", `--outputFile.json=${reportOf(name)}`];
    const whole = program === "vitest" ? [...args, ...report] : args;
    console.log(`\n== ${name}: ${command.join(" ")}`);
    const started = performance.now();
    let ok = false;
    try {
      ok = await canary.watch(name, program, whole, { ...process.env, ...env, PATH, ...before?.() });
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
    results.push({ name, ok, seconds: Math.round((performance.now() - started) / 1000) });
  }

  console.log(`\n== summary (Node ${process.versions.node})`);
  const width = Math.max(...results.map(({ name }) => name.length), "canary".length);
  for (const { name, ok, seconds } of results) {
    const { passed, skipped, failures } = outcome(reportOf(name));
    const tests = passed === undefined ? "" : `  ${passed} tests${skipped ? `, ${skipped} skipped` : ""}`;
    console.log(`${ok ? "passed" : "FAILED"}  ${name.padEnd(width)} ${seconds} s${tests}`);
    for (const failure of failures) console.log(`  ${failure}`);
  }
  const { ok: clean, words, finds } = canary.sum();
  console.log(`${clean ? "passed" : "FAILED"}  ${"canary".padEnd(width)} ${words}`);
  for (const find of finds.slice(0, 50)) console.log(`  ${find}`);
  rmSync(reports, { recursive: true });
  return clean && results.every(({ ok }) => ok);
}

/** Of vitest's report, what the end of a long log should say; of a step without tests, nothing. */
function outcome(path: string): Outcome {
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(path, "utf8")) as VitestReport;
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
