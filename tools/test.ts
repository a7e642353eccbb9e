// What `npm test` runs: everything, in the order in which a mistake is cheapest to find. It goes on after a
// failure, so that one run tells all.
import { spawnSync } from "node:child_process";
import { delimiter, resolve } from "node:path";
import { ensureChromium } from "./chromium.ts";

interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly before?: () => Readonly<Record<string, string>>;
}

const vitest = (project: string): Step["command"] => ["vitest", "run", "--project", project];

const STEPS: readonly Step[] = [
  { name: "build", command: ["npm", "run", "--silent", "build"] },
  { name: "check", command: ["npm", "run", "--silent", "check"] },
  { name: "unit", command: vitest("unit") },
  { name: "pack", command: vitest("pack") },
  { name: "browser", command: vitest("browser"), before: () => ({ CHROMIUM_PATH: ensureChromium() }) },
];

// The workspace's own tools first, its Node 24 among them, also when this is not started by npm.
const PATH = [resolve("node_modules/.bin"), process.env.PATH].join(delimiter);

const results = STEPS.map((step) => {
  console.log(`\n== ${step.name}: ${step.command.join(" ")}`);
  const started = performance.now();
  const ok = passes(step);
  return { name: step.name, ok, seconds: Math.round((performance.now() - started) / 1000) };
});

console.log(`\n== summary (Node ${process.versions.node})`);
for (const { name, ok, seconds } of results) {
  console.log(`${ok ? "passed" : "FAILED"}  ${name.padEnd(8)} ${seconds} s`);
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;

function passes({ command: [program, ...args], before }: Step): boolean {
  try {
    const env = { ...process.env, PATH, ...before?.() };
    return spawnSync(program, args, { stdio: "inherit", env }).status === 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}
