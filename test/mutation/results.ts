import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { AREA_IDS, type AreaId } from "./areas.ts";
import { mutationPage } from "./page.ts";

export const ROOT: string = resolve(import.meta.dirname, "../..");
const RESULTS = join(import.meta.dirname, "results.json");
export const PAGE: string = join(ROOT, "docs/mutation.md");

/** How many mutants ended how. */
export interface Counts {
  /** A test failed. */
  readonly killed: number;
  /** The tests did not end, and they end without the mutant. */
  readonly timedOut: number;
  /** Every test that runs through it passed. */
  readonly survived: number;
  /** No test runs through it. */
  readonly notCovered: number;
  /** Left out by a rule, which the page says. */
  readonly ignored: number;
  /** The file could not be loaded with it, so that no test could run. */
  readonly invalid: number;
}

export interface Survivor {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly original: string;
  readonly replacement: string;
  readonly covered: boolean;
}

export interface AreaResult {
  /** The day it ended, UTC. */
  readonly date: string;
  readonly node: string;
  readonly stryker: string;
  readonly seconds: number;
  readonly score: number;
  readonly total: Counts;
  readonly files: Readonly<Record<string, Counts & { readonly score: number }>>;
  readonly survivors: readonly Survivor[];
}

/** Areas that were never run are not there. */
export type Results = { readonly [id in AreaId]?: AreaResult };

/** In percent, of all that are valid. Cut, never rounded up. */
export function scoreOf({ killed, timedOut, survived, notCovered }: Counts): number {
  const seen = killed + timedOut;
  const valid = seen + survived + notCovered;
  return valid === 0 ? 100 : Math.floor((seen / valid) * 1000) / 10;
}

export function readResults(): Results {
  try {
    return JSON.parse(readFileSync(RESULTS, "utf8")) as Results;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

/** Replaces what is said of this area, and writes the page again. */
export function record(id: AreaId, result: AreaResult): void {
  const results = { ...readResults(), [id]: result };
  const inOrder = Object.fromEntries(
    AREA_IDS.flatMap((each) => (results[each] ? [[each, results[each]]] : [])),
  );
  put(RESULTS, `${JSON.stringify(inOrder, null, 2)}\n`);
  put(PAGE, mutationPage(results));
}

/** Whoever reads at that moment sees the one before or this one whole. */
function put(path: string, text: string): void {
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, text);
  renameSync(beside, path);
}
