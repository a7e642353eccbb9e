import { CannotError } from "../failure.ts";
import type { Io } from "../io.ts";
import { quoted } from "../words/visible.ts";

/** Reads a text file, or says in one line why not. */
export function readTextFile(path: string, io: Io): string {
  try {
    return io.readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new CannotError(
      `the file ${quoted(path)} cannot be read${code}`,
      "Check its name and who may read it.",
    );
  }
}

/** Reads a secret from a file. One final line break is the editor's. Warns where others can read it too. */
export function readSecretFile(path: string, io: Io): string {
  const secret = readTextFile(path, io).replace(/\r?\n$/, "");
  const mode = fileMode(path, io);
  if (mode !== undefined && (mode & 0o044) !== 0) {
    io.stderr.write(
      `warning: ${quoted(path)} can be read by others (mode ${mode.toString(8)}); chmod 600 closes it\n`,
    );
  }
  return secret;
}

function fileMode(path: string, io: Io): number | undefined {
  try {
    return io.fileMode(path);
  } catch {
    return undefined; // A pipe given as a file has gone once it is read.
  }
}
