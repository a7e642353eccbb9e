import { CountersignError, credentialsFromEnv } from "@countersign/core";
import {
  createSandbox,
  formatEvent,
  SANDBOX_MEETINGS,
  type SandboxApp,
  startSandbox,
  throwAwayApp,
} from "@countersign/sandbox";
import { portOf } from "../args/port.ts";
import type { Arguments, Command } from "../command.ts";
import type { ExitCode } from "../exit.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { listenFailure, untilStopped } from "../listening.ts";
import { surroundings } from "../secrets/environment.ts";
import { readTextFile } from "../secrets/files.ts";

const PORT = 4010;

const HELP = `countersign sandbox: a local stand-in for the parts of Zoom that a web join asks. Not Zoom.

  $ countersign sandbox
  $ countersign sandbox --port 4444

      --port N       ${PORT} unless given; 0 for any free one
      --host HOST    127.0.0.1 unless given
      --tls-cert FILE --tls-key FILE    answer https, for a browser whose host names are mapped here
      --json         print { url }, and { sdkKey, sdkSecret } where they were made up

It knows one app: the one whose credentials are in the environment or in .env, or else one made up now, whose key
and secret are printed as variables. countersign dev starts it together with a server and a page.
`;

export const sandbox: Command = {
  help: HELP,
  flags: {
    port: { type: "string" },
    host: { type: "string" },
    "tls-cert": { type: "string" },
    "tls-key": { type: "string" },
    json: { type: "boolean" },
  },
  positionals: 0,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  const port = portOf(args.text("port")) ?? PORT;
  const host = args.text("host") ?? "127.0.0.1";
  const tls = tlsOf(args, io);
  const { app, madeUp } = appOf(io);
  const standIn = createSandbox({
    apps: [app],
    meetings: SANDBOX_MEETINGS,
    now: io.now,
    log: (event) => io.stderr.write(`${formatEvent(event)}\n`),
  });
  return untilStopped(io, async () => {
    const started = await startSandbox({ sandbox: standIn, port, host, ...(tls && { tls }) }).catch(
      (error: unknown) => {
        throw listenFailure(error, `${host}:${port}`);
      },
    );
    if (args.is("json")) {
      io.stdout.write(`${JSON.stringify({ url: started.url, ...(madeUp && app) })}\n`);
    } else if (madeUp) {
      io.stdout.write(`ZOOM_MEETING_SDK_KEY=${app.sdkKey}\nZOOM_MEETING_SDK_SECRET=${app.sdkSecret}\n`);
    }
    io.stderr.write(`a stand-in for Zoom, not Zoom, listens on ${started.url}\n`);
    io.stderr.write(
      madeUp
        ? "its one app was made up now; sign with the variables above\n"
        : "its one app is the one whose credentials are in the environment or in .env\n",
    );
    return started;
  });
}

function appOf(io: Io): { readonly app: SandboxApp; readonly madeUp: boolean } {
  try {
    const { sdkKey, sdkSecret } = credentialsFromEnv(surroundings(io).env, {
      readFile: (path) => readTextFile(path, io),
    });
    return { app: { sdkKey, sdkSecret }, madeUp: false };
  } catch (error) {
    if (!CountersignError.is(error) || error.code !== "credentials-missing") throw error;
    return { app: throwAwayApp(), madeUp: true };
  }
}

function tlsOf(args: Arguments, io: Io): { readonly cert: string; readonly key: string } | undefined {
  const cert = args.text("tls-cert");
  const key = args.text("tls-key");
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) {
    throw new UsageError("--tls-cert and --tls-key belong together", "Give both, or neither.");
  }
  return { cert: readTextFile(cert, io), key: readTextFile(key, io) };
}
