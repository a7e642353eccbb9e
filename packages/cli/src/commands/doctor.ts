import {
  compare,
  comparisonDocument,
  type Document,
  diagnose,
  type Evidence,
  hiddenOf,
  reportDocument,
} from "@countersign/core/diagnose";
import type { Arguments, Command } from "../command.ts";
import { type Clock, clockInWords, measureClock, ZOOM_API } from "../doctor/clock.ts";
import { EVIDENCE_FLAGS, evidenceFrom, flagOf, tokenFrom } from "../doctor/evidence.ts";
import { exitOf, OUTPUT_FLAGS, print } from "../doctor/output.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { CannotError, UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { isProject } from "../lint/is-project.ts";

const HELP = `countersign doctor: why Zoom refuses a signature, and what to change

  $ countersign doctor "$TOKEN"
  $ countersign doctor "$TOKEN" --expect-meeting 87270695528 --view component --sdk-version 6.2.0
  $ countersign sign -m 87270695528 -r 0 --json | countersign doctor -
  $ countersign doctor "$TOKEN" --share     to be posted: no secret, no signature, no meeting number

  TOKEN                     the signature, a file with it, or - for standard input; a whole response or a line
                            of a log will do
  PATH                      instead: a project's folder or a file of source, read for mistakes and secrets in
                            the open; with --json or --markdown
  --as-is                   all of TOKEN is what was passed to join(): take nothing out of it
  --evidence FILE           everything at once, as JSON; - reads standard input

  --secret-file FILE        the secret; again for others to try; - reads standard input
  --ask-secret              asks for it
  --other-secret LABEL=FILE another secret to try, by a name of yours
  --sdk-key KEY             the key (client id) that you think it is for

  --expect-meeting NUMBER   the meeting that is joined
  --expect-role ROLE        0 or participant, 1 or host
  --platform NAME           web, ios, android, macos, windows, linux, electron, react-native
  --view NAME               client or component
  --sdk-version VERSION     of @zoom/meetingsdk or the native SDK
  --error CODE              the code that was shown
  --error-message TEXT      the text that was shown
  --hung SECONDS            nothing came back, for so long
  --join-call FILE          the object given to join(), as JSON
  --app FILE                the app's manifest, as Zoom's Marketplace gives it
  --meeting FILE            what GET /v2/meetings/{id} answered
  --works TOKEN             a signature that works, or a file with it: both are compared

  --live                    measures this machine's clock against Zoom's; nothing else uses the network
  --api ADDRESS             whose clock, instead of ${ZOOM_API}
  --now SECONDS             another time than now, in seconds since 1970

  --json  --markdown        the report in another form
  --share                   a report that is safe to post, as markdown

Without --secret-file the secret is looked for in the environment and in .env, as it stands there. It is not sent
anywhere. Exit code 0: nothing wrong was found. 1: this is refused, or may be. 3: only Zoom can tell.
`;

export const doctor: Command = {
  help: HELP,
  flags: {
    ...EVIDENCE_FLAGS,
    ...OUTPUT_FLAGS,
    "as-is": { type: "boolean" },
    works: { type: "string" },
    live: { type: "boolean" },
    api: { type: "string" },
  },
  positionals: 1,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  const [path] = args.positionals;
  if (path !== undefined && isProject(path, io)) {
    // Loaded here: who asks about a signature has no use for a parser.
    const { lintCommand } = await import("../lint/command.ts");
    return lintCommand(path, args, doctor.flags, io);
  }
  if (args.is("api") && !args.is("live"))
    throw new UsageError("--api is given without --live", "Add --live.");
  const evidence = await wholeEvidence(args, io);
  if (!hasAnything(evidence) && !args.is("live")) {
    throw new UsageError("there is nothing to diagnose", "Give the signature. countersign doctor --help");
  }
  const clock = args.is("live") ? await clockOrWhyNot(args, io) : undefined;
  const measured = clock && !(clock instanceof CannotError) ? clock : undefined;
  const known: Evidence = measured ? { ...evidence, clockOffset: offsetOf(measured) } : evidence;

  const report = diagnose(known);
  const share = args.is("share");
  const options = { share, hide: share ? hiddenOf(known) : [] };
  const comparison =
    known.works === undefined ? undefined : compare(known.works, known.signature, withoutBoth(known));
  const document: Document = [
    ...(hasAnything(evidence) ? reportDocument(report, { ...options, give: flagOf }) : []),
    ...(comparison ? comparisonDocument(comparison, options) : []),
    ...(clock ? clockBlocks(clock) : []),
  ];
  const data = { ...report, ...(comparison && { comparison }), ...(measured && { clock: measured }) };
  print(document, data, args, io);

  const exit = exitOf(report);
  if (clock instanceof CannotError) return exit === EXIT.fine ? EXIT.couldNotCheck : exit;
  return exit === EXIT.fine && measured && isFarOff(measured) ? EXIT.problemsFound : exit;
}

async function wholeEvidence(args: Arguments, io: Io): Promise<Evidence> {
  const evidence = await evidenceFrom(args, io);
  const works = args.text("works");
  const [word] = args.positionals;
  const pasted = word === undefined ? {} : await tokenFrom(word, args, io);
  if ("note" in pasted) io.stderr.write(`${pasted.note}\n`);
  const { signature, error } = pasted;
  const called = evidence.joinCall?.signature;
  return {
    ...(!("signature" in evidence) && called !== undefined && { signature: called }),
    ...evidence,
    ...(signature !== undefined && { signature }),
    ...(error && { error: { ...error, ...evidence.error } }),
    ...(works !== undefined && { works: (await tokenFrom(works, args, io)).signature }),
  };
}

function withoutBoth({ signature: _, works: __, ...rest }: Evidence): Omit<Evidence, "signature" | "works"> {
  return rest;
}

function hasAnything(evidence: Evidence): boolean {
  return (["signature", "error", "joinCall", "app", "meeting", "client"] as const).some(
    (name) => name in evidence,
  );
}

/** Within its uncertainty a clock is right: an offset of less than that would blame it for nothing. */
function offsetOf({ offset, uncertainty }: Clock): number {
  return Math.abs(offset) <= uncertainty ? 0 : offset;
}

/** Further off than signing puts `iat` back. */
function isFarOff({ offset, uncertainty }: Clock): boolean {
  return Math.abs(offset) - uncertainty > 30;
}

async function clockOrWhyNot(args: Arguments, io: Io): Promise<Clock | CannotError> {
  try {
    return await measureClock(args.text("api") ?? ZOOM_API, io);
  } catch (error) {
    if (error instanceof CannotError) return error;
    throw error;
  }
}

function clockBlocks(clock: Clock | CannotError): Document {
  const words = clock instanceof CannotError ? `${clock.message}. ${clock.help}` : clockInWords(clock);
  return [
    { kind: "heading", text: "Clock" },
    { kind: "text", text: words },
  ];
}
