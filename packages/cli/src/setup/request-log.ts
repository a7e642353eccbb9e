import { boundedLines, jsonLines, type Log, linesPerTurn } from "@countersign/server/run";
import type { Io } from "../io.ts";

/** One JSON line for each request, to standard output. */
export function requestLog(io: Io): Log {
  const output = linesPerTurn(io.stdout);
  io.onExit?.(output.flush);
  return jsonLines(boundedLines(output, io.now));
}
