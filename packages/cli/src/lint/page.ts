import { WEB_SDK_FACTS } from "@countersign/core/diagnose";
import type { Example, LintRule } from "./rule.ts";
import { LINT_RULES } from "./rules/index.ts";

const HEAD = `# Reading a project

<!-- Generated from packages/cli/src/lint by its tests: vitest -u writes it again. Change it there. -->

Give \`countersign doctor\` a folder, or one file of a project, and it reads what is there. It runs nothing, asks
no network, and writes nothing. A secret is shown by its first four characters and its length.

\`\`\`sh exit=1
echo 'ZoomMtg.join({ signature, meetingNumber, userName, password: passcode });' > join.js
countersign doctor join.js
\`\`\`

\`\`\`text
1 problem in 1 file read

join.js:1:52 passcode-misnamed, proven
  Client view knows no \`password\`, and refuses the join with code 3 because of
  it.

  In client view the passcode is \`passWord\`, with a capital W.

  docs/lint.md#passcode-misnamed
\`\`\`

Exit code 0: nothing was found. 1: something was. 3: there was nothing to read. \`--json\` prints the whole report:
the files that were read, the findings, the versions of the Meeting SDK, and what was not looked at.

## What is read

JavaScript and TypeScript, the scripts of pages and of Vue and Svelte components, \`.env\` files, \`.gitignore\`,
\`package.json\`, and the lock files of npm, pnpm, yarn and bun. Of other languages only the \`.env\` files are read.
Tests are left out, for what they hold is often wrong on purpose; so are dependencies, what tools have made, files
over 1 MB, and what follows after 5000 files. The report says each time what was not looked at.

A script is looked at by itself. Where a value comes from another file, from a parameter or from a calculation
that is not in the text, nothing is said about it: a false alarm costs more than a miss. So no finding is no proof
that all is well.

## Versions of the web SDK

What is known to change for a join, by version. \`--json\` lists what holds for each version in use, and
so does the terminal where there is one.
`;

/** The page that `docs` of a finding leads to: one heading a rule. */
export function lintPage(): string {
  return `${[HEAD, versions(), "## Rules\n", ...LINT_RULES.map(section)].join("\n")}`;
}

function versions(): string {
  const rows = WEB_SDK_FACTS.map(
    ({ from, before, view, says }) =>
      `| ${from ?? ""} | ${before ?? ""} | ${view?.replace("-", " ") ?? "both"} | ${says} |`,
  );
  return `${["| from | before | view | what |", "|---|---|---|---|", ...rows].join("\n")}\n`;
}

function section({ id, title, why, sources, examples }: LintRule): string {
  return [
    `### ${id}\n`,
    `**${title}.** ${why}\n`,
    ...examples.failing.map(({ findings, ...example }) => {
      const [{ message, help }] = findings;
      return `Found: ${example.name}. The report says: ${message}. ${help}\n\n${listing(example)}`;
    }),
    ...examples.passing.map((example) => `Left alone: ${example.name}.\n\n${listing(example)}`),
    ...sources.map(({ url, says, read }) => `Source: ${url}, read ${read}. ${says}\n`),
  ].join("\n");
}

function listing({ files }: Example): string {
  return Object.entries(files)
    .map(([path, text]) => `\`${path}\`:\n\n~~~text\n${text.trimEnd()}\n~~~\n`)
    .join("\n");
}
