// How long a diagnosis takes, without and with the search for the mistake in a MAC: `node bench/diagnose.ts`. The
// aim is 50 ms without and 1 s with it, for anything up to 64 kB.
import { cpus } from "node:os";
import { diagnose } from "../packages/core/src/diagnose/diagnose.ts";
import type { Evidence } from "../packages/core/src/diagnose/evidence.ts";
import { evidenceOf } from "../packages/core/src/diagnose/example.ts";
import { NASTY } from "../packages/core/test/diagnose/large/nasty.ts";
import { quantile } from "./measure.ts";

const ROUNDS = 15;

const USUAL: { readonly [name: string]: Evidence } = {
  "a right signature": evidenceOf({ name: "" }),
  "a right signature, no secret given": evidenceOf({ name: "", evidence: { credentials: {} } }),
  "a secret with a line break": evidenceOf({ name: "", secret: "fixtureSecretForExamplesOnly0001\n" }),
  "another app's secret": evidenceOf({ name: "", secret: "fixtureSecretOfAnotherApp0000002" }),
};

interface Taken {
  readonly name: string;
  /** Milliseconds of processor time. */
  readonly median: number;
  readonly most: number;
}

function taken(name: string, evidence: Evidence): Taken {
  diagnose(evidence);
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    diagnose(evidence);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return { name, median: quantile(times, 0.5), most: Math.max(...times) };
}

function withoutSecret(evidence: Evidence): Evidence {
  const { sdkKey } = evidence.credentials ?? {};
  return { ...evidence, credentials: sdkKey === undefined ? {} : { sdkKey } };
}

function table(rows: readonly Taken[]): string {
  const lines = rows.map(
    ({ name, median, most }) => `| ${name} | ${median.toFixed(2)} | ${most.toFixed(2)} |`,
  );
  return ["| | median ms | most ms |", "|---|---|---|", ...lines].join("\n");
}

function slowest(rows: readonly Taken[]): Taken[] {
  return [...rows].sort((a, b) => b.median - a.median).slice(0, 8);
}

const nasty = Object.entries(NASTY);
const [cpu] = cpus();
console.log(`${cpu?.model.trim()}; Node ${process.versions.node}; processor time of ${ROUNDS} rounds\n`);
console.log(table(Object.entries(USUAL).map(([name, evidence]) => taken(name, evidence))));
console.log("\nThe slowest of up to 64 kB, no secret given:\n");
console.log(table(slowest(nasty.map(([name, evidence]) => taken(name, withoutSecret(evidence))))));
console.log("\nThe slowest of up to 64 kB, with the secret:\n");
console.log(table(slowest(nasty.map(([name, evidence]) => taken(name, evidence)))));
