import { readFileSync, statSync } from "node:fs";
import { refuseToStart } from "../errors.ts";

const OTHERS = 0o007;

/**
 * Reads a file that only its owner and group may read.
 *
 * @throws StartUpError `file-not-readable`, `file-readable-by-others`
 */
export function readPrivateFile(path: string): string {
  try {
    const { mode } = statSync(path);
    // Windows keeps no such bits; Node makes them up there.
    if (process.platform !== "win32" && (mode & OTHERS) !== 0) {
      return refuseToStart(
        "file-readable-by-others",
        path,
        `every user of this machine can read ${path}`,
        `Run chmod o= on it. For a mounted secret set its mode to 0400 where it is mounted.`,
      );
    }
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== "string" || !/^E[A-Z]+$/.test(code)) throw error;
    return refuseToStart(
      "file-not-readable",
      path,
      `${path} cannot be read (${code})`,
      "Check the path and its permissions.",
    );
  }
}
