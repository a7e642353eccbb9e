/** What came of each condition, as the long run wrote it down: joined by condition and combination. */
import { readFileSync, writeFileSync } from "node:fs";
import { COMBINATIONS, CONDITIONS, type Combination } from "./conditions/index.ts";
import type { Ended } from "./order.ts";

export interface Measured {
  readonly id: string;
  readonly sdk: string;
  readonly code: string;
  readonly cause?: string;
  readonly rule?: string;
  /** The SDK's own code. */
  readonly zoom?: string;
  readonly message?: string;
}

const FILE = new URL("../measured.json", import.meta.url);

export function measuredOf(id: string, { view, version }: Combination, ended: Ended): Measured {
  const { code, cause, rule, zoom, message } = ended;
  return {
    id,
    sdk: `${version} ${view}`,
    code,
    ...(cause !== undefined && { cause }),
    ...(rule !== undefined && { rule }),
    ...(zoom && { zoom: zoom.code }),
    ...(message !== undefined && { message: timeless(message) }),
  };
}

/** Ports and times differ from run to run. */
function timeless(message: string): string {
  return message
    .replace(/, after \d+ ms/g, "")
    .replace(/localhost:\d+/g, "localhost")
    .replace(/nothing back for [\d.]+ s/, "nothing back");
}

export function readMeasured(): readonly Measured[] {
  return JSON.parse(readFileSync(FILE, "utf8")) as readonly Measured[];
}

/** Puts new results in the place of the old ones, so that a run of one part leaves the others as they are. */
export function merge(fresh: readonly Measured[]): readonly Measured[] {
  const all = [...fresh, ...readMeasured()];
  return CONDITIONS.flatMap(({ id }) =>
    COMBINATIONS.flatMap(
      ({ view, version }) => all.find((one) => one.id === id && one.sdk === `${version} ${view}`) ?? [],
    ),
  );
}

export function writeMeasured(all: readonly Measured[]): void {
  writeFileSync(FILE, `[\n${all.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
}
