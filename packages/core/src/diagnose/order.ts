import type { SeenError } from "./evidence.ts";
import type { Finding } from "./report.ts";
import { type Cause, type Certainty, type Rule, STAGES } from "./rule.ts";

const CERTAINTIES: readonly Certainty[] = ["proven", "likely", "possible"];

/**
 * Errors that speak of one thing only, and the causes they speak of. A finding of such a cause explains what
 * the user saw, and so comes before others that are as sure. Codes as the Web SDK 6.2.0 shows them.
 */
const SPEAKS_OF: readonly { readonly error: RegExp; readonly causes: readonly Cause[] }[] = [
  { error: /app_?key/i, causes: ["claims", "join-call"] },
  { error: /join parameters|^3$/i, causes: ["join-call"] },
  { error: /^3705$|expired/i, causes: ["exp-range", "time-units"] },
  { error: /^3704$/, causes: ["wrong-credentials"] },
  { error: /^(?:3706|3707|3714)$/, causes: ["claims", "meeting"] },
  { error: /^(?:3708|3711|3003|3623|3636|401[2-8])$/, causes: ["role-or-companion-token", "claims"] },
];

/** The surest first, then what explains the error, then the earliest in the chain, then the most reported. */
export function inOrder(
  findings: readonly Finding[],
  rules: readonly Rule[],
  error: SeenError | undefined,
): Finding[] {
  const explained = SPEAKS_OF.filter(
    (line) => line.error.test(error?.code ?? "") || line.error.test(error?.message ?? ""),
  ).flatMap(({ causes }) => causes);
  const ranked = findings.map((finding, index) => {
    const rule = rules.find(({ id }) => id === finding.rule);
    const rank = [
      CERTAINTIES.indexOf(finding.certainty),
      // An error that says it twice, by code and by text, says it louder.
      -explained.filter((cause) => cause === finding.cause).length,
      finding.certainty === "possible" ? -(rule?.reports ?? 0) : 0,
      rule ? STAGES.indexOf(rule.stage) : STAGES.length,
      index,
    ];
    return { finding, rank };
  });
  return ranked.sort((a, b) => compare(a.rank, b.rank)).map(({ finding }) => finding);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
