import { join } from "node:path";
import type { NotLookedAt } from "../report.ts";
import type { ProjectFiles } from "./files.ts";
import { isSkippedFolder, isTestFolder, type Kind, kindOf } from "./kinds.ts";
import type { SourceFile } from "./source-file.ts";

export interface ReadFile extends SourceFile {
  readonly kind: Kind;
}

export interface Walked {
  readonly files: readonly ReadFile[];
  readonly notLookedAt: readonly NotLookedAt[];
}

/** A file somebody wrote by hand is smaller than this; a lock file may be larger. Bytes. */
const FILE_BYTES_MAX = 1_000_000;
const LOCK_BYTES_MAX = 20_000_000;
const FILES_MAX = 5000;
const ENTRIES_MAX = 200_000;

/** Reads what is to be read below a folder, the shallow files first, each folder in the order of its names. */
export function walk(root: string, only: string | undefined, disk: ProjectFiles): Walked {
  const files: ReadFile[] = [];
  const not = new NotList();
  let entries = 0;
  const folders = [""];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const listed = only === undefined ? list(folder) : [{ name: only, kind: "file" as const }];
    for (const { name, kind } of listed) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (++entries > ENTRIES_MAX || files.length >= FILES_MAX) {
        not.add("the rest", `more than ${FILES_MAX} files: run it on a part of the project`, path);
        return { files, notLookedAt: not.list() };
      }
      if (kind === "folder") {
        if (isTestFolder(name)) not.add("tests", TESTS, path);
        else if (!isSkippedFolder(name)) folders.push(path);
        else if (!name.startsWith(".")) not.add("folders of other code", FOREIGN, path);
      } else if (kind === "file") take(name, path);
    }
  }
  return { files, notLookedAt: not.list() };

  function list(folder: string): ReturnType<ProjectFiles["list"]> {
    try {
      return [...disk.list(join(root, folder))].sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch {
      not.add("unreadable folders", "the system did not let them be read", folder || ".");
      return [];
    }
  }

  function take(name: string, path: string): void {
    const kind = kindOf(name);
    if (kind === undefined) return;
    const why = notByKind(kind);
    if (why !== undefined) not.add(...why, path);
    else read(kind, path);
  }

  function read(kind: Kind, path: string): void {
    try {
      const full = join(root, path);
      if (disk.size(full) > (kind.kind === "lock" ? LOCK_BYTES_MAX : FILE_BYTES_MAX)) {
        not.add("large files", "they are larger than 1 MB", path);
        return;
      }
      const text = disk.read(full).replace(/^\ufeff/, "");
      if (text.includes("\0")) not.add("files that are no text", "there are zero bytes in them", path);
      else files.push({ path, text, kind });
    } catch {
      not.add("unreadable files", "the system did not let them be read", path);
    }
  }
}

function notByKind(kind: Kind): readonly [what: string, why: string] | undefined {
  if (kind.kind === "other-language") return [kind.name, OTHER];
  return kind.kind === "test" ? ["tests", TESTS] : undefined;
}

const TESTS = "what tests hold is often wrong on purpose";
const FOREIGN = "dependencies and what tools have made";
const OTHER = "only JavaScript and TypeScript are parsed; of other languages only the .env files are read";

/** Reasons, each with the files it holds for. */
export class NotList {
  readonly #reasons = new Map<string, { readonly why: string; readonly paths: string[] }>();

  add(what: string, why: string, path: string): void {
    const reason = this.#reasons.get(what) ?? { why, paths: [] };
    reason.paths.push(path);
    this.#reasons.set(what, reason);
  }

  list(): NotLookedAt[] {
    return [...this.#reasons].map(([what, { why, paths }]) => ({ what, why, paths }));
  }
}
