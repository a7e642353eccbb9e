import type { Report } from "@countersign/core/diagnose";
import type { JoinEvidence } from "./error.ts";

const LINES = 12;

/** What client view shows the person instead of calling back: "Passcode wrong", a registration. */
export function shownLines(): string[] {
  const place = typeof document === "undefined" ? null : document.getElementById("zmmtg-root");
  const lines = (place?.innerText ?? "").split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && line.length < 200).slice(0, LINES);
}

export interface Shown {
  readonly line: string;
  readonly where: "shows" | "wrote to the console";
  readonly report: Report;
}

/** The first line that the rules know as an error of Zoom's: of what the SDK shows, or only wrote to the console. */
export function knownLine(
  { shown, console }: Pick<JoinEvidence, "console" | "shown">,
  examine: (message: string) => Report,
): Shown | undefined {
  const lines = [
    ...shown.map((line) => ({ line, where: "shows" }) as const),
    // The first line says it; the others are where it happened, or a link.
    ...console.map(
      (text) => ({ line: text.split("\n")[0]?.trim() ?? "", where: "wrote to the console" }) as const,
    ),
  ];
  for (const { line, where } of lines) {
    const report = examine(line);
    const { verdict } = report;
    // A text that says nothing leaves the silence to be explained.
    if (verdict?.at === "error") return { line, where, report };
  }
  return undefined;
}
