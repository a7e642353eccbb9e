/** As Docker reads a pattern: `*` within a folder, names that begin with a dot too, `**` across folders. */
function matcher(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*\/|\*\*|\*)/).map((part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "**") return ".*";
    return part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  // A line for a folder counts for what is in it.
  return new RegExp(`^${parts.join("")}(?:/|$)`);
}

/** What `.dockerignore` leaves of these files: the last line that fits counts. */
export function keptOf(paths: readonly string[], dockerignore: string): string[] {
  const lines = dockerignore
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({ keeps: line.startsWith("!"), pattern: matcher(line.replace(/^!/, "")) }));
  return paths.filter((path) => lines.findLast(({ pattern }) => pattern.test(path))?.keeps ?? true);
}
