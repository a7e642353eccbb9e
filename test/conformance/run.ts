// Runs the conformance suite on every runtime and writes docs/runtimes.md.
//   node test/conformance/run.ts            writes the page
//   node test/conformance/run.ts --check    leaves the page as it is
// Ends with 1 where a check failed; on CI also where a runtime could not be had.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildSuites } from "./build.ts";
import { installRuntimes } from "./install.ts";
import { failuresOf, type Outcome, page, passes, table } from "./page.ts";

const problem = installRuntimes();
// Where there is one is looked at when the table is loaded.
const { RUNTIMES } = await import("./runtimes.ts");
const workerBytes = await buildSuites();

const outcomes: Outcome[] = [];
for (const { name, how, program, run } of RUNTIMES) {
  outcomes.push({ name, how, ...(await outcomeOf(program, run)) });
}

console.log(table(outcomes));
for (const failure of outcomes.flatMap(failuresOf)) console.error(failure);

if (!process.argv.includes("--check")) {
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(resolve(import.meta.dirname, "../../docs/runtimes.md"), page({ outcomes, workerBytes, day }));
}
const onCi = Boolean(process.env.CI);
process.exitCode = outcomes.every((outcome) => passes(outcome) || ("notRun" in outcome && !onCi)) ? 0 : 1;

async function outcomeOf(
  program: string | undefined,
  run: (typeof RUNTIMES)[number]["run"],
): Promise<{ ran: Awaited<ReturnType<typeof run>> } | { notRun: string }> {
  if (program === undefined) {
    return { notRun: problem ?? `there is none for ${process.platform} ${process.arch} here` };
  }
  try {
    return { ran: await run(program) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      ran: { version: "", results: [{ suite: "sign", passed: 0, failures: [{ name: "start", why }] }] },
    };
  }
}
