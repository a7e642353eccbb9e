import { type Inspection, inspect } from "@countersign/core";
import { tokenOf } from "../args/token.ts";
import type { Arguments, Command } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { explainVerifyProblem } from "../explain/verify-problems.ts";
import type { Io } from "../io.ts";
import { claimMeaning, headerMeaning } from "../words/claims.ts";
import { paintFor } from "../words/colour.ts";
import { visible } from "../words/visible.ts";

const HELP = `countersign inspect: read what a signature says, without a secret and without believing it

  $ countersign inspect "$TOKEN"
  $ countersign sign -m 87270695528 -r 0 --token-only | countersign inspect -
  $ countersign inspect "$TOKEN" --json

  TOKEN     the signature; - reads standard input
  --json    print header and payload as JSON

Reading is not verifying: anybody can write a payload. countersign verify checks it with the secret.
`;

export const inspectCommand: Command = {
  help: HELP,
  flags: { json: { type: "boolean" } },
  positionals: 1,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  const inspection = inspect(await tokenOf(args, io, "inspect"));
  io.stdout.write(args.is("json") ? `${JSON.stringify(inspection, null, 2)}\n` : inWords(inspection, io));
  return inspection.readable ? EXIT.fine : EXIT.problemsFound;
}

function inWords(inspection: Inspection, io: Io): string {
  const paint = paintFor(io.stdout, io.env);
  if (!inspection.readable) {
    const { title, todo } = explainVerifyProblem(inspection.problem);
    return `${paint.red("not readable")}: ${inspection.problem}\n  ${title}\n  ${todo}\n  countersign explain ${inspection.problem}\n`;
  }
  const now = io.now();
  return [
    `${paint.bold(paint.yellow("NOT VERIFIED"))}: this is what it says, not that it is true. countersign verify checks it.\n`,
    `\n${paint.bold("header")}\n`,
    rows(inspection.header, (name) => headerMeaning(name)),
    `\n${paint.bold("payload")}\n`,
    rows(inspection.payload, (name, value) => claimMeaning(name, value, now)),
  ].join("");
}

function rows(
  members: { readonly [name: string]: unknown },
  meaning: (name: string, value: unknown) => string,
): string {
  const entries = Object.entries(members).map(
    ([name, value]) => [visible(name), visible(JSON.stringify(value)), meaning(name, value)] as const,
  );
  const widths = [0, 1].map((column) =>
    Math.min(40, Math.max(0, ...entries.map((entry) => entry[column as 0 | 1].length))),
  );
  return entries
    .map(
      ([name, value, words]) =>
        `  ${name.padEnd(widths[0] ?? 0)}  ${value.padEnd(widths[1] ?? 0)}  ${words}\n`,
    )
    .join("");
}
