import { AREA_IDS, AREAS, type AreaId, LEAST_SCORE } from "./areas.ts";
import { argued, type Equivalent } from "./equivalent.ts";
import type { AreaResult, Counts, Results, Survivor } from "./results.ts";

/** `docs/mutation.md`, from what the runs have recorded. */
export function mutationPage(results: Results): string {
  return `${[
    "# Mutation testing: do the tests see a mistake",
    "",
    "[Stryker](https://stryker-mutator.io/) changes one thing at a time in the sources, a comparison, a number, a whole block,",
    "and runs the tests that go through it. A mutant that lets a test fail is killed. One that survives is a mistake that",
    "somebody could make and nobody would be told.",
    "",
    "```sh not-run takes half an hour or more",
    "npm run test:mutation",
    "npm run test:mutation -- verify",
    "```",
    "",
    "runs all areas, or those that are named, and writes this page. It ends with an error where an area is below",
    `${LEAST_SCORE} %. The score is what was killed or ran into the time limit, of all valid mutants: those that no test runs`,
    "through count as survivors. Not valid is a mutant with which a file cannot be loaded at all. No mutant is left out.",
    "",
    "| area | score | mutants | killed | time limit | survived | not covered | not valid |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...AREA_IDS.map((id) => row(`[${id}](#${id})`, results[id]?.score, results[id]?.total)),
    "",
    ...AREA_IDS.flatMap((id) => areaLines(id, results[id])),
    "## What it does not say",
    "",
    "A killed mutant was seen by some test, not by the right one. Only small changes of one place are tried, and only in the",
    "areas above.",
  ].join("\n")}\n`;
}

function areaLines(id: AreaId, result: AreaResult | undefined): string[] {
  const heading = [`## ${id}`, "", `${AREAS[id].title}.`, ""];
  if (result === undefined) return [...heading, "Not run yet.", ""];
  const { date, node, stryker, seconds, files, survivors } = result;
  return [
    ...heading,
    `${date}, Stryker ${stryker}, Node ${node}, ${seconds} s.`,
    "",
    "| file | score | mutants | killed | time limit | survived | not covered | not valid |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...Object.entries(files).map(([file, counts]) => row(`\`${file}\``, counts.score, counts)),
    "",
    ...survivorLines(survivors),
  ];
}

function row(name: string, score: number | undefined, counts: Counts | undefined): string {
  if (score === undefined || counts === undefined) return `| ${name} | not run yet | | | | | | |`;
  const { killed, timedOut, survived, notCovered, invalid } = counts;
  const all = killed + timedOut + survived + notCovered;
  return `| ${[name, `${score} %`, all, killed, timedOut, survived, notCovered, invalid].join(" | ")} |`;
}

function survivorLines(survivors: readonly Survivor[]): string[] {
  const reasons = new Map<Equivalent, Survivor[]>();
  const others: Survivor[] = [];
  for (const survivor of survivors) {
    const why = argued(survivor);
    if (why === undefined) others.push(survivor);
    else reasons.set(why, [...(reasons.get(why) ?? []), survivor]);
  }
  return [
    ...[...reasons].flatMap(([{ file, reason }, same]) => [
      `Equivalent, in \`${file}\`: ${reason}`,
      "",
      ...same.map(mutantLine),
      "",
    ]),
    ...(others.length === 0 ? [] : ["Not killed, and not argued:", "", ...others.map(withFile), ""]),
  ];
}

const withFile = (survivor: Survivor): string => `- \`${survivor.file}\`, ${mutantLine(survivor).slice(2)}`;

function mutantLine({ line, original, replacement }: Survivor): string {
  return `- line ${line}: ${code(original)} → ${code(replacement)}`;
}

const SHOWN = 80;

/** On one line, and not longer than one reads. A fence of more backquotes than the code has. */
function code(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const cut = line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line;
  if (cut === "") return "nothing";
  return cut.includes("`") ? `\`\` ${cut} \`\`` : `\`${cut}\``;
}
