import { diagnose } from "../../../src/diagnose/diagnose.ts";
import type { Report } from "../../../src/diagnose/report.ts";
import { evidenceOfCase } from "./build.ts";
import { asZoomAsks, type DiagnosableFrom, type ReportedCase } from "./case.ts";
import { REPORTED_CASES } from "./index.ts";

/** What a diagnosis is given; from source code, from an account or from nothing it cannot tell. */
const TOLD: readonly DiagnosableFrom[] = ["token", "token+secret", "clock", "join-call"];

export interface Judged {
  readonly one: ReportedCase;
  readonly report: Report;
  /** Whether it can be told at all, and so is counted. */
  readonly counted: boolean;
  readonly right: boolean;
}

export function judged(): Judged[] {
  return REPORTED_CASES.map((one) => {
    const report = diagnose(evidenceOfCase(one));
    return {
      one,
      report,
      counted: one.expected !== null && one.from.some((from) => TOLD.includes(from)),
      right: (report.verdict?.cause ?? null) === one.expected,
    };
  });
}

/** Whether nothing is wrong with the token, so that calling it wrong would be. */
export function isRightToken({ recipe, rightToken }: ReportedCase): boolean {
  if (rightToken) return true;
  if (recipe.kind !== "jwt" || recipe.claims !== asZoomAsks) return false;
  return Object.keys(recipe).every((name) => name === "kind" || name === "claims");
}

export function table(all: readonly Judged[]): string {
  const counted = all.filter((one) => one.counted);
  const right = counted.filter((one) => one.right);
  const retired = counted.filter(({ one }) => one.retiredFormat);
  const retiredRight = retired.filter((one) => one.right);
  return `# Reported cases

Failures that people reported in public, made again from what they told, and what the diagnosis says of them.
Written by \`UPDATE=1 npx vitest run --project unit packages/core/test/diagnose/reported-cases\`; the same test
fails when a line is no longer true. The cases are in \`packages/core/test/diagnose/reported-cases\`.

Of ${all.length} cases, ${counted.length} have a cause that was settled and that the token, the secret, the clock or the join call can
tell; in ${right.length} of these the verdict's cause is the expected one. ${retired.length} of them (${retiredRight.length} right) are from the days of the
retired format. The others are listed and not counted: their cause lies in an account or was never found.

The rules were written with these cases at hand, so the figure says that what is known is covered, and
nothing about reports to come. "Works" in the column on what was given means that the report tells of a signature that
was accepted.

| case | was given | expected | got | certainty | rule | counted |
|---|---|---|---|---|---|---|
${all.map(line).join("\n")}

${all.flatMap(({ one }) => (one.note === undefined ? [] : [`- \`${one.id}\`: ${one.note}.`])).join("\n")}
`;
}

function line({ one, report, counted, right }: Judged): string {
  const { verdict, outcome } = report;
  const cells = [
    one.url === undefined ? one.id : `[${one.id}](${one.url})`,
    given(one),
    one.expected ?? "not settled",
    verdict ? verdict.cause : outcome,
    verdict?.certainty ?? "",
    verdict ? `\`${verdict.rule}\`` : "",
    counted ? (right ? "right" : "wrong") : "no",
  ];
  return `| ${cells.join(" | ")} |`;
}

function given({ recipe, evidence, works }: ReportedCase): string {
  const parts = [
    recipe.kind === "key-and-secret" || recipe.kind === "no-token" ? "" : "signature",
    recipe.kind === "jwt" && recipe.clockAhead !== undefined ? "clock" : "",
    evidence?.joinCall || recipe.kind === "key-and-secret" ? "call" : "",
    evidence?.error ? "error" : "",
    works ? "works" : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
