import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Stryker } from "@stryker-mutator/core";
import { type AreaResult, type Counts, ROOT, type Survivor, scoreOf } from "./results.ts";

export type Mutant = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

const KINDS = {
  Killed: "killed",
  Timeout: "timedOut",
  Survived: "survived",
  NoCoverage: "notCovered",
  Ignored: "ignored",
  RuntimeError: "invalid",
  CompileError: "invalid",
} as const satisfies Record<string, keyof Counts>;

/** What a run of Stryker found. */
export function resultOf(mutants: readonly Mutant[], seconds: number): AreaResult {
  const files = [...new Set(mutants.map(({ fileName }) => fileName))].sort();
  const { score, ...total } = counted(mutants);
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    stryker: strykerVersion(),
    seconds,
    score,
    total,
    files: Object.fromEntries(
      files.map((file) => [fromRoot(file), counted(mutants.filter(({ fileName }) => fileName === file))]),
    ),
    survivors: mutants
      .filter(({ status }) => status === "Survived" || status === "NoCoverage")
      .map(survivorOf)
      .sort(byPlace),
  };
}

function counted(mutants: readonly Mutant[]): Counts & { readonly score: number } {
  const counts = { killed: 0, timedOut: 0, survived: 0, notCovered: 0, ignored: 0, invalid: 0 };
  for (const { status } of mutants) {
    if (status === "Pending") throw new Error("Stryker left a mutant untried");
    counts[KINDS[status]]++;
  }
  return { ...counts, score: scoreOf(counts) };
}

function survivorOf({ fileName, location: { start, end }, replacement = "", status }: Mutant): Survivor {
  const lines = readFileSync(fileName, "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const original = lines
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join("\n");
  const { line, column } = start;
  return { file: fromRoot(fileName), line, column, original, replacement, covered: status === "Survived" };
}

function byPlace(a: Survivor, b: Survivor): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

function fromRoot(file: string): string {
  return relative(ROOT, file);
}

function strykerVersion(): string {
  const manifest = readFileSync(join(ROOT, "node_modules/@stryker-mutator/core/package.json"), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
