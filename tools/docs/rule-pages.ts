import { type Cause, RULES, type Rule, ruleDocument, toMarkdown } from "@countersign/core/diagnose";

const NOTE = "<!-- Generated from packages/core/src/diagnose/rules by `npm run docs`: change it there. -->";

/** What each cause is, for the headings of the list. */
const CAUSES: Readonly<Record<Cause, string>> = {
  "legacy-format": "The retired format",
  "wrong-token-kind": "Another kind of token",
  encoding: "How it is written",
  "time-units": "Units of time",
  "clock-skew": "Clocks",
  "exp-range": "How long it lives",
  claims: "Claims",
  "wrong-credentials": "Key and secret",
  "role-or-companion-token": "Roles, ZAK and OBF tokens",
  "join-call": "The join call",
  "sdk-version": "The SDK's version",
  "app-configuration": "The app and its account",
  meeting: "The meeting",
  network: "The network",
};

/** One page a rule, by its path. */
export const RULE_PAGES: Readonly<Record<string, () => string>> = Object.fromEntries([
  ["docs/rules/README.md", rulesPage],
  ...RULES.map((rule) => [`docs/rules/${rule.id}.md`, () => rulePage(rule)]),
]);

function rulePage(rule: Rule): string {
  const [title = "", ...rest] = toMarkdown(ruleDocument(rule)).split("\n");
  return [title, "", NOTE, ...rest].join("\n").replace(/\n$/, "\n\n[All rules](README.md)\n");
}

function rulesPage(): string {
  const sections = Object.entries(CAUSES).flatMap(([cause, title]) => {
    const rules = RULES.filter((rule) => rule.cause === cause);
    if (rules.length === 0) return [];
    const lines = rules.map(({ id, title }) => `- [${id}](${id}.md): ${title}`);
    return [`## ${title}\n\nCause: \`${cause}\`.\n\n${lines.join("\n")}\n`];
  });
  return `# Rules

${NOTE}

What \`countersign doctor\` looks for: ${RULES.length} mistakes, each with an example that a test runs. \`countersign explain\`
and a rule's name say the same at a terminal.

${sections.join("\n")}`;
}
