import {
  type Document,
  diagnose,
  type Evidence,
  hiddenOf,
  type Report,
  reportDocument,
} from "@countersign/core/diagnose";
import { blocksOf } from "./blocks.ts";
import { copyButton } from "./copy.ts";
import { h } from "./element.ts";
import { fieldFor } from "./evidence-form.ts";
import { shareBar } from "./share-bar.ts";
import { timelineView } from "./timeline.ts";
import { partsOf } from "./token-marks.ts";
import { tokenHeading, tokenView } from "./token-view.ts";

/** The whole report: what is wrong, where, the way out; then the times, the rest, and what was not looked at. */
export function reportView(report: Report, evidence: Evidence, token: string): HTMLElement[] {
  const blocks = reportDocument(report, { give: fieldFor });
  const later = blocks.findIndex(({ kind }, index) => kind === "heading" && isLater(blocks, index));
  const first = later < 0 ? blocks : blocks.slice(0, later);
  const rest = withoutTime(later < 0 ? [] : blocks.slice(later));
  const { verdict } = report;
  const timeline = timelineView(report);
  return [
    ...blocksOf(first),
    ...(verdict ? [fixes(verdict.help, evidence, token)] : []),
    ...(token === "" ? [] : [tokenHeading(), tokenView(token, verdict?.at)]),
    ...(timeline ? [timeline] : []),
    ...blocksOf(rest),
    sharing(report, evidence),
  ];
}

function sharing(report: Report, evidence: Evidence): HTMLElement {
  const made = (options: { readonly give?: typeof fieldFor }): Document =>
    reportDocument(report, { ...options, share: true, hide: hiddenOf(evidence) });
  return shareBar({
    name: "report",
    now: report.decoded.now,
    forLink: () => made({ give: fieldFor }),
    forMarkdown: () => made({}),
  });
}

const LATER = ["Time", "Also", "Then look here", "Not checked"];

function isLater(blocks: Document, index: number): boolean {
  const block = blocks[index];
  return block?.kind === "heading" && LATER.includes(block.text);
}

/** The timeline says the same with a drawing. */
function withoutTime(blocks: Document): Document {
  const [first] = blocks;
  return first?.kind === "heading" && first.text === "Time" ? blocks.slice(2) : blocks;
}

/** What can be taken from here as it is: the corrected values, and the token without what does not belong to it. */
function fixes(help: string, evidence: Evidence, token: string): HTMLElement {
  const box = h("div", { class: "fixes" });
  const clean = cleaned(evidence, token);
  if (clean !== undefined) box.append(copyButton("Copy the signature without it", () => clean));
  const values = help.split("`").filter((piece, index) => index % 2 === 1 && /[:=]/.test(piece));
  for (const value of new Set(values)) {
    box.append(copyButton(value.length > 40 ? "Copy the corrected line" : `Copy ${value}`, () => value));
  }
  return box;
}

/** The bare token, where it alone has fewer mistakes than what was passed. */
function cleaned(evidence: Evidence, token: string): string | undefined {
  const stretched = token.replace(/\s+/g, "");
  const parts = partsOf(stretched);
  if (!parts || parts.mac.end <= parts.mac.start) return undefined;
  const bare = stretched.slice(parts.header.start, parts.mac.end).replace(/=/g, "");
  if (bare === token) return undefined;
  const before = diagnose(evidence).findings;
  const after = diagnose({ ...evidence, signature: bare }).findings;
  return after.length < before.length || after[0]?.rule !== before[0]?.rule ? bare : undefined;
}
