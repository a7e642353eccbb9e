import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reliabilityPage } from "./page.ts";
import { PAGE, type Recorded, recordedSuites } from "./record.ts";
import type { SuiteId } from "./suites.ts";

test("docs/reliability.md says what the runs recorded, and nothing else", () => {
  expect(readFileSync(PAGE, "utf8")).toBe(reliabilityPage(recordedSuites()));
});

const recorded: Recorded = {
  date: "2026-11-24",
  command: "a command",
  seconds: 61,
  machine: "a machine",
  figures: { requests: 1200, refreshesLost: 0 },
  facts: { "p99 in milliseconds": 3.456, "what it was": "a word" },
};

test("figures add up, and a suite that was not run says so", () => {
  const page = reliabilityPage(
    new Map<SuiteId, Recorded>([
      ["wire", recorded],
      ["soak", recorded],
    ]),
  );
  const line = (text: string) => page.split("\n").filter((one) => one.includes(text));
  expect(line("requests answered")).toEqual([
    "| requests answered | 2,400 |",
    "| requests answered | 1,200 |",
    "| requests answered | 1,200 |",
  ]);
  expect(line("refreshes lost")[0]).toBe("| refreshes lost | 0 |");
  expect(line("fuzz cases")).toEqual(["| fuzz cases run | not run yet |"]);
  expect(line("p99")[0]).toBe("| p99 in milliseconds | 3.46 |");
  expect(page.split("\nnot run yet\n").length - 1).toBe(10);
  expect(line("2 of 12")).toEqual(["2 of 12 suites have been run; 10 not yet."]);
});
