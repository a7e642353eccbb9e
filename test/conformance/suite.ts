// One suite for every runtime: plain functions of JavaScript and the web's own Request and Response, so that it can run
// where no test runner does. What it needs of a runtime is what the packages need, and nothing else.

/** One check. It throws, or rejects, where something is not as it has to be. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

export interface Suite {
  readonly name: string;
  readonly checks: () => Promise<readonly Check[]> | readonly Check[];
}

export interface SuiteResult {
  readonly suite: string;
  readonly passed: number;
  readonly failures: readonly { readonly name: string; readonly why: string }[];
}

/** Runs all of it; what fails stops nothing. Never rejects. */
export async function runSuites(suites: readonly Suite[]): Promise<readonly SuiteResult[]> {
  const results: SuiteResult[] = [];
  for (const suite of suites) results.push(await runSuite(suite));
  return results;
}

async function runSuite({ name, checks }: Suite): Promise<SuiteResult> {
  const failures: { name: string; why: string }[] = [];
  let passed = 0;
  let all: readonly Check[] = [];
  try {
    all = await checks();
    if (all.length === 0) throw new Error("there is nothing to check");
  } catch (error) {
    failures.push({ name: "before the first check", why: textOf(error) });
  }
  for (const check of all) {
    try {
      await check.run();
      passed++;
    } catch (error) {
      failures.push({ name: check.name, why: textOf(error) });
    }
  }
  return { suite: name, passed, failures };
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Whole values, whatever the order of their members. @throws Error where they differ */
export function equal(seen: unknown, expected: unknown): void {
  const [left, right] = [written(seen), written(expected)];
  if (left !== right) throw new Error(`expected ${cut(right)}, saw ${cut(left)}`);
}

/** JSON with the members of each object in order, and what JSON has no word for as a word. */
function written(value: unknown): string {
  return (
    JSON.stringify(value, (_name, part: unknown) => {
      if (part === undefined) return "(undefined)";
      if (typeof part === "number" && !Number.isFinite(part)) return `(${part})`;
      if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
      return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? "(undefined)"
  );
}

function cut(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 299)}…`;
}
