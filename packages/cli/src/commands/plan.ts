import { type JoinPlan, planJoin } from "@countersign/core/plan";
import type { Arguments, Command } from "../command.ts";
import { print } from "../doctor/output.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { planDocument } from "../plan/document.ts";
import { QUESTIONS } from "../plan/questions.ts";
import { givenBy, usual, viewOf } from "../plan/wish.ts";
import { canAsk } from "../secrets/prompt.ts";

const HELP = `countersign plan: what a join needs beside the signature, why, and where it comes from

  $ countersign plan --yes --meeting-of own-account
  $ countersign plan --yes --meeting-of other-account --participant signed-in --view component
  $ countersign plan --yes --meeting-of own-account --role host --participant signed-in --json

      --meeting-of WHOSE        own-account, other-account or unknown, seen from the account that owns the Zoom app
  -r, --role ROLE               0 or participant, 1 or host
      --participant WHO         guest (no Zoom user), signed-in (the Zoom user they are) or app (a bot)
      --kind KIND               meeting or webinar
      --registration YES        yes or no
      --sign-in-required YES    yes where only people who are signed in to Zoom may join, or no
      --passcode PASSCODE       set, none or unknown
      --platform SDK            web, native or react-native
      --sdk-version VERSION     of that SDK, as 6.2.0; a recent one unless given
      --view VIEW               client or component: only the names of that view
      --on DAY                  the day of the join, as 2026-03-02; the rules in force unless given
      --yes                     ask nothing: what no flag says is taken as usual, and that is said
      --json                    print the whole plan as JSON
      --markdown                print it as markdown

At a terminal it asks what no flag says. It signs nothing, needs no credentials and asks nobody else.
Exit code 0 where the join is possible, 1 where Zoom refuses it, 3 where that is not known.
`;

const EXITS: Readonly<Record<JoinPlan["outcome"], ExitCode>> = {
  possible: EXIT.fine,
  refused: EXIT.problemsFound,
  unknown: EXIT.couldNotCheck,
};

export const plan: Command = {
  help: HELP,
  flags: {
    ...Object.fromEntries(QUESTIONS.map(({ flag }) => [flag, { type: "string" }])),
    role: { type: "string", short: "r" },
    "sdk-version": { type: "string" },
    view: { type: "string" },
    on: { type: "string" },
    yes: { type: "boolean" },
    json: { type: "boolean" },
    markdown: { type: "boolean" },
  },
  positionals: 0,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  const { wish, open } = givenBy(args);
  const view = viewOf(args);
  const asks = !args.is("yes") && canAsk(io);
  const asked = asks
    ? await (await import("../plan/ask.ts")).ask(
        open.filter((one) => one.asked),
        io,
      )
    : {};
  const silent = open.filter((one) => !(asks && one.asked));
  const whole = { role: 0, participant: "guest", ...usual(silent), ...asked, ...wish } as const;
  if (view !== undefined && whole.platform !== "web") {
    throw new UsageError("--view is given, and only the web SDK has views", "Leave it out, or --platform.");
  }
  const taken = [
    ...silent.map((one) => `--${one.flag} ${one.usual}`),
    ...(wish.sdkVersion === undefined ? ["a recent version of the SDK"] : []),
    ...(wish.on === undefined ? ["the rules in force"] : []),
  ];
  if (taken.length > 0) io.stderr.write(`not given, so taken: ${taken.join(", ")}\n`);
  const planned = planJoin(whole);
  print(planDocument(planned, view), planned, args, io);
  return EXITS[planned.outcome];
}
