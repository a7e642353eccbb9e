import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AREA_IDS, AREAS, LEAST_SCORE } from "./areas.ts";
import { argued, EQUIVALENT } from "./equivalent.ts";
import { mutationPage } from "./page.ts";
import { type AreaResult, type Counts, PAGE, ROOT, readResults, scoreOf } from "./results.ts";

const results = readResults();
const run = AREA_IDS.flatMap((id) => {
  const result = results[id];
  return result === undefined ? [] : [{ id, result }];
});

test("docs/mutation.md says what the runs recorded, and nothing else", () => {
  expect(readFileSync(PAGE, "utf8")).toBe(mutationPage(results));
});

test.each(AREA_IDS)("%s: its globs find sources and tests, and no source stands in another area", (id) => {
  const found = (globs: readonly string[]): string[] => globSync([...globs], { cwd: ROOT });
  const { sources, tests } = AREAS[id];
  for (const glob of [...sources, ...tests])
    expect({ glob, found: found([glob]).length > 0 }).toEqual({ glob, found: true });
  const others = AREA_IDS.filter((each) => each !== id).flatMap((each) => found(AREAS[each].sources));
  expect(found(sources).filter((file) => others.includes(file))).toEqual([]);
});

test.each(run)("$id: the score is enough, is what was counted, and no mutant was left out", ({ result }) => {
  expect(result.score).toBeGreaterThanOrEqual(LEAST_SCORE);
  expect(result.total.ignored).toBe(0);
  expect(result.score).toBe(scoreOf(result.total));
});

test("every mutant that is said to be equivalent is one that survived", () => {
  const survivors = run.flatMap(({ result }) => result.survivors);
  const stale = EQUIVALENT.flatMap(({ file, mutants }) =>
    mutants.filter(
      ([original, replacement]) =>
        !survivors.some(
          (each) => each.file === file && each.original === original && each.replacement === replacement,
        ),
    ),
  );
  expect(stale).toEqual([]);
});

const COUNTS: Counts = { killed: 89, timedOut: 1, survived: 8, notCovered: 2, ignored: 50, invalid: 5 };

test.each<[name: string, counts: Partial<Counts>, score: number]>([
  ["not covered counts as survived, ignored and invalid do not count", {}, 90],
  ["it is not rounded up", { killed: 8998, survived: 1000, notCovered: 0 }, 89.9],
  ["all", { survived: 0, notCovered: 0 }, 100],
  ["none", { killed: 0, timedOut: 0 }, 0],
])("score: %s", (_name, counts, score) => {
  expect(scoreOf({ ...COUNTS, ...counts })).toBe(score);
});

test("the page counts, shows survivors with their reason or without, and says what was not run", () => {
  const survivor = { file: "a.ts", line: 3, column: 1, original: "a\n  `b`", replacement: "", covered: true };
  const known = EQUIVALENT[0];
  const [original = "", replacement = ""] = known?.mutants[0] ?? [];
  const sign: AreaResult = {
    date: "2026-11-24",
    node: "24.0.0",
    stryker: "10.0.0",
    seconds: 61,
    score: 90,
    total: COUNTS,
    files: { "a.ts": { ...COUNTS, score: 90 } },
    survivors: [survivor, ...(known ? [{ ...survivor, file: known.file, original, replacement }] : [])],
  };
  const page = mutationPage({ sign }).split("\n");
  expect(page).toContain("| [sign](#sign) | 90 % | 100 | 89 | 1 | 8 | 2 | 5 |");
  expect(page).toContain("| [verify](#verify) | not run yet | | | | | | |");
  expect(page).toContain("| `a.ts` | 90 % | 100 | 89 | 1 | 8 | 2 | 5 |");
  expect(page).toContain("- `a.ts`, line 3: `` a `b` `` → nothing");
  expect(page.filter((line) => line.startsWith("Equivalent, "))).toEqual(
    known ? [`Equivalent, in \`${known.file}\`: ${known.reason}`] : [],
  );
  expect(argued(survivor)).toBeUndefined();
});
