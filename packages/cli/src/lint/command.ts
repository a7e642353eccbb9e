import type { Arguments, Flag } from "../command.ts";
import { print } from "../doctor/output.ts";
import type { ExitCode } from "../exit.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { exitOfLint, lintDocument, lintProject } from "./index.ts";

/** `countersign doctor PATH`. */
export async function lintCommand(
  path: string,
  args: Arguments,
  flags: { readonly [name: string]: Flag },
  io: Io,
): Promise<ExitCode> {
  // A report with paths and beginnings of secrets is none to be posted, and evidence has nothing to do with source.
  const other = Object.entries(flags).find(
    ([name, { type }]) => !["json", "markdown"].includes(name) && isGiven(name, type, args),
  );
  if (other !== undefined) {
    throw new UsageError(
      `--${other[0]} is given with a folder or a source file`,
      "Reading a project takes --json and --markdown only. For a signature, give the signature.",
    );
  }
  const report = await lintProject(path, io);
  print(lintDocument(report), report, args, io);
  return exitOfLint(report);
}

function isGiven(name: string, type: Flag["type"], args: Arguments): boolean {
  return type === "boolean" ? args.is(name) : args.texts(name).length > 0;
}
