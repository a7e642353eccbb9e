import { type LintReport, lintProject } from "../../src/lint/index.ts";
import type { ProjectFiles } from "../../src/lint/project/files.ts";

export const ROOT = "/home/dev/app";

/** A disk that holds these files, below the working directory, and nothing else. */
export function diskOf(files: Readonly<Record<string, string>>): ProjectFiles {
  const all = Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text] as const);
  const isFolder = (path: string) => path === ROOT || all.some(([each]) => each.startsWith(`${path}/`));
  const textOf = (path: string) => {
    const text = all.find(([each]) => each === path)?.[1];
    if (text === undefined) throw new Error("no such file");
    return text;
  };
  return {
    kindOf: (path) => (all.some(([each]) => each === path) ? "file" : isFolder(path) ? "folder" : undefined),
    list: (folder) => {
      const inside = folder.replace(/\/$/, "");
      const names = all
        .filter(([path]) => path.startsWith(`${inside}/`))
        .map(([path]) => path.slice(inside.length + 1).split("/")[0] ?? "");
      return [...new Set(names)].map((name) => ({
        name,
        kind: isFolder(`${inside}/${name}`) ? "folder" : "file",
      }));
    },
    size: (path) => Buffer.byteLength(textOf(path)),
    read: textOf,
  };
}

export function lint(files: Readonly<Record<string, string>>, path: string = "."): Promise<LintReport> {
  return lintProject(path, { cwd: ROOT }, diskOf(files));
}
