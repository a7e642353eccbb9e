import type { Ran, Runtime } from "./runtimes.ts";
import type { SuiteResult } from "./suite.ts";

/** What became of one runtime. */
export type Outcome = Pick<Runtime, "how" | "name"> & ({ readonly ran: Ran } | { readonly notRun: string });

const SUITES = ["sign", "verify", "diagnose", "app", "outbound", "http"] as const;

/** Whether every check of every suite that this runtime was given has passed, and there was one. */
export function passes(outcome: Outcome): boolean {
  if ("notRun" in outcome) return false;
  const { results } = outcome.ran;
  return results.length > 0 && results.every(({ passed, failures }) => passed > 0 && failures.length === 0);
}

export function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => {
    const version = "ran" in outcome ? outcome.ran.version : "";
    return [outcome.name, version, ...SUITES.map((suite) => cell(outcome, suite))];
  });
  const head = ["runtime", "version", ...SUITES];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function cell(outcome: Outcome, suite: string): string {
  if ("notRun" in outcome) return `not run: ${outcome.notRun}`;
  const result = outcome.ran.results.find((one) => one.suite === suite);
  if (result === undefined) return "not for pages";
  const { passed, failures } = result;
  const all = passed + failures.length;
  return failures.length > 0 || passed === 0 ? `FAILED: ${failures.length} of ${all}` : `${passed} passed`;
}

export function failuresOf(outcome: Outcome): string[] {
  if ("notRun" in outcome) return [];
  const lines = ({ suite, failures }: SuiteResult): string[] =>
    failures.map(({ name, why }) => `${outcome.name}, ${suite}, ${name}: ${why}`);
  return outcome.ran.results.flatMap(lines);
}

export interface PageFacts {
  readonly outcomes: readonly Outcome[];
  readonly workerBytes: number;
  /** As in `2026-11-24`. */
  readonly day: string;
}

export function page({ outcomes, workerBytes, day }: PageFacts): string {
  const ways = outcomes.map(({ name, how }) => `| ${name} | ${how} |`).join("\n");
  return `# Runtimes

<!-- Written by \`npm run conformance\`, which also runs with the tests. -->

One suite, the same for all: it was run on ${day}, on the built packages. The numbers count checks.

${table(outcomes)}

- **sign**: every byte of the signatures in \`vectors/sign.json\`, and the refusals of \`vectors/refuse.json\`.
- **verify**: the verdicts of \`vectors/verify.json\`.
- **diagnose**: outcome and findings of \`vectors/diagnose.json\`, which holds the examples of every rule.
- **app**: \`createApp()\` called with the web's \`Request\`: signing, joins, each kind of credential (API key, signed request,
  OIDC token, session), refusals, limits, preflights, diagnosis, \`/v1/explain\`, \`/healthz\`, \`/readyz\`.
- **outbound**: what the app asks over HTTP: an issuer's keys, a policy of yours; and what it makes of answers that are late,
  too long, moved or wrong.
- **http**: the app served by the runtime, asked from another process over a socket of this machine.

| runtime | how the packages came there |
|---|---|
${ways}

The Worker of that page, packages and all, has ${Math.round(workerBytes / 1000)} kB. SQLite, PostgreSQL, Redis and the command are Node's, and
tested there. [AWS Lambda](deploy/aws-lambda.md) and [Vercel](deploy/vercel.md) run Node; their pages say what was tested.

What the packages promise is narrower than the table: \`@countersign/core\` Node 20 or newer, \`@countersign/server\` Node
22.12 or newer. Nothing was run on the services that these runtimes belong to, and nothing against Zoom.
`;
}
