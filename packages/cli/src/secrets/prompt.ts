import { Readable, Writable } from "node:stream";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";

/** Whether a person can be asked: both the question and the answer need a terminal. */
export function canAsk(io: Io): boolean {
  return io.stdin.isTTY === true && io.stderr.isTTY === true;
}

/** Asks for a secret; what is typed is not shown. */
export async function askSecret(message: string, io: Io): Promise<string> {
  const { password, isCancel } = await import("@clack/prompts");
  return answer(await password({ message, ...streams(io) }), isCancel);
}

/** Asks for something that may be seen. */
export async function askText(message: string, io: Io): Promise<string> {
  const { text, isCancel } = await import("@clack/prompts");
  return answer(await text({ message, ...streams(io) }), isCancel);
}

function answer(given: string | symbol | undefined, isCancel: (value: unknown) => boolean): string {
  if (typeof given !== "string" || isCancel(given)) {
    throw new UsageError("nothing was entered", "Run it again, or set ZOOM_MEETING_SDK_SECRET.");
  }
  return given.trim();
}

/** The question goes to standard error: standard output is for the token. */
function streams(io: Io): { input?: Readable; output?: Writable } {
  return {
    ...(io.stdin instanceof Readable && { input: io.stdin }),
    ...(io.stderr instanceof Writable && { output: io.stderr }),
  };
}
