import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { LINT_RULES } from "../../src/lint/rules/index.ts";
import { lint } from "./files.ts";

test("every rule's file is in the list, under its id", () => {
  const names = readdirSync(resolve(import.meta.dirname, "../../src/lint/rules"))
    .filter((name) => name !== "index.ts")
    .map((name) => name.replace(/\.ts$/, ""));
  expect(LINT_RULES.map(({ id }) => id).sort()).toEqual(names.sort());
});

describe.each(LINT_RULES)("$id", ({ id, examples }) => {
  test.each(examples.failing)("finds: $name", async ({ files, findings, also = [] }) => {
    const report = await lint(files);
    expect(report.findings.filter(({ rule }) => !also.includes(rule))).toEqual(
      findings.map((finding) => ({ rule: id, ...finding, docs: `docs/lint.md#${id}` })),
    );
    expect(also.filter((other) => !report.findings.some(({ rule }) => rule === other))).toEqual([]);
    expect(report.outcome).toBe("problems");
  });

  test.each(examples.passing)("leaves alone: $name", async ({ files, also = [] }) => {
    const { findings, filesRead } = await lint(files);
    expect(filesRead.length).toBe(Object.keys(files).length);
    expect(findings.map(({ rule }) => rule).sort()).toEqual([...also].sort());
  });
});
