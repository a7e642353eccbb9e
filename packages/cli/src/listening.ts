import { EXIT, type ExitCode } from "./exit.ts";
import { UsageError } from "./failure.ts";
import type { Io } from "./io.ts";

interface Closable {
  readonly close: (lingerMilliseconds?: number) => Promise<void>;
}

/** What shares out requests among servers asks for their readiness about once a second. */
const LINGER_MILLISECONDS = 1_000;

/**
 * Starts a server and keeps it until the person or the system ends it, then lets it finish what it is at. The
 * wish to end is listened for from the first: it may come as soon as it is said that the server listens.
 */
export async function untilStopped(io: Io, start: () => Promise<Closable>): Promise<ExitCode> {
  const stopped = io.stopped();
  const server = await start();
  const signal = await stopped;
  io.stderr.write("stopping\n");
  // Somebody at a terminal does not wait for others.
  await server.close(signal === "SIGTERM" ? LINGER_MILLISECONDS : 0);
  return EXIT.fine;
}

const REASONS: { readonly [code: string]: string } = {
  EADDRINUSE: "something else listens there already",
  EADDRNOTAVAIL: "this machine has no such address",
  EACCES: "this user may not listen there",
};

/** A failed `listen`, in words; any other error as it was. */
export function listenFailure(error: unknown, where: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  if (reason === undefined) return error;
  return new UsageError(
    `cannot listen on ${where}: ${reason}`,
    "Give another --port, or end what listens there.",
  );
}
