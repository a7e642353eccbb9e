import { EXIT, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import { visible } from "./words/visible.ts";

/** The command line itself is wrong. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}

/** Something outside stood in the way: a file that cannot be read, a port that is taken. */
export class CannotError extends Error {
  override readonly name: string = "CannotError";
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}

interface Failure {
  readonly code: string;
  readonly field?: string;
  readonly message: string;
  readonly help: string;
  readonly docs?: string;
}

/** Tells the person, and with `--json` the program, what went wrong. No stack, whatever it was. */
export function tellFailure(error: unknown, io: Io, json: boolean): ExitCode {
  const [exit, failure] = failureOf(error);
  const explain = isRefusal(error) ? [`  countersign explain ${error.code}`] : [];
  const lines = [`countersign: ${failure.message}`, `  ${failure.help}`, ...explain];
  io.stderr.write(`${lines.map(visible).join("\n")}\n`);
  if (json) io.stdout.write(`${JSON.stringify({ error: failure }, null, 2)}\n`);
  if (exit === EXIT.couldNotCheck && io.env.DEBUG === "countersign" && error instanceof Error) {
    io.stderr.write(`${error.stack}\n`);
  }
  return exit;
}

interface Refusal extends Error {
  readonly code: string;
  readonly field: string;
  readonly help: string;
}

/** The refusals of core and server, by name: to know the server's error, signing need not load the server. */
function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && (error.name === "CountersignError" || error.name === "StartUpError");
}

function failureOf(error: unknown): [ExitCode, Failure] {
  if (isRefusal(error)) {
    const { code, field, message, help } = error;
    return [EXIT.usedWrongly, { code, field, message, help, docs: `docs/refusals.md#${code}` }];
  }
  if (error instanceof UsageError) {
    return [EXIT.usedWrongly, { code: "usage", message: error.message, help: error.help }];
  }
  if (error instanceof CannotError) {
    return [EXIT.couldNotCheck, { code: "could-not", message: error.message, help: error.help }];
  }
  // What was not foreseen may hold anything, a secret too: only its kind is told.
  const kind = error instanceof Error ? error.name : typeof error;
  return [
    EXIT.couldNotCheck,
    {
      code: "unforeseen",
      message: `something unforeseen went wrong (${kind})`,
      help: "Run it again with DEBUG=countersign to see where, and report that, please.",
    },
  ];
}
