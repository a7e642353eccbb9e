import type { Recorded } from "./record.ts";
import { FIGURES, type Figures, SUITES, type SuiteId } from "./suites.ts";

const number = (value: number | string): string =>
  typeof value === "number" ? value.toLocaleString("en-US", { maximumFractionDigits: 2 }) : value;

/** `docs/reliability.md`, from what the runs have recorded. */
export function reliabilityPage(recorded: ReadonlyMap<SuiteId, Recorded>): string {
  const ids = Object.keys(SUITES) as SuiteId[];
  const run = ids.filter((id) => recorded.has(id));
  const missing = ids.length - run.length;
  return `${[
    "# Reliability: what the server was put through",
    "",
    "`npm run test:long` writes this page. Each suite starts whole servers on loopback, does to them what is said,",
    "checks what has to hold, and leaves its figures here only if it passed. `npm test` runs a quick form of the same",
    "suites, which leaves none. Zoom is the [sandbox](sandbox-oauth.md) throughout: nothing of this was run against Zoom.",
    "",
    `${run.length} of ${ids.length} suites have been run${missing > 0 ? `; ${missing} not yet` : ""}.`,
    "",
    "| all suites together | |",
    "| --- | ---: |",
    ...FIGURES.map(([name, title]) => `| ${title} | ${total(recorded, name)} |`),
    "",
    "## Suite by suite",
    "",
    ...ids.flatMap((id) => [`### ${SUITES[id].title}`, "", ...suiteLines(recorded.get(id)), ""]),
    "## What it does not say",
    "",
    "Nothing of Zoom itself, of networks that lose packets, or of machines other than those named. Times are of a machine",
    "that may have had other work; what is compared was measured in one run, in turns.",
  ].join("\n")}\n`;
}

function total(recorded: ReadonlyMap<SuiteId, Recorded>, name: keyof Figures): string {
  const values = [...recorded.values()].flatMap(({ figures }) => figures[name] ?? []);
  return values.length === 0 ? "not run yet" : number(values.reduce((sum, value) => sum + value, 0));
}

function suiteLines(recorded: Recorded | undefined): string[] {
  if (recorded === undefined) return ["not run yet"];
  const { figures, facts = {}, date, seconds, machine, command } = recorded;
  const counted = FIGURES.flatMap(([name, title]) => {
    const value = figures[name];
    return value === undefined ? [] : [[title, value] as const];
  });
  return [
    `${date}, ${seconds} s, ${machine}: \`${command}\``,
    "",
    "| | |",
    "| --- | ---: |",
    ...[...counted, ...Object.entries(facts)].map(([title, value]) => `| ${title} | ${number(value)} |`),
  ];
}
