import type { Arguments, Command } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { EXPLAINERS, type Explained, explainCode } from "../explain/index.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../words/colour.ts";
import { nearest } from "../words/nearest.ts";
import { quoted } from "../words/visible.ts";
import { wrap } from "../words/wrap.ts";

const HELP = `countersign explain: what a code means, why, and the way out

  $ countersign explain meeting-number-invalid
  $ countersign explain mac-mismatch --json
  $ countersign explain

  CODE      a code that Countersign answered with; without one, all of them are listed
  --json    print it as JSON
`;

export const explain: Command = {
  help: HELP,
  flags: { json: { type: "boolean" } },
  positionals: 1,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  const [code] = args.positionals;
  const json = args.is("json");
  if (code === undefined) {
    io.stdout.write(json ? asJson(EXPLAINERS.map(({ kind, codes }) => ({ kind, codes }))) : list());
    return EXIT.fine;
  }
  const found = explainCode(code.trim());
  if (found.length === 0) throw unknownCode(code);
  io.stdout.write(json ? asJson(found) : found.map((one) => inWords(one, io)).join("\n"));
  return EXIT.fine;
}

function unknownCode(code: string): UsageError {
  const meant = nearest(
    code,
    EXPLAINERS.flatMap(({ codes }) => codes),
  );
  return new UsageError(
    `${quoted(code)} is not a code of Countersign`,
    meant === undefined
      ? "countersign explain lists all of them"
      : `Did you mean ${meant}? countersign explain lists all of them`,
  );
}

function list(): string {
  return EXPLAINERS.map(
    ({ kind, codes, explain }) =>
      `${kind}\n${codes.map((code) => `  ${code.padEnd(28)}${explain(code)?.title ?? ""}\n`).join("")}`,
  ).join("\n");
}

function inWords({ code, kind, title, see, why, todo }: Explained, io: Io): string {
  const { bold } = paintFor(io.stdout, io.env);
  return [
    `${bold(code)} (${kind})\n${title}\n`,
    `\n${bold("what you see")}\n${wrap(see)}`,
    `\n${bold("why")}\n${wrap(why)}`,
    `\n${bold("what to do")}\n${wrap(todo)}`,
  ].join("");
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
