const UNRELEASED = "## Unreleased";

/**
 * The changelog with what was not released under its version: what stands there, then a line for each changeset.
 *
 * @param date As in 2026-11-24.
 */
export function released(
  changelog: string,
  version: string,
  date: string,
  summaries: readonly string[],
): string {
  const at = changelog.split("\n").indexOf(UNRELEASED);
  if (at < 0) throw new Error(`there is no "${UNRELEASED}" in the changelog`);
  const lines = changelog.split("\n");
  const next = lines.findIndex((line, index) => index > at && line.startsWith("## "));
  const end = next < 0 ? lines.length : next;
  const before = lines
    .slice(at + 1, end)
    .join("\n")
    .trim();
  const added = summaries.map((summary) => `- ${summary.trim().replaceAll("\n", "\n  ")}`).join("\n");
  const section = [before, added].filter((part) => part !== "").join("\n");
  return [
    ...lines.slice(0, at),
    UNRELEASED,
    "",
    `## ${version} - ${date}`,
    "",
    ...(section === "" ? [] : [section, ""]),
    ...lines.slice(end),
  ]
    .join("\n")
    .replace(/\n*$/, "\n");
}

/** What a changeset says, without which packages it is of. */
export function summaryOf(changeset: string): string {
  return changeset.replace(/^---\n[\s\S]*?\n---\n/, "").trim();
}
