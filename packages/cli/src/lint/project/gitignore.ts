import { dirname, join } from "node:path";
import type { ProjectFiles } from "./files.ts";
import type { SourceFile } from "./source-file.ts";

interface Pattern {
  /** Against the path from the folder of the file that holds it. */
  readonly matches: RegExp;
  readonly takesBack: boolean;
}

export interface IgnoreFile {
  /** The folder it holds for, with a slash at its end; empty for the root. */
  readonly folder: string;
  readonly patterns: readonly Pattern[];
}

/** The patterns of a `.gitignore`, as https://git-scm.com/docs/gitignore tells them. */
export function ignoreFileOf(file: SourceFile): IgnoreFile {
  return {
    folder: file.path.slice(0, file.path.lastIndexOf("/") + 1),
    patterns: file.text.split(/\r?\n/).flatMap((line) => patternOf(line) ?? []),
  };
}

/**
 * The ignore files above a folder, as far up as the repository goes; none where no repository is found.
 * `prefix` is the way from the repository to the folder, with a slash at its end.
 */
export function ignoresAbove(
  folder: string,
  disk: ProjectFiles,
): { readonly prefix: string; readonly files: readonly IgnoreFile[] } {
  const above: string[] = [];
  for (let up = folder; ; up = dirname(up)) {
    if (disk.kindOf(join(up, ".git")) !== undefined) {
      const prefixOf = (from: string) => from.slice(up.length).replaceAll("\\", "/").replace(/^\//, "");
      const slashed = (path: string) => (path === "" ? "" : `${path}/`);
      const files = [...above.map((each) => join(each, ".gitignore")), join(up, ".git/info/exclude")].flatMap(
        (path) => {
          const text = readOr(path, disk);
          if (text === undefined) return [];
          const at = path.endsWith(".gitignore") ? slashed(prefixOf(dirname(path))) : "";
          return [ignoreFileOf({ path: `${at}.gitignore`, text })];
        },
      );
      return { prefix: slashed(prefixOf(folder)), files };
    }
    if (dirname(up) === up) return { prefix: "", files: [] };
    above.push(dirname(up));
  }
}

function readOr(path: string, disk: ProjectFiles): string | undefined {
  try {
    return disk.kindOf(path) === "file" ? disk.read(path) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether git leaves a file out; undefined where no ignore file speaks for its folder. */
export function isIgnored(path: string, ignores: readonly IgnoreFile[]): boolean | undefined {
  const applying = ignores
    .filter(({ folder }) => path.startsWith(folder))
    .sort((a, b) => a.folder.length - b.folder.length);
  if (applying.length === 0) return undefined;
  let ignored = false;
  for (const { folder, patterns } of applying) {
    for (const { matches, takesBack } of patterns) {
      if (matches.test(path.slice(folder.length))) ignored = !takesBack;
    }
  }
  return ignored;
}

const LONGEST = 256;
/** A pattern of more stars could take for ever; it is taken to match, as a doubt is no finding. */
const STARS_MAX = 6;

function patternOf(line: string): Pattern | undefined {
  const trimmed = line.replace(/(?<!\\)\s+$/, "");
  if (trimmed === "" || trimmed.startsWith("#") || trimmed.length > LONGEST) return undefined;
  const takesBack = trimmed.startsWith("!");
  const glob = trimmed.slice(takesBack ? 1 : 0).replace(/\/$/, "");
  if (glob.split("*").length - 1 > STARS_MAX) return { matches: /^/, takesBack };
  const anchored = glob.includes("/");
  const source = globSource(glob.replace(/^\//, ""));
  try {
    // What lies in an ignored folder is ignored with it.
    return { matches: new RegExp(`^${anchored ? "" : "(?:.*/)?"}${source}(?:/.*)?$`), takesBack };
  } catch {
    return undefined;
  }
}

function globSource(glob: string): string {
  return glob.replace(/\*\*\/|\/\*\*$|\*+|\?|\[[^\]/]+\]|\\?./gs, (part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "/**") return "/.*";
    if (part.startsWith("*")) return "[^/]*";
    if (part === "?") return "[^/]";
    if (part.length > 2 && part.startsWith("[")) return part.replace(/^\[!/, "[^").replaceAll("\\", "\\\\");
    return (part.length > 1 ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  });
}
