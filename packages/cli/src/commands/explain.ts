import { toTerminal } from "@countersign/core/diagnose";
import type { Arguments, Command } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { PAGE_FAMILIES, type Page, pagesOf } from "../explain/families.ts";
import { EXPLAINERS, type Explained, explainCode } from "../explain/index.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { isColourful, paintFor } from "../words/colour.ts";
import { nearest } from "../words/nearest.ts";
import { quoted, visible } from "../words/visible.ts";
import { wrap } from "../words/wrap.ts";

const HELP = `countersign explain: what a code means, why, and the way out

  $ countersign explain meeting-number-invalid
  $ countersign explain mac-mismatch --json
  $ countersign explain times-in-milliseconds     a rule of countersign doctor
  $ countersign explain 3712                      an error of Zoom's, in every SDK that has it
  $ countersign explain "Signature is invalid."
  $ countersign explain

  CODE      a code of Countersign's, a code, name or text of Zoom's; without one, all of them are listed.
            One that begins with a dash is written behind --, as in: countersign explain -- -3000
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
    const families = [...EXPLAINERS, ...PAGE_FAMILIES].map(({ kind, codes }) => ({ kind, codes }));
    io.stdout.write(json ? asJson(families) : list());
    return EXIT.fine;
  }
  const found = explainCode(code.trim());
  const pages = pagesOf(code.trim());
  if (found.length + pages.length === 0) throw unknownCode(code);
  io.stdout.write(
    json
      ? asJson([...found, ...pages.map(({ data }) => data)])
      : [...found.map((one) => inWords(one, io)), ...pages.map((page) => shown(page, io))].join("\n"),
  );
  return EXIT.fine;
}

function unknownCode(code: string): UsageError {
  const meant = nearest(
    code,
    [...EXPLAINERS, ...PAGE_FAMILIES].flatMap(({ codes }) => codes),
  );
  return new UsageError(
    `${quoted(code)} is not a code of Countersign's or of Zoom's`,
    meant === undefined
      ? "countersign explain lists all of them"
      : `Did you mean ${meant}? countersign explain lists all of them`,
  );
}

function list(): string {
  const families = [
    ...EXPLAINERS.map(({ kind, codes, explain }) => ({
      kind,
      rows: codes.map((code) => [code, explain(code)?.title ?? ""] as const),
    })),
    ...PAGE_FAMILIES.map(({ kind, codes, titleOf }) => ({
      kind,
      rows: codes.map((code) => [code, titleOf(code)] as const),
    })),
  ];
  return families
    .map(
      ({ kind, rows }) =>
        `${kind}\n${rows.map(([code, title]) => `  ${code.padEnd(28)}${title}\n`).join("")}`,
    )
    .join("\n");
}

function shown({ document }: Page, io: Io): string {
  const { columns } = io.stdout;
  return toTerminal(document, {
    colour: isColourful(io.stdout, io.env),
    ...(columns && { width: columns }),
  });
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
  return `${visible(JSON.stringify(value, null, 2))}\n`;
}
