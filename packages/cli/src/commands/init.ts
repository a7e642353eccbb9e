import { dirname, join, relative, resolve } from "node:path";
import { CountersignError, credentialsFromEnv } from "@countersign/core";
import type { Arguments, Command } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { CannotError, UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { surroundings } from "../secrets/environment.ts";
import { readTextFile } from "../secrets/files.ts";
import { canAsk } from "../secrets/prompt.ts";
import { answersFromFlags } from "../setup/answers.ts";
import { askAnswers } from "../setup/ask.ts";
import { firstFiles } from "../setup/files.ts";
import { quoted } from "../words/visible.ts";

const HELP = `countersign init: a first configuration for the server, by asking

  $ countersign init --yes --callers api-key --meetings "872 7069 5528"
  $ countersign init --yes --callers development --meetings 87270695528 --config dev/countersign.config.json

      --config FILE     what to write; countersign.config.json unless given. Secrets go into a folder beside it
      --yes             ask nothing: everything comes from these flags and the environment
      --callers WHO     api-key, oidc or development
      --meetings LIST   the meeting numbers they may join, with commas between them; with oidc none: those in the token
      --hosts           they may host, too; each time is recorded in audit.sqlite
      --id ID           with api-key: how the first key is named; first unless given
      --issuer URL      with oidc: as it stands in the tokens
      --audience TEXT   with oidc: as it stands in the tokens
      --jwks URL        with oidc: where the issuer publishes its keys
      --origin URL      with oidc: an origin whose pages may read answers; may stand several times
      --json            print { files, apiKey }

The key and the secret of the Zoom app come from ZOOM_MEETING_SDK_KEY and ZOOM_MEETING_SDK_SECRET, or are asked for.
The first API key is shown once. Nothing that is there already is written over.
`;

export const init: Command = {
  help: HELP,
  flags: {
    config: { type: "string" },
    yes: { type: "boolean" },
    callers: { type: "string" },
    meetings: { type: "string" },
    hosts: { type: "boolean" },
    id: { type: "string" },
    issuer: { type: "string" },
    audience: { type: "string" },
    jwks: { type: "string" },
    origin: { type: "string", repeatable: true },
    json: { type: "boolean" },
  },
  positionals: 0,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  const path = resolve(io.cwd, args.text("config") ?? "countersign.config.json");
  if (!path.endsWith(".json")) {
    throw new UsageError(
      `--config is ${quoted(args.text("config") ?? "")}; what is written is JSON`,
      "Name it .json.",
    );
  }
  const known = credentials(io);
  let answers: Awaited<ReturnType<typeof askAnswers>>;
  if (args.is("yes")) {
    if (known === undefined) {
      throw new UsageError(
        "there are no Zoom credentials in the environment",
        "Set ZOOM_MEETING_SDK_KEY and ZOOM_MEETING_SDK_SECRET, or leave --yes out to be asked.",
      );
    }
    answers = answersFromFlags(args, known.sdkKey, known.sdkSecret);
  } else {
    if (!canAsk(io)) {
      throw new UsageError("nobody is here to be asked", "Give --yes with --callers and --meetings.");
    }
    answers = await askAnswers(io, known ?? {});
  }

  const folder = dirname(path);
  const { files, apiKey } = await firstFiles(answers, relative(folder, path));
  const paths = [...files.keys()].map((name) => join(folder, name));
  const there = paths.find((one) => isThere(one, io));
  if (there !== undefined) {
    throw new UsageError(
      `${quoted(relative(io.cwd, there))} is there already`,
      "Remove it, or give another --config.",
    );
  }
  for (const [name, text] of files) write(join(folder, name), text, io);

  const written = paths.map((one) => relative(io.cwd, one));
  if (args.is("json")) {
    io.stdout.write(`${JSON.stringify({ files: written, apiKey }, null, 2)}\n`);
    return EXIT.fine;
  }
  for (const name of written) io.stderr.write(`wrote ${name}\n`);
  if (apiKey !== undefined) {
    io.stderr.write("the key of the first caller, shown this once:\n");
    io.stdout.write(`${apiKey}\n`);
  }
  const config = relative(io.cwd, path);
  io.stderr.write(`next: countersign config check --config ${config}\n`);
  io.stderr.write(`      countersign serve --config ${config}\n`);
  return EXIT.fine;
}

/** None is no error here; a half pair or a bad one is. */
function credentials(io: Io): { readonly sdkKey: string; readonly sdkSecret: string } | undefined {
  try {
    return credentialsFromEnv(surroundings(io).env, { readFile: (file) => readTextFile(file, io) });
  } catch (error) {
    if (CountersignError.is(error) && error.code === "credentials-missing") return undefined;
    throw error;
  }
}

function isThere(path: string, io: Io): boolean {
  try {
    io.readFile(path);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ENOENT");
  }
}

function write(path: string, text: string, io: Io): void {
  try {
    io.writeFile(path, text);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new CannotError(`${quoted(relative(io.cwd, path))} cannot be written${code}`, "Check its folder.");
  }
}
