import type { Arguments } from "../command.ts";
import { CannotError, UsageError } from "../failure.ts";
import type { Io } from "../io.ts";

/** A signature has a few hundred characters and a secret fewer; more than this is something else. */
const BYTES_MAX = 65_536;

/** All of standard input, without the white space around it, which belongs to the pipe. */
export async function readStdin(io: Io): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of io.stdin) {
    const bytes = typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
    length += bytes.length;
    if (length > BYTES_MAX) {
      throw new CannotError(`standard input holds more than ${BYTES_MAX} bytes`, "Give one token or secret.");
    }
    chunks.push(bytes);
  }
  const text = Buffer.concat(chunks).toString("utf8").trim();
  if (text === "") throw new UsageError("standard input is empty", "Pipe the token or the secret into it.");
  return text;
}

/** Standard input can be read once: for the token or for one secret. */
export function refuseStdinTwice(args: Arguments): void {
  const asked = [...args.positionals, ...args.texts("secret-file")].filter((word) => word === "-");
  if (asked.length < 2) return;
  throw new UsageError(
    "standard input is asked for twice",
    "Only one of the token and the secret can be piped in.",
  );
}
