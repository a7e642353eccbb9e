import { type VerifyResult, verify } from "@countersign/core";
import { tokenOf } from "../args/token.ts";
import type { Arguments, Command } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { explainVerifyProblem } from "../explain/verify-problems.ts";
import type { Io } from "../io.ts";
import { type NamedSecret, verifyingSecrets } from "../secrets/credentials.ts";
import { refuseStdinTwice } from "../secrets/stdin.ts";
import { claimMeaning } from "../words/claims.ts";
import { paintFor } from "../words/colour.ts";
import { table } from "../words/table.ts";

const HELP = `countersign verify: check a signature with the secret, as of now

  $ countersign verify "$TOKEN"
  $ countersign sign -m 87270695528 -r 0 --token-only | countersign verify -
  $ countersign verify "$TOKEN" --secret-file new.secret --secret-file old.secret
  $ countersign verify "$TOKEN" --json

  TOKEN                the signature; - reads standard input
  --secret-file FILE   the secret; again for an older one that still counts; - reads standard input
  --secret VALUE       works, and stays in the shell's history
  --json               print the answer as JSON

Without a flag the secret is ZOOM_MEETING_SDK_SECRET, and ZOOM_MEETING_SDK_SECRET_PREVIOUS while one replaces
the other, in the environment or in .env. Exit code 1 when it is not valid.
`;

export const verifyCommand: Command = {
  help: HELP,
  flags: {
    secret: { type: "string", repeatable: true },
    "secret-file": { type: "string", repeatable: true },
    json: { type: "boolean" },
  },
  positionals: 1,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  refuseStdinTwice(args);
  const token = await tokenOf(args, io, "verify");
  const secrets = await verifyingSecrets(args, io);
  const result = verify(
    token,
    secrets.map(({ secret }) => secret),
    { now: io.now() },
  );
  io.stdout.write(args.is("json") ? asJson(result, secrets) : inWords(result, secrets, io));
  return result.ok ? EXIT.fine : EXIT.problemsFound;
}

function asJson(result: VerifyResult, secrets: readonly NamedSecret[]): string {
  const answer = result.ok
    ? { ...result, secretFrom: secrets[result.secretIndex]?.from }
    : { ...result, help: explainVerifyProblem(result.problem).todo };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

function inWords(result: VerifyResult, secrets: readonly NamedSecret[], io: Io): string {
  const paint = paintFor(io.stdout, io.env);
  if (!result.ok) {
    const { problem, message } = result;
    const { todo } = explainVerifyProblem(problem);
    return `${paint.red("not valid")}: ${problem}\n  ${message}\n  ${todo}\n  countersign explain ${problem}\n`;
  }
  const { payload, secretIndex } = result;
  const older = secretIndex > 0 ? ", an older secret" : "";
  const shown = ["mn", "role", "iat", "exp"].filter((name) => Object.hasOwn(payload, name));
  const now = io.now();
  return [
    `${paint.green("valid")}: made with the secret from ${secrets[secretIndex]?.from ?? "an unknown place"}${older}\n`,
    table(
      shown.map((name) => [
        name,
        `${JSON.stringify(payload[name])}  ${claimMeaning(name, payload[name], now)}`,
      ]),
      "  ",
    ),
  ].join("");
}
