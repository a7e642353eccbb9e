import { portOf } from "../args/port.ts";
import type { Arguments, Command } from "../command.ts";
import type { ExitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { untilStopped } from "../listening.ts";
import { surroundings } from "../secrets/environment.ts";
import { readTextFile } from "../secrets/files.ts";
import { visible } from "../words/visible.ts";

const HELP = `countersign dev: a page, a signature server and a stand-in for Zoom, on this machine only

  $ countersign dev
  $ countersign dev --port 5000

      --port N       4000 unless given; 0 for any free one
      --host HOST    127.0.0.1 unless given; another loopback address
      --json         print { url, mode, meetings }

Without credentials it makes some up and joins go to the stand-in: no account is needed and nothing reaches Zoom.
With the credentials of a Zoom app in the environment or in .env it uses those, and says so. Then joins go to Zoom,
COUNTERSIGN_MEETINGS names the meetings, and COUNTERSIGN_MAX_ROLE=1 lets you host.
`;

export const dev: Command = {
  help: HELP,
  flags: { port: { type: "string" }, host: { type: "string" }, json: { type: "boolean" } },
  positionals: 0,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  const port = portOf(args.text("port"));
  const host = args.text("host");
  const { startDev } = await import("../dev/start-dev.ts");
  return untilStopped(io, async () => {
    const started = await startDev({
      env: surroundings(io).env,
      folder: io.cwd,
      now: io.now,
      readFile: (path) => readTextFile(path, io),
      log: (line) => io.stderr.write(`${visible(line)}\n`),
      ...(port !== undefined && { port }),
      ...(host !== undefined && { host }),
    });
    for (const warning of started.warnings) io.stderr.write(`warning: ${visible(warning)}\n`);
    io.stderr.write(whereTo(started));
    if (args.is("json")) {
      const { url, mode, meetings } = started;
      io.stdout.write(`${JSON.stringify({ url, mode, meetings })}\n`);
    }
    return started;
  });
}

interface Where {
  readonly url: string;
  readonly mode: "sandbox" | "zoom";
  readonly credentialsFrom?: { readonly sdkKey: string; readonly sdkSecret: string };
  readonly meetings: readonly string[];
}

function whereTo({ url, mode, credentialsFrom, meetings }: Where): string {
  const credentials = credentialsFrom
    ? `signs with ${credentialsFrom.sdkKey} and ${credentialsFrom.sdkSecret}`
    : "signs with credentials made up now";
  const joins = mode === "sandbox" ? "joins a local stand-in, not Zoom" : "joins go to Zoom";
  return `open ${url}\n  ${credentials}; ${joins}\n  meetings: ${meetings.join(", ")}\n  Ctrl+C ends it\n`;
}
