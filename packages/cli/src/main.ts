import { readFileSync } from "node:fs";
import { parseArguments } from "./args/parse.ts";
import { COMMANDS } from "./commands/index.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { tellFailure, UsageError } from "./failure.ts";
import type { Io } from "./io.ts";
import { nearest } from "./words/nearest.ts";
import { quoted } from "./words/visible.ts";

export const HELP = `countersign: signatures for the Zoom Meeting SDK, and why one is refused

  $ countersign sign -m "872 7069 5528" -r 0     make a signature
  $ countersign inspect "$TOKEN"                 read one, without believing it
  $ countersign verify "$TOKEN"                  check one with the secret
  $ countersign doctor "$TOKEN"                  why Zoom refuses one, and what to change
  $ countersign compare --help                   one that works beside one that does not
  $ countersign explain mac-mismatch             what a code means, and the way out
  $ countersign plan --yes --meeting-of own-account       what a join needs beside the signature
  $ countersign dev                              a page, a server and a stand-in for Zoom, on this machine
  $ countersign page > countersign.html          the tools as one file that works offline
  $ countersign init --help                      a first configuration for the server, by asking
  $ countersign config check                     what a configuration allows, and to whom
  $ countersign serve                            the server, for your apps to call
  $ countersign key create --meetings any --max-role 0    a key for a caller of that server
  $ countersign grant --help                     one more try for a user's authorization that was given up
  $ countersign sandbox                          only the stand-in for Zoom

The key and the secret of your Zoom app come from ZOOM_MEETING_SDK_KEY and ZOOM_MEETING_SDK_SECRET, from the
same in a .env file, from --secret-file, or are asked for.

  countersign COMMAND --help      more of each
  countersign --version

Exit codes: 0 fine, 1 problems found, 2 used wrongly, 3 could not check.
`;

/** Runs one command line. Never throws and never ends the process: the answer is the exit code. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    return tellFailure(error, io, argv.includes("--json"));
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<ExitCode> {
  if (name === undefined) {
    io.stderr.write(HELP);
    return EXIT.usedWrongly;
  }
  if (name === "help" && rest[0] !== undefined) return dispatch([rest[0], "--help"], io);
  if (name === "--help" || name === "-h" || name === "help") return say(HELP, io);
  if (name === "--version" || name === "-V") return say(`${version()}\n`, io);

  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    const meant = nearest(name, Object.keys(COMMANDS));
    throw new UsageError(
      // A long word may be a token or a secret that slipped to the front: it is not repeated.
      name.length <= 16 ? `${quoted(name)} is not a command` : "the first word is not a command",
      meant === undefined ? "countersign --help" : `Did you mean countersign ${meant}? countersign --help`,
    );
  }
  const command = await load();
  const args = parseArguments(rest, command, name);
  return args.is("help") ? say(command.help, io) : command.run(args, io);
}

function say(text: string, io: Io): ExitCode {
  io.stdout.write(text);
  return EXIT.fine;
}

function version(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
