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

/** The text of each source, by its path from the root. */
export type Texts = ReadonlyMap<string, string>;

/** Taken before a run: somebody may write to them meanwhile. */
export function textsOf(files: readonly string[]): Texts {
  return new Map(files.map((file) => [file, readFileSync(join(ROOT, file), "utf8")]));
}

/** What a run of Stryker found. */
export function resultOf(mutants: readonly Mutant[], texts: Texts, seconds: number): AreaResult {
  const { score, ...total } = counted(mutants);
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    stryker: strykerVersion(),
    seconds,
    score,
    total,
    files: Object.fromEntries(
      [...texts.keys()].map((file) => [file, counted(mutants.filter((mutant) => fileOf(mutant) === file))]),
    ),
    survivors: mutants
      .filter(({ status }) => status === "Survived" || status === "NoCoverage")
      .map((mutant) => survivorOf(mutant, texts))
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

function survivorOf(mutant: Mutant, texts: Texts): Survivor {
  const { start, end } = mutant.location;
  const file = fileOf(mutant);
  const lines = (texts.get(file) ?? "").split("\n").slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const original = lines
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join("\n");
  const { replacement = "", status } = mutant;
  const { line, column } = start;
  return { file, line, column, original, replacement, covered: status === "Survived" };
}

function byPlace(a: Survivor, b: Survivor): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

function fileOf({ fileName }: Mutant): string {
  return relative(ROOT, fileName);
}

function strykerVersion(): string {
  const manifest = readFileSync(join(ROOT, "node_modules/@stryker-mutator/core/package.json"), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
