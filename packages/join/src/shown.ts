import type { Report } from "@countersign/core/diagnose";

const LINES = 12;

/** What client view shows the person instead of calling back: "Passcode wrong", a registration. */
export function shownLines(): string[] {
  const place = typeof document === "undefined" ? null : document.getElementById("zmmtg-root");
  const lines = (place?.innerText ?? "").split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && line.length < 200).slice(0, LINES);
}

export interface Shown {
  readonly line: string;
  readonly report: Report;
}

/** The first line that the rules know as an error of Zoom's. */
export function knownLine(lines: readonly string[], examine: (message: string) => Report): Shown | undefined {
  for (const line of lines) {
    const report = examine(line);
    const { verdict } = report;
    // A text that says nothing leaves the silence to be explained.
    if (verdict?.at === "error") return { line, report };
  }
  return undefined;
}
