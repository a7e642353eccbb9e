import { basename, resolve } from "node:path";
import type { Io } from "../io.ts";
import { disk, type ProjectFiles } from "./project/files.ts";
import { kindOf } from "./project/kinds.ts";

/**
 * Whether a word of the command line is a folder or a file of a project, and not a signature or a file with one.
 * Kept apart from the reading, so that asking does not load a parser.
 */
export function isProject(word: string, io: Pick<Io, "cwd">, files: ProjectFiles = disk): boolean {
  const path = resolve(io.cwd, word);
  try {
    const kind = files.kindOf(path);
    return kind === "folder" || (kind === "file" && kindOf(basename(path)) !== undefined);
  } catch {
    // A signature may be longer than a path can be.
    return false;
  }
}
