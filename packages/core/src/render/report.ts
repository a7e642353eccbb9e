import type { Finding, Outcome, Report } from "../diagnose/report.ts";
import type { Certainty } from "../diagnose/rule.ts";
import { RULES } from "../diagnose/rules/index.ts";
import { type Block, type Document, heading, item, sentence, type Tone, text } from "./document.ts";
import { notCheckedOf } from "./not-checked.ts";
import { pointedAt } from "./pointed.ts";
import { shareable } from "./share.ts";
import { timelineOf } from "./timeline.ts";

export interface ReportOptions {
  /** How a reader gives a piece of evidence: a flag, a field of a form. Its path in the evidence unless given. */
  readonly give?: (path: string) => string;
  /**
   * Makes it safe to post in public: no meeting number, no link, nothing of `hide`. A report holds no secret and no
   * signature to begin with.
   */
  readonly share?: boolean;
  /** More that must not be shown when it is shared: the full key, a name, the secret once more. */
  readonly hide?: readonly string[];
}

const OUTCOMES: { readonly [O in Outcome]: readonly [tone: Tone, words: string] } = {
  ok: ["good", "Nothing wrong was found"],
  rejected: ["bad", "Refused"],
  risky: ["doubtful", "May be refused"],
  unproven: ["plain", "Nothing wrong was found in what you gave; Zoom's side is next"],
};

const CERTAINTIES: { readonly [C in Certainty]: string } = {
  proven: "proven",
  likely: "likely",
  possible: "possible; only Zoom can tell",
};

/** What is shown of a report: one verdict and its way out first, then the rest, then what was not checked. */
export function reportDocument(report: Report, options: ReportOptions = {}): Document {
  const { outcome, verdict, findings, notChecked } = report;
  const [tone, words] = OUTCOMES[outcome];
  const blocks: Block[] = verdict
    ? [
        { kind: "title", tone, text: outcome === "unproven" ? words : `${words}: ${titleOf(verdict)}` },
        ...verdictBlocks(verdict, report),
      ]
    : [{ kind: "title", tone, text: words }, ...nothingFound(report)];
  const time = timelineOf(report);
  if (time !== undefined) blocks.push(heading("Time"), text(time));
  const others = findings.slice(1);
  if (others.length > 0) blocks.push(heading(outcome === "unproven" ? "Then look here" : "Also"));
  blocks.push(...others.map((finding) => item(inOneItem(finding))));
  const open = notCheckedOf(notChecked, options.give ?? ((path) => `\`${path}\``));
  if (open.length > 0) blocks.push(heading("Not checked"), ...open.map(item));
  if (options.share) {
    blocks.push(text("Made to be posted: no secret, no signature, no meeting number, no full key."));
    return shareable(blocks, report, options.hide ?? []);
  }
  return blocks;
}

function verdictBlocks(verdict: Finding, { outcome, decoded }: Report): Block[] {
  const pointed = pointedAt(verdict.at, decoded);
  const unproven = outcome === "unproven";
  return [
    heading(
      unproven
        ? `Look here first: ${titleOf(verdict)} (${CERTAINTIES[verdict.certainty]})`
        : `What is wrong (${CERTAINTIES[verdict.certainty]})`,
    ),
    text(sentence(verdict.message)),
    ...(pointed ? [pointed] : []),
    ...(unproven ? [] : [heading("What to do")]),
    text(verdict.help),
    text(`More on this: \`countersign explain ${verdict.rule}\``),
  ];
}

/** Without the secret, the part that most often is wrong has not been looked at: that has to be said first. */
function nothingFound({ notChecked }: Report): Block[] {
  const asked = new Set(notChecked.flatMap(({ give }) => give));
  if (asked.has("signature")) return [text("No signature was given, so only the rest could be checked.")];
  if (asked.has("credentials.sdkSecret")) {
    return [text("Whether it was made with the right secret was not checked: no secret was given.")];
  }
  return [text("It reads well, its times are right, and it was made with the secret given.")];
}

function inOneItem(finding: Finding): string {
  return `${titleOf(finding)} (${CERTAINTIES[finding.certainty]}). ${sentence(finding.message)} ${finding.help}`;
}

function titleOf({ rule }: Finding): string {
  return ruleTitle(rule);
}

export function ruleTitle(rule: string): string {
  return RULES.find(({ id }) => id === rule)?.title ?? rule;
}
