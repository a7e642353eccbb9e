import type { Explainer } from "./explainer.ts";
import { EXPLAINERS } from "./index.ts";

const HEAD = `# Refusals

<!-- Generated from packages/cli/src/explain by \`npm run docs\`: change it there. -->

Every code that Countersign answers with, and the way out. \`countersign explain CODE\` says the same.
`;

const HEADINGS: Readonly<Record<string, string>> = {
  "a refusal": "Refused before anything is signed",
  "a refusal to start": "The server does not start",
  "an answer of verify": "A signature is not valid",
};

/** The page that `docs` of an error leads to: one anchor a code. */
export function refusalsPage(): string {
  return [HEAD, ...EXPLAINERS.map(section)].join("\n");
}

function section({ kind, codes, explain }: Explainer): string {
  const entries = codes.map((code) => {
    const { title, see, why, todo } = explain(code) ?? unknown(code);
    return `### ${code}\n\n**${title}.** ${see}\n\n*Why:* ${why}\n\n*What to do:* ${todo}\n`;
  });
  return [`## ${HEADINGS[kind] ?? kind}\n`, ...entries].join("\n");
}

function unknown(code: string): never {
  throw new TypeError(`no explanation of ${code}, which its family lists`);
}
