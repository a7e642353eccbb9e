import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";

export interface Entry {
  readonly name: string;
  /** Links are followed for what was asked for only, so that no circle of them can hold a reader. */
  readonly kind: "file" | "folder" | "other";
}

/** What the reading of a project asks of a disk. Nothing in it writes. */
export interface ProjectFiles {
  readonly kindOf: (path: string) => Entry["kind"] | undefined;
  /** @throws as `node:fs` does */
  readonly list: (folder: string) => readonly Entry[];
  /** In bytes. @throws as `node:fs` does */
  readonly size: (path: string) => number;
  /** @throws as `node:fs` does */
  readonly read: (path: string) => string;
}

interface Kinds {
  isFile(): boolean;
  isDirectory(): boolean;
}

const kind = (of: Kinds): Entry["kind"] => (of.isFile() ? "file" : of.isDirectory() ? "folder" : "other");

export const disk: ProjectFiles = {
  kindOf: (path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found && kind(found);
  },
  list: (folder) =>
    readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kind(entry) })),
  size: (path) => lstatSync(path).size,
  read: (path) => readFileSync(path, "utf8"),
};
