import type { Certainty, Source } from "@countersign/core/diagnose";
import type { JoinCall } from "./code/join-calls.ts";
import type { Module } from "./code/module.ts";
import type { Node } from "./code/node.ts";
import type { Signing } from "./code/signing.ts";
import type { Variable } from "./project/env-file.ts";
import type { SourceFile } from "./project/source-file.ts";
import type { LintFinding, SdkInUse } from "./report.ts";

/** What was read, as the rules look at it. */
export interface Project {
  readonly modules: readonly Module[];
  readonly signings: readonly Signing[];
  readonly joinCalls: readonly JoinCall[];
  readonly variables: readonly Variable[];
  readonly sdks: readonly SdkInUse[];
  /** Whether git leaves a file out; undefined where no ignore file speaks for it. */
  readonly isIgnored: (path: string) => boolean | undefined;
}

export interface Observation {
  readonly certainty: Certainty;
  readonly file: SourceFile | string;
  /** UTF-16 units into the file; or the line. */
  readonly at: number | { readonly line: number };
  readonly message: string;
  readonly help: string;
}

/** Files by their path. */
export interface Example {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Other rules that rightly see something in it. */
  readonly also?: readonly string[];
}
export interface FailingExample extends Example {
  readonly findings: readonly [ExpectedFinding, ...ExpectedFinding[]];
}
export type ExpectedFinding = Omit<LintFinding, "rule" | "docs">;

/** One mistake that a project can show. One file holds everything of it; its name is the id. */
export interface LintRule {
  readonly id: string;
  readonly title: string;
  readonly check: (project: Project) => readonly Observation[];
  readonly why: string;
  readonly sources: readonly [Source, ...Source[]];
  readonly examples: {
    readonly failing: readonly [FailingExample, ...FailingExample[]];
    /** Near misses: as close as a project comes without the mistake. */
    readonly passing: readonly [Example, ...Example[]];
  };
}

/** The place of a node in its file. */
export function placeOf(module: Module, node: Node): Pick<Observation, "file" | "at"> {
  return { file: module.file, at: module.base + node.start };
}

/** One of each: a name that stands in many places is one mistake. */
export function firstOfEach<Item>(items: readonly Item[], by: (item: Item) => string): readonly Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = by(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
