import type { Arguments } from "../command.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { readStdin } from "../secrets/stdin.ts";

/** The TOKEN of a command line: the word itself, or standard input where that word is `-`. */
export async function tokenOf(args: Arguments, io: Io, name: string): Promise<string> {
  const [token] = args.positionals;
  if (token === undefined) {
    throw new UsageError(
      "the token is missing",
      `Give it, or - to read standard input. countersign ${name} --help`,
    );
  }
  return token === "-" ? readStdin(io) : token;
}
