import { StoreUnavailable, type TriedAgain, tryGrantAgain } from "@countersign/server";
import type { Arguments, Command } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { CannotError, UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { surroundings } from "../secrets/environment.ts";
import { foundConfig, refuseBeside } from "../setup/config-path.ts";

const HELP = `countersign grant try-again: one more try for an authorization that was given up

  $ countersign grant try-again --user KDcuGIm1QgePTO8WbOqwIQ
  $ countersign grant try-again --user KDcuGIm1QgePTO8WbOqwIQ --config countersign.config.json --json

      --user ID       the Zoom user's id, as in zoomUser
      --tenant NAME   whose Zoom app, where the server has several
      --config FILE   COUNTERSIGN_CONFIG, or the countersign.config.ts, .js or .json of this folder
      --json          print { outcome }

When two answers of Zoom to the refresh of a user's tokens do not arrive, the server gives up, keeps the refresh token
and says zoom-grant-needs-reauthorization. If you know that Zoom was down, this has the same token tried once more by
whoever needs it next. A server that runs with the same file is not disturbed.
`;

const OUTCOMES: Readonly<Record<TriedAgain, readonly [exit: ExitCode, words: string]>> = {
  "will-be-tried": [EXIT.fine, "what was kept is tried once more when it is needed next"],
  active: [EXIT.problemsFound, "nothing to do: this grant works"],
  uncertain: [EXIT.problemsFound, "nothing to do: this grant is going to be tried as it is"],
  revoked: [EXIT.problemsFound, "its tokens are gone: the user has to authorize the app again"],
  unknown: [EXIT.problemsFound, "this user has not authorized the app here"],
};

export const grant: Command = {
  help: HELP,
  flags: {
    user: { type: "string" },
    tenant: { type: "string" },
    config: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: 1,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  if (args.positionals[0] !== "try-again") {
    throw new UsageError("grant wants the words try-again", "countersign grant try-again --user ID");
  }
  const zoomUser = args.text("user");
  if (zoomUser === undefined) {
    throw new UsageError("--user is missing", "Give the Zoom user's id, as in zoomUser.");
  }
  const { env } = surroundings(io);
  refuseBeside(env);
  const path = foundConfig(args.text("config"), env, io.cwd);
  const outcome = await tryGrantAgain(
    { path, env, now: io.now },
    { zoomUser, tenant: args.text("tenant") },
  ).catch((error: unknown) => {
    if (!StoreUnavailable.is(error)) throw error;
    throw new CannotError("the store of grants does not answer", "Look whether the database runs.");
  });
  const [exit, words] = OUTCOMES[outcome];
  io.stdout.write(args.is("json") ? `${JSON.stringify({ outcome }, null, 2)}\n` : `${words}\n`);
  return exit;
}
