import { type Comparison, compare, comparisonDocument, hiddenOf } from "@countersign/core/diagnose";
import type { Arguments, Command } from "../command.ts";
import { EVIDENCE_FLAGS, evidenceFrom, tokenFrom } from "../doctor/evidence.ts";
import { OUTPUT_FLAGS, print } from "../doctor/output.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";

const HELP = `countersign compare: which difference between two signatures explains that one is refused

  $ countersign compare --help

  countersign compare WORKING FAILING

  WORKING, FAILING          a signature, a file with it, or - for standard input
  --as-is                   all of it is what was passed to join(): take nothing out of it
  --evidence FILE           what is known beside the two, as JSON; - reads standard input

  --secret-file FILE        the secret; again for others to try; - reads standard input
  --ask-secret              asks for it
  --other-secret LABEL=FILE another secret to try, by a name of yours
  --sdk-key KEY             the key (client id) that you think they are for

  --expect-meeting NUMBER   the meeting that is joined with the failing one
  --expect-role ROLE        0 or participant, 1 or host
  --platform NAME  --view NAME  --sdk-version VERSION
  --error CODE  --error-message TEXT  --hung SECONDS     what the failing one gave
  --join-call FILE  --app FILE  --meeting FILE           as for countersign doctor
  --now SECONDS             another time than now, in seconds since 1970

  --json  --markdown        the comparison in another form
  --share                   safe to post, as markdown

Exit code 1: one difference explains it. 3: none is known to.
`;

export const compareCommand: Command = {
  help: HELP,
  flags: { ...EVIDENCE_FLAGS, ...OUTPUT_FLAGS, "as-is": { type: "boolean" } },
  positionals: 2,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  const [first, second] = args.positionals;
  if (first === undefined || second === undefined) {
    throw new UsageError(
      "two signatures are needed",
      "Give the one that works and then the one that fails. countersign compare --help",
    );
  }
  const evidence = await evidenceFrom(args, io);
  const { signature: working } = await tokenFrom(first, args, io);
  const { signature: failing } = await tokenFrom(second, args, io);
  const comparison = compare(working, failing, evidence);
  const share = args.is("share");
  const hide = share ? hiddenOf({ ...evidence, signature: failing, works: working }) : [];
  print(comparisonDocument(comparison, { share, hide }), comparison, args, io);
  return exitOf(comparison);
}

function exitOf({ outcome }: Comparison): ExitCode {
  return outcome === "explained" ? EXIT.problemsFound : EXIT.couldNotCheck;
}
