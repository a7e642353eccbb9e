import { type Document, type Report, toMarkdown, toTerminal } from "@countersign/core/diagnose";
import type { Arguments, Flag } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { isColourful } from "../words/colour.ts";
import { visible } from "../words/visible.ts";

export const OUTPUT_FLAGS: { readonly [name: string]: Flag } = {
  json: { type: "boolean" },
  markdown: { type: "boolean" },
  share: { type: "boolean" },
};

/** Prints a document in the form that was asked for; `data` is what `--json` prints. */
export function print(document: Document, data: unknown, args: Arguments, io: Io): void {
  const asked = Object.keys(OUTPUT_FLAGS).filter((flag) => args.is(flag));
  if (asked.length > 1) {
    throw new UsageError(`--${asked.join(" and --")} are both given`, "Give one of them.");
  }
  if (args.is("json")) io.stdout.write(`${visible(JSON.stringify(data, null, 2))}\n`);
  else if (args.is("markdown") || args.is("share")) io.stdout.write(toMarkdown(document));
  else {
    const { columns } = io.stdout;
    const colour = isColourful(io.stdout, io.env);
    io.stdout.write(toTerminal(document, { colour, ...(columns && { width: columns }) }));
  }
}

/**
 * The exit code says no more than the report: `unproven` is neither fine nor a problem found, for only Zoom can
 * tell what is wrong.
 */
const EXITS: { readonly [Outcome in Report["outcome"]]: ExitCode } = {
  ok: EXIT.fine,
  rejected: EXIT.problemsFound,
  risky: EXIT.problemsFound,
  unproven: EXIT.couldNotCheck,
};

export function exitOf({ outcome }: Report): ExitCode {
  return EXITS[outcome];
}
