import { UsageError } from "../failure.ts";
import { quoted } from "../words/visible.ts";

/** A port of the command line; 0 is any free one. */
export function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(
    `--port is ${quoted(text)}; it is a whole number from 0 to 65535`,
    "Leave it out for the usual one.",
  );
}
