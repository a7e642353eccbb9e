import { basename, dirname, resolve } from "node:path";
import { EXIT, type ExitCode } from "../exit.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { quoted } from "../words/visible.ts";
import { disk, type ProjectFiles } from "./project/files.ts";
import { readProject } from "./project/project.ts";
import { positionOf } from "./project/source-file.ts";
import type { LintFinding, LintReport } from "./report.ts";
import type { LintRule, Observation } from "./rule.ts";
import { LINT_RULES } from "./rules/index.ts";

export { type LintRenderOptions, lintDocument, renderLint } from "./render.ts";
export type { LintFinding, LintReport, NotLookedAt, SdkInUse } from "./report.ts";

/**
 * Reads a project, a folder or one file, and says what in it leads to a refused signature or to a secret in
 * the open. Reads only; nothing is run, and nothing asked of a network.
 * @throws UsageError where there is no such file or folder
 */
export async function lintProject(
  path: string,
  io: Pick<Io, "cwd">,
  files: ProjectFiles = disk,
): Promise<LintReport> {
  const full = resolve(io.cwd, path);
  const kind = files.kindOf(full);
  if (kind !== "file" && kind !== "folder") {
    throw new UsageError(
      `${quoted(path)} is no file and no folder`,
      "Give the folder of a project, as countersign doctor .",
    );
  }
  const folder = kind === "folder" ? full : dirname(full);
  const { project, filesRead, notLookedAt } = readProject(
    folder,
    kind === "file" ? basename(full) : undefined,
    files,
  );
  const findings = LINT_RULES.flatMap((rule) =>
    rule.check(project).map((seen) => findingOf(rule, seen)),
  ).sort((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column);
  const outcome = findings.length > 0 ? "problems" : filesRead.length > 0 ? "ok" : "nothing-read";
  return { schema: 1, outcome, root: path, filesRead, sdks: project.sdks, findings, notLookedAt };
}

/** What a command ends with that shows this report. */
export function exitOfLint({ outcome }: LintReport): ExitCode {
  if (outcome === "nothing-read") return EXIT.couldNotCheck;
  return outcome === "ok" ? EXIT.fine : EXIT.problemsFound;
}

function findingOf({ id }: LintRule, { certainty, file, at, message, help }: Observation): LintFinding {
  const place =
    typeof at === "number"
      ? positionOf(typeof file === "string" ? "" : file.text, at)
      : { line: at.line, column: 1 };
  const name = typeof file === "string" ? file : file.path;
  return { rule: id, certainty, file: name, ...place, message, help, docs: `docs/lint.md#${id}` };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
