import type { Comparison, Difference, Explanation } from "../diagnose/compare/comparison.ts";
import { type Block, type Document, heading, item, sentence, text } from "./document.ts";
import { pointedAt } from "./pointed.ts";
import { ruleTitle } from "./rule-title.ts";
import { shareable } from "./share.ts";

export interface ComparisonOptions {
  /** As for a report: safe to post in public. */
  readonly share?: boolean;
  readonly hide?: readonly string[];
}

/** What is shown of a comparison: the one difference that explains it, then the others, then those that are none. */
export function comparisonDocument(comparison: Comparison, options: ComparisonOptions = {}): Document {
  const { outcome, explanation, differences, shared, failing } = comparison;
  const rest = differences.filter(({ matters }) => matters !== "none");
  const idle = differences.filter(({ matters }) => matters === "none");
  const blocks: Block[] = [
    outcome === "explained"
      ? { kind: "title", tone: "bad", text: `This explains it: ${titleOf(explanation)}` }
      : { kind: "title", tone: "plain", text: "No difference is known to explain it" },
    ...(explanation ? explanationBlocks(explanation, comparison) : nothingBlocks(differences)),
  ];
  if (rest.length > 0) blocks.push(heading("Differences that can matter"), ...rest.map(itemOf));
  if (idle.length > 0) blocks.push(heading("Differences that do not matter"), ...idle.map(itemOf));
  if (shared.length > 0) {
    blocks.push(
      heading("Found in both, so not the cause by itself"),
      ...shared.map((id) => item(`${ruleTitle(id)} (\`${id}\`)`)),
    );
  }
  return options.share ? shareable(blocks, failing, options.hide ?? []) : blocks;
}

function explanationBlocks(explanation: Explanation, { failing }: Comparison): Block[] {
  const { certainty, at, message, help, rule } = explanation;
  const pointed = pointedAt(at, failing.decoded);
  return [
    heading(
      certainty === "possible"
        ? "The likeliest, and only Zoom can tell"
        : `What is wrong with the failing one (${certainty})`,
    ),
    text(sentence(message)),
    ...(pointed ? [pointed] : []),
    heading("What to do"),
    text(help),
    ...(rule === null ? [] : [text(`More on this: \`countersign explain ${rule}\``)]),
  ];
}

function nothingBlocks(differences: readonly Difference[]): Block[] {
  if (differences.length === 0) {
    return [
      text(
        "The two say the same. The cause is not in the signature: compare the calls of `join()`, the meetings, and the time at which each was used.",
      ),
    ];
  }
  const open = differences.filter(({ matters }) => matters === "may");
  if (open.length > 0) {
    return [
      text(
        "No rule says of any difference that Zoom refuses it. Those that can matter stand first; try them one at a time.",
      ),
    ];
  }
  return [
    text(
      "Nothing that differs matters to Zoom. What is left is the secret, which can be checked when you give it, and what is outside the signature: the call of `join()`, the meeting, the time.",
    ),
  ];
}

function itemOf({ at, working, failing, matters, why }: Difference): Block {
  const differs =
    at === "mac"
      ? "`mac` differs."
      : `\`${at}\` is ${working} in the working one, ${failing} in the failing one.`;
  return item(
    matters === "explains" ? `${differs} This is what explains it.` : `${differs} ${sentence(why)}`,
  );
}

function titleOf(explanation: Explanation | null): string {
  if (!explanation) return "";
  return explanation.rule === null ? "the MAC is another" : ruleTitle(explanation.rule);
}
