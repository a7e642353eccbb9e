import type { Arguments, Command } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { readToolsPage } from "../page/tools-page.ts";

const HELP = `countersign page: the page of tools as one file, for a browser, without any server

  $ countersign page > countersign.html

  Open the file in a browser: it diagnoses, generates and compares signatures and knows every error of Zoom's.
  It can reach no network and keeps nothing. The same page is served under /tools by
  countersign dev, and by countersign serve with COUNTERSIGN_PAGE=1.
`;

export const page: Command = {
  help: HELP,
  flags: {},
  positionals: 0,
  run,
};

async function run(_args: Arguments, io: Io): Promise<ExitCode> {
  io.stdout.write(html());
  return EXIT.fine;
}

function html(): string {
  const built = readToolsPage();
  if (built !== undefined) return built;
  throw new UsageError("the page is not built", "In the repository: node tools/build-page.ts");
}
