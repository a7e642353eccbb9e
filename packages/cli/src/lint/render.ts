import { type Block, type Document, toTerminal } from "@countersign/core/diagnose";
import type { LintFinding, LintReport, NotLookedAt } from "./report.ts";

export interface LintRenderOptions {
  /** Columns of the terminal. */
  readonly width?: number;
  readonly colour?: boolean;
}

/** The report as lines for a terminal. */
export function renderLint(report: LintReport, { width, colour }: LintRenderOptions = {}): string {
  return toTerminal(lintDocument(report), {
    ...(width !== undefined && { width }),
    ...(colour !== undefined && { colour }),
  });
}

/** The report before it is known where it is shown; core makes markdown of it too. */
export function lintDocument(report: LintReport): Document {
  return [
    title(report),
    ...report.findings.flatMap(blocksOf),
    ...section("Meeting SDK", sdkItems(report)),
    ...section("Not looked at", report.notLookedAt.map(notLookedAtInWords)),
  ];
}

const TOLD_PATHS = 3;

function title({ outcome, findings, filesRead, root }: LintReport): Block {
  const read = `${count(filesRead.length, "file")} read`;
  switch (outcome) {
    case "nothing-read":
      return {
        kind: "title",
        tone: "doubtful",
        text: `nothing to read in ${root}: no JavaScript, page, .env or lock file`,
      };
    case "ok":
      return { kind: "title", tone: "good", text: `nothing found, ${read}` };
    case "problems":
      return { kind: "title", tone: "bad", text: `${count(findings.length, "problem")} in ${read}` };
  }
}

function blocksOf({ file, line, column, rule, certainty, message, help, docs }: LintFinding): Block[] {
  return [
    { kind: "heading", text: `${file}:${line}:${column} ${rule}, ${certainty}` },
    { kind: "text", text: sentence(message) },
    { kind: "text", text: help },
    { kind: "text", text: docs },
  ];
}

/** Messages begin in lower case and have no full stop. */
function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

/** What is known of a version is told where there is one only; of several it would bury the findings. */
function sdkItems({ sdks }: LintReport): string[] {
  const versions = new Map(sdks.map((sdk) => [sdk.version, sdk.facts]));
  const items = [...versions.keys()].map((version) => {
    const places = sdks.filter((sdk) => sdk.version === version);
    const range = places.every(({ exact }) => !exact) ? " or later" : "";
    return `${version}${range}: ${shortened(places.map(({ from, file, line }) => `${from}, ${file}:${line}`))}`;
  });
  const [facts = []] = versions.values();
  return versions.size === 1 ? [...items, ...facts] : items;
}

function notLookedAtInWords({ what, why, paths }: NotLookedAt): string {
  return `${what} (${shortened(paths)}): ${why}.`;
}

function shortened(places: readonly string[]): string {
  const more = places.length > TOLD_PATHS ? ` and ${places.length - TOLD_PATHS} more` : "";
  return `${places.slice(0, TOLD_PATHS).join(", ")}${more}`;
}

function section(heading: string, items: readonly string[]): Block[] {
  if (items.length === 0) return [];
  return [{ kind: "heading", text: heading }, ...items.map((text): Block => ({ kind: "item", text }))];
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
