import type { Attributes, ObservableCallback } from "@opentelemetry/api";
import type { Kind } from "./names.ts";
import { Series } from "./series.ts";

/** All that one instrument has measured. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly kind: Kind;
  /** Lines of the text format, without their end. */
  readonly samples: () => Promise<readonly string[]>;
}

export interface Cell {
  value: number;
}

export interface Buckets {
  /** As many as there are bounds, and one more. */
  readonly counts: number[];
  sum: number;
}

/** How long a scrape waits for a value that has to be fetched. */
const OBSERVED_WITHIN_MILLISECONDS = 2_000;

export function counterSamples(name: string, series: Series<Cell>): readonly string[] {
  return [...series.entries()].map(([labels, { value }]) => `${name}${braced(labels)} ${written(value)}`);
}

export function histogramSamples(
  name: string,
  bounds: readonly number[],
  series: Series<Buckets>,
): readonly string[] {
  return [...series.entries()].flatMap(([labels, { counts, sum }]) => {
    let upTo = 0;
    const lines = [...bounds, Number.POSITIVE_INFINITY].map((bound, index) => {
      upTo += counts[index] ?? 0;
      const all = [labels, `le="${written(bound)}"`].filter((label) => label !== "").join(",");
      return `${name}_bucket{${all}} ${upTo}`;
    });
    return [
      ...lines,
      `${name}_sum${braced(labels)} ${written(sum)}`,
      `${name}_count${braced(labels)} ${upTo}`,
    ];
  });
}

/** What cannot be told now, or not in time, has no sample: that is not zero. */
export async function observedSamples(
  name: string,
  callbacks: Iterable<ObservableCallback>,
): Promise<readonly string[]> {
  const series = new Series<Cell>(() => ({ value: 0 }));
  let late = false;
  const observe = (value: number, attributes?: Attributes): void => {
    if (!late) series.at(attributes).value = value;
  };
  await Promise.all([...callbacks].map((callback) => inTime(async () => callback({ observe }))));
  late = true;
  return counterSamples(name, series);
}

async function inTime(work: () => Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, OBSERVED_WITHIN_MILLISECONDS);
  });
  await Promise.race([work().catch(() => undefined), end]);
  clearTimeout(timer);
}

function braced(labels: string): string {
  return labels === "" ? "" : `{${labels}}`;
}

function written(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
}
