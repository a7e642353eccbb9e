// What `bench:growth` found, in words that follow from the figures.
import { type Growth, growthOf, isWorse } from "./growth-fit.ts";
import type { Series } from "./growth-series.ts";
import { quantile } from "./measure.ts";

export interface Grown {
  readonly series: Pick<Series, "of" | "operation" | "wanted" | "why">;
  readonly sizes: readonly {
    readonly n: number;
    /** Nanoseconds of processor time an operation, one number a round. */
    readonly rounds: readonly number[];
  }[];
}

export interface Found {
  /** Machine and date. */
  readonly about: string;
  readonly noise: string;
  readonly quiet: boolean;
  readonly rounds: string;
  readonly grown: readonly Grown[];
}

export function page({ about, noise, quiet, rounds, grown }: Found): string {
  return `${[
    "# What growth costs, measured",
    "Written by `npm run bench:growth -- --write`. How it is measured, and what the words mean: [README](README.md).",
    `${about} ${noise}`,
    quiet ? "" : "**Other programs ran meanwhile: these figures are no result.**",
    `${rounds}; the median, and the middle half in brackets. A ratio to the first size is taken within a round.`,
    summary(grown),
    ...grown.map(section),
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

function summary(grown: readonly Grown[]): string {
  const rows = grown.map((one) => {
    const { of, operation } = one.series;
    const [first, last] = [one.sizes[0], one.sizes.at(-1)];
    const most = ratios(one).at(-1) ?? [];
    return `| ${of} | ${operation} | ${number(first?.n)} to ${number(last?.n)} | ${quantile(most, 0.5).toFixed(2)} | ${inWords(one)} |`;
  });
  return [
    "| more of | costs | from, to | times the first | grows |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function inWords(one: Grown): string {
  const found = growth(one);
  const { wanted, why } = one.series;
  const reason = why === undefined || found === "constant" ? "" : `: ${why}`;
  return isWorse(found, wanted) ? `**${found}**, more than it should${reason}` : `${found}${reason}`;
}

export function growth(one: Grown): Growth {
  // The ratios within a round are steadier than the times.
  const first = quantile(one.sizes[0]?.rounds ?? [], 0.5);
  const points = ratios(one).map((values, index) => ({
    n: one.sizes[index]?.n ?? 0,
    cost: first * quantile(values, 0.5),
  }));
  return growthOf(points);
}

function section(one: Grown): string {
  const { of, operation } = one.series;
  const times = ratios(one);
  const rows = one.sizes.map(({ n, rounds }, index) => {
    const ratio = spread(times[index] ?? [], (value) => value.toFixed(value < 100 ? 2 : 0));
    return `| ${number(n)} | ${spread(rounds, microseconds)} | ${ratio} |`;
  });
  return [
    `## ${of}: ${operation}`,
    ["| n | µs of processor time | times the first |", "| --- | --- | --- |", ...rows].join("\n"),
  ].join("\n\n");
}

function ratios({ sizes }: Grown): readonly (readonly number[])[] {
  const [first] = sizes;
  return sizes.map(({ rounds }) =>
    rounds.map((value, round) => value / (first?.rounds[round] ?? Number.NaN)),
  );
}

function spread(values: readonly number[], written: (value: number) => string): string {
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => written(quantile(values, share)));
  return `${median} [${low}..${high}]`;
}

/** Three digits that count. */
function microseconds(nanoseconds: number): string {
  const value = nanoseconds / 1000;
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

function number(n = Number.NaN): string {
  return n.toLocaleString("en-US");
}
