import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** How wide the terminal is. */
  readonly columns?: number | undefined;
  /** What waits to be written. */
  readonly writableLength?: number | undefined;
}

/** Standard input: what it gives when read to its end, and whether a person sits at it. */
export interface Input extends AsyncIterable<string | Uint8Array> {
  readonly isTTY?: boolean | undefined;
}

/** Everything a command touches outside itself, so that a test can hand it another world. */
export interface Io {
  readonly stdin: Input;
  /** Data. */
  readonly stdout: Output;
  /** Talk: warnings, errors, where a server listens. */
  readonly stderr: Output;
  readonly env: { readonly [name: string]: string | undefined };
  /** Where a `.env` file is looked for. */
  readonly cwd: string;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** The text of a file. @throws as `node:fs` does */
  readonly readFile: (path: string) => string;
  /** Writes a text file that only its owner may read, and makes its folder. @throws as `node:fs` does */
  readonly writeFile: (path: string, text: string) => void;
  /** A file's permission bits; undefined where the system has none. */
  readonly fileMode: (path: string) => number | undefined;
  /** Resolves with the signal when the person or the system wants the process to end. Asked for by servers only. */
  readonly stopped: () => Promise<unknown>;
  /** Calls `listener` each time the system wants the configuration read again (SIGHUP). Absent where it cannot. */
  readonly onReload?: (listener: () => void) => void;
  /** Calls `listener` as the process ends, whatever ends it but a kill: nothing can be waited for any more. */
  readonly onExit?: (listener: () => void) => void;
}

export function processIo(): Io {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    now: () => Date.now() / 1000,
    readFile: (path) => readFileSync(path, "utf8"),
    writeFile: (path, text) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { mode: 0o600 });
    },
    fileMode: (path) => (process.platform === "win32" ? undefined : statSync(path).mode & 0o777),
    stopped: () =>
      new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(signal));
      }),
    onReload: (listener) => {
      // On Windows it would mean that the console was closed.
      if (process.platform !== "win32") process.on("SIGHUP", listener);
    },
    onExit: (listener) => void process.once("exit", listener),
  };
}
