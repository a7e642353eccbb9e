import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { reliabilityPage } from "./page.ts";
import { commandOf, type Figures, SUITES, type SuiteId } from "./suites.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const FOLDER = join(import.meta.dirname, "figures");
export const PAGE = join(ROOT, "docs/reliability.md");

/** What one run of a suite found. */
export interface Recorded {
  /** The day it ended, UTC. */
  readonly date: string;
  readonly command: string;
  readonly seconds: number;
  readonly machine: string;
  readonly figures: Figures;
  /** What else was measured, in words and numbers: what, and how much. */
  readonly facts?: Readonly<Record<string, number | string>>;
}

export const isLong: boolean = process.env.COUNTERSIGN_LONG === "1";

/** A long run replaces what is said of its suite, and the page is written again. A quick one says nothing. */
export function record(
  suite: SuiteId,
  began: number,
  figures: Figures,
  facts: Readonly<Record<string, number | string>> = {},
): void {
  if (!isLong) return;
  const recorded: Recorded = {
    date: new Date().toISOString().slice(0, 10),
    command: commandOf(suite),
    seconds: Math.round((performance.now() - began) / 1000),
    machine: `Node ${process.versions.node}, ${cpus().length} processors, ${process.platform}`,
    figures,
    facts,
  };
  mkdirSync(FOLDER, { recursive: true });
  put(join(FOLDER, `${suite}.json`), `${JSON.stringify(recorded, null, 2)}\n`);
  put(PAGE, reliabilityPage(recordedSuites()));
}

/** By suite; those that were never run are not there. */
export function recordedSuites(): ReadonlyMap<SuiteId, Recorded> {
  return new Map(
    (Object.keys(SUITES) as SuiteId[]).flatMap((suite) => {
      try {
        const text = readFileSync(join(FOLDER, `${suite}.json`), "utf8");
        return [[suite, JSON.parse(text) as Recorded] as const];
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
        throw error;
      }
    }),
  );
}

/** Whoever reads at that moment sees the one before or this one whole. */
function put(path: string, text: string): void {
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, text);
  renameSync(beside, path);
}
