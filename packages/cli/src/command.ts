import type { ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";

export interface Flag {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** May stand several times. A flag that may not, and does, is refused: which one counts would be a guess. */
  readonly repeatable?: true;
}

export interface Arguments {
  /** The value of a flag that takes one; undefined where it was not given. */
  readonly text: (flag: string) => string | undefined;
  readonly texts: (flag: string) => readonly string[];
  readonly is: (flag: string) => boolean;
  readonly positionals: readonly string[];
}

export interface Command {
  /** The whole help text. Its lines that begin with `$` are run by a test. */
  readonly help: string;
  readonly flags: { readonly [name: string]: Flag };
  /** How many arguments without a dash it takes at most. */
  readonly positionals: number;
  readonly run: (args: Arguments, io: Io) => Promise<ExitCode>;
}
