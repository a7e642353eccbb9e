// What `npm run test:long` runs: what takes too long for each change. What measures comes first, and nothing else runs
// beside it. `npm run test:long -- join faults` runs these steps alone.
import { ensureChromium } from "./chromium.ts";
import { ensureServers } from "./programs.ts";
import { runSteps, type Step, vitest } from "./steps.ts";

const STEPS: readonly Step[] = [
  { name: "build", command: ["npm", "run", "--silent", "build"] },
  { ...vitest("reliability", "system", "test/reliability"), before: ensureServers },
  { ...vitest("join", "browser", "test/join"), before: () => ({ CHROMIUM_PATH: ensureChromium() }) },
  vitest("faults", "system", "test/faults"),
  vitest("hostile", "system", "test/hostile"),
  vitest("diagnose", "unit", "packages/core/test/diagnose/large"),
];

const wanted = process.argv.slice(2);
const names = STEPS.map(({ name }) => name);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(", ")}. The steps are ${names.join(", ")}.`);
  process.exitCode = 2;
} else {
  const steps = wanted.length > 0 ? STEPS.filter(({ name }) => wanted.includes(name)) : STEPS;
  process.exitCode = (await runSteps(steps, { COUNTERSIGN_LONG: "1" })) ? 0 : 1;
}
