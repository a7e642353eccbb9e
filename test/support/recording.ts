import { afterAll, type RunnerTestSuite } from "vitest";
import { record } from "./record.ts";
import type { Figures, SuiteId } from "./suites.ts";

export interface Recording {
  /** Adds to what the file's run is reported with. Call it after what has to hold has been checked. */
  readonly add: (figures: Figures, facts?: Readonly<Record<string, number>>) => void;
}

/** For a file of several tests: their figures together, reported at its end if none of them failed. */
export function recording(suite: SuiteId): Recording {
  const began = performance.now();
  const figures: Record<string, number> = {};
  const facts: Record<string, number> = {};
  const sum = (into: Record<string, number>, more: Readonly<Record<string, number | undefined>>): void => {
    for (const [name, value = 0] of Object.entries(more)) into[name] = (into[name] ?? 0) + value;
  };
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads this parameter, to see which fixtures are wanted.
  afterAll(({}, file) => {
    if (!hasFailed(file)) record(suite, began, figures, facts);
  });
  return {
    add(more, others = {}) {
      sum(figures, { ...more });
      sum(facts, others);
    },
  };
}

function hasFailed({ tasks }: Pick<RunnerTestSuite, "tasks">): boolean {
  return tasks.some((task) => task.result?.state === "fail" || (task.type === "suite" && hasFailed(task)));
}
