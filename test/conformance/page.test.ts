import { expect, test } from "vitest";
import { failuresOf, type Outcome, passes, table } from "./page.ts";
import { versionIn } from "./run-program.ts";
import type { SuiteResult } from "./suite.ts";

const ALL: readonly SuiteResult[] = ["sign", "verify", "diagnose", "app", "outbound", "http"].map(
  (suite) => ({
    suite,
    passed: 9,
    failures: [],
  }),
);
const RED: SuiteResult = { suite: "app", passed: 8, failures: [{ name: "nobody", why: "saw 200" }] };
const of = (name: string, results: readonly SuiteResult[]): Outcome => ({
  name,
  how: "",
  ran: { version: "1.2", results },
});

const OUTCOMES: readonly (readonly [outcome: Outcome, passes: boolean, row: string])[] = [
  [
    of("green", ALL),
    true,
    "| green | 1.2 | 9 passed | 9 passed | 9 passed | 9 passed | 9 passed | 9 passed |",
  ],
  [
    of("page", ALL.slice(0, 3)),
    true,
    "| page | 1.2 | 9 passed | 9 passed | 9 passed | not for pages | not for pages | not for pages |",
  ],
  [
    of("red", [...ALL.slice(0, 3), RED, ...ALL.slice(4)]),
    false,
    "| red | 1.2 | 9 passed | 9 passed | 9 passed | FAILED: 1 of 9 | 9 passed | 9 passed |",
  ],
  [
    of("silent", []),
    false,
    "| silent | 1.2 | not for pages | not for pages | not for pages | not for pages | not for pages | not for pages |",
  ],
  [
    of("empty", [{ suite: "sign", passed: 0, failures: [] }]),
    false,
    "| empty | 1.2 | FAILED: 0 of 0 | not for pages | not for pages | not for pages | not for pages | not for pages |",
  ],
  [
    { name: "absent", how: "", notRun: "no package" },
    false,
    "| absent |  | not run: no package | not run: no package | not run: no package | not run: no package | not run: no package | not run: no package |",
  ],
];

test.each(OUTCOMES)("$0.name", (outcome, expected, row) => {
  expect(passes(outcome)).toBe(expected);
  expect(table([outcome]).split("\n").slice(2)).toEqual([row]);
});

test("what failed is named with its runtime and suite", () => {
  expect(OUTCOMES.flatMap(([outcome]) => failuresOf(outcome))).toEqual(["red, app, nobody: saw 200"]);
});

test.each([
  ["v20.20.2\n", "20.20.2"],
  ["1.4.5", "1.4.5"],
  ["deno 2.9.6 (stable, release, x86_64-unknown-linux-gnu)\nv8 14.2.1", "2.9.6"],
  ["workerd 2026-11-17", "2026-11-17"],
  ["", "unknown"],
])("the version in %j", (text, version) => {
  expect(versionIn(text)).toBe(version);
});
