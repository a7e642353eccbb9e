// What `bench:runtimes` found, in words that follow from the figures.
import { type Measured, quantile } from "./measure.ts";
import { OURS, RAW, WITH_JSON } from "./runtimes-signers.ts";

export type Outcome =
  | { readonly name: string; readonly version: string; readonly passes: readonly (readonly Measured[])[] }
  | { readonly name: string; readonly notRun: string };

type Ran = Extract<Outcome, { passes: unknown }>;

export interface Found {
  /** Machine and date. */
  readonly about: string;
  readonly noise: string;
  readonly quiet: boolean;
  readonly rounds: string;
  readonly outcomes: readonly Outcome[];
}

export function page({ about, noise, quiet, rounds, outcomes }: Found): string {
  return `${[
    "# Signing on each runtime, measured",
    "Written by `npm run bench:runtimes -- --write`. How it is measured: [README](README.md).",
    `${about} ${noise}`,
    quiet ? "" : "**Other programs ran meanwhile: these figures are no result.**",
    `${rounds}. Times ours: how often the processor time of one of our signatures goes into that of the other, taken within a round; the median, and the middle half in brackets. Of the medians of the single processes the least is shown beside it.`,
    table(outcomes),
    verdict(outcomes),
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

function table(outcomes: readonly Outcome[]): string {
  const head = [
    "| runtime | ns, ours | ns, createHmac and JSON.stringify | times ours | least of a process | createHmac alone, times ours |",
    "| --- | --- | --- | --- | --- | --- |",
  ];
  const rows = outcomes.map((outcome) => {
    if ("notRun" in outcome) return `| ${outcome.name} | not run: ${outcome.notRun} | | | | |`;
    const json = ratios(outcome, WITH_JSON);
    const cells = [
      `${outcome.name} (${outcome.version})`,
      quantile(times(outcome, OURS).flat(), 0.5).toFixed(0),
      quantile(times(outcome, WITH_JSON).flat(), 0.5).toFixed(0),
      spread(json.flat()),
      least(json).toFixed(2),
      spread(ratios(outcome, RAW).flat()),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [...head, ...rows].join("\n");
}

/** In each process, and in the middle half of the rounds: then it is never slower, as far as was measured. */
export function isNeverSlower(outcome: Ran): boolean {
  const found = ratios(outcome, WITH_JSON);
  return found.length > 0 && least(found) >= 1 && quantile(found.flat(), 0.25) >= 1;
}

function verdict(outcomes: readonly Outcome[]): string {
  const ran = outcomes.filter((outcome): outcome is Ran => "passes" in outcome);
  const slower = ran.filter((outcome) => !isNeverSlower(outcome)).map(({ name }) => name);
  const notRun = outcomes.filter((outcome) => "notRun" in outcome).map(({ name }) => name);
  return [
    slower.length === 0
      ? `Not slower than \`createHmac\` with \`JSON.stringify\`, in any process and in the middle half of the rounds: ${names(ran)}.`
      : `**Slower than \`createHmac\` with \`JSON.stringify\`, or not surely faster: ${slower.join(", ")}.**`,
    ...(notRun.length === 0 ? [] : [`Not measured: ${notRun.join(", ")}.`]),
  ].join(" ");
}

function names(ran: readonly Ran[]): string {
  return ran.length === 0 ? "none was measured" : ran.map(({ name }) => name).join(", ");
}

/** A list for each process. */
function times({ passes }: Ran, name: string): readonly (readonly number[])[] {
  return passes.map((measured) => measured.find((one) => one.name === name)?.rounds ?? []);
}

function ratios(outcome: Ran, name: string): readonly (readonly number[])[] {
  const ours = times(outcome, OURS);
  return times(outcome, name).map((rounds, pass) =>
    rounds.map((value, round) => value / (ours[pass]?.[round] ?? Number.NaN)),
  );
}

function least(processes: readonly (readonly number[])[]): number {
  return Math.min(...processes.map((rounds) => quantile(rounds, 0.5)));
}

function spread(values: readonly number[]): string {
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(2));
  return `${median} [${low}..${high}]`;
}
