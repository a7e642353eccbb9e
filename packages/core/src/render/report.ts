import type { Finding, Outcome, Report } from "../diagnose/report.ts";
import type { Certainty } from "../diagnose/rule.ts";
import { type Block, type Document, heading, item, sentence, type Tone, text } from "./document.ts";
import { notCheckedOf } from "./not-checked.ts";
import { pointedAt } from "./pointed.ts";
import { ruleTitle } from "./rule-title.ts";
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
  const give = options.give ?? ((path: string) => `\`${path}\``);
  const [tone, words] = OUTCOMES[outcome];
  const blocks: Block[] = verdict
    ? [{ kind: "title", tone, text: headline(report, verdict) }, ...verdictBlocks(verdict, report, give)]
    : [{ kind: "title", tone, text: words }, ...nothingFound(report)];
  const time = timelineOf(report);
  if (time !== undefined) blocks.push(heading("Time"), text(time));
  const others = findings.slice(1);
  if (others.length > 0) blocks.push(heading(outcome === "unproven" ? "Then look here" : "Also"));
  blocks.push(...others.map((finding) => item(inOneItem(finding, give))));
  const open = notCheckedOf(notChecked, give);
  if (open.length > 0) blocks.push(heading("Not checked"), ...open.map(item));
  if (options.share) {
    blocks.push(text("Made to be posted: no secret, no signature, no meeting number, no full key."));
    return shareable(blocks, report, options.hide ?? []);
  }
  return blocks;
}

/** A sure finding beside a right signature is about what was given for the check. */
function headline({ outcome }: Report, verdict: Finding): string {
  const [, words] = OUTCOMES[outcome];
  if (outcome !== "unproven") return `${words}: ${titleOf(verdict)}`;
  return verdict.certainty === "possible" ? words : `Not the signature: ${titleOf(verdict)}`;
}

function verdictBlocks(
  verdict: Finding,
  { outcome, decoded }: Report,
  give: (path: string) => string,
): Block[] {
  const { rule, certainty, at, message, help } = verdict;
  const pointed = pointedAt(at, decoded);
  const outside = outcome === "unproven" && certainty === "possible";
  return [
    heading(
      outside
        ? `Look here first: ${titleOf(verdict)} (${CERTAINTIES[certainty]})`
        : `What is wrong (${CERTAINTIES[certainty]})`,
    ),
    text(sentence(message)),
    ...(pointed ? [pointed] : []),
    ...(outside ? [] : [heading("What to do")]),
    text(asGiven(help, give)),
    text(`More on this: \`countersign explain ${rule}\``),
  ];
}

const EVIDENCE =
  /`(credentials\.(?:sdkKey|sdkSecret|others)|expected\.\w+|client\.\w+|clockOffset|joinCall|app|meeting)`/g;

/** Rules ask for evidence by its path; a reader gives it in another way, a flag of the command line. */
function asGiven(help: string, give: (path: string) => string): string {
  return help.replace(EVIDENCE, (_, path: string) => give(path));
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

function inOneItem(finding: Finding, give: (path: string) => string): string {
  return `${titleOf(finding)} (${CERTAINTIES[finding.certainty]}). ${sentence(finding.message)} ${asGiven(finding.help, give)}`;
}

function titleOf({ rule }: Finding): string {
  return ruleTitle(rule);
}
