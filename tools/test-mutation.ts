// What `npm run test:mutation` runs: Stryker over the areas of test/mutation/areas.ts, or those that are named. Files
// named as well, by the end of their path, are mutated alone: their survivors are listed, and nothing is recorded.
//   npm run test:mutation -- verify --concurrency 2
//   npm run test:mutation -- sign sign/secret.ts
import { globSync } from "node:fs";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { AREA_IDS, AREAS, type AreaId, isAreaId, LEAST_SCORE } from "../test/mutation/areas.ts";
import { type Mutant, resultOf, textsOf } from "../test/mutation/count.ts";
import { ROOT, record } from "../test/mutation/results.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: "string", default: "1" } },
});
const endings = positionals.filter((text) => text.endsWith(".ts"));
const named = positionals.filter((text) => !endings.includes(text));
const unknown = named.filter((text) => !isAreaId(text));

process.chdir(ROOT);
if (unknown.length > 0) {
  console.error(`There is no area ${unknown.join(", ")}. The areas are ${AREA_IDS.join(", ")}.`);
  process.exitCode = 2;
} else {
  for (const id of named.length > 0 ? named.filter(isAreaId) : AREA_IDS) await runArea(id);
}

async function runArea(id: AreaId): Promise<void> {
  const sources = globSync([...AREAS[id].sources]).sort();
  const wanted = sources.filter((file) => endings.length === 0 || endings.some((end) => file.endsWith(end)));
  if (wanted.length === 0) {
    console.error(`No source of ${id} ends in ${endings.join(", ")}.`);
    process.exitCode = 2;
    return;
  }
  const began = performance.now();
  const texts = textsOf(wanted);
  const mutants = await mutate(id, wanted);
  const result = resultOf(mutants, texts, Math.round((performance.now() - began) / 1000));
  for (const { file, line, column, original, replacement, covered } of result.survivors) {
    console.log(
      `${file}:${line}:${column} ${covered ? "survived" : "not covered"}\n- ${original}\n+ ${replacement}`,
    );
  }
  console.log(`${id}: ${result.score} %`, result.total);
  if (endings.length === 0) record(id, result);
  if (result.score < LEAST_SCORE) process.exitCode = 1;
}

function mutate(id: AreaId, files: readonly string[]): Promise<Mutant[]> {
  // The workers read it, in test/mutation/vitest.config.ts.
  process.env.COUNTERSIGN_MUTATION_AREA = id;
  return new Stryker({
    mutate: [...files],
    plugins: ["@stryker-mutator/vitest-runner"],
    testRunner: "vitest",
    vitest: { configFile: "test/mutation/vitest.config.ts", related: false },
    coverageAnalysis: "perTest",
    concurrency: Number(values.concurrency),
    reporters: ["progress-append-only"],
    allowConsoleColors: false,
    // There is no checker, and types are not looked at: neither these comments nor a tsconfig has to be rewritten.
    disableTypeChecks: false,
    tsconfigFile: "none",
    // Tests of builds and browsers are not asked. Left out, so that no other run finds them in the copy.
    ignorePatterns: ["dist", "examples", "screenshots", "*.pack.test.ts", "*.browser.test.ts"],
    cleanTempDir: "always",
    // A loop without end is found by how often it comes by; this is for one that does not, on a machine with other work.
    timeoutMS: 30_000,
    dryRunTimeoutMinutes: 30,
  }).runMutationTest();
}
