// What `npm test` runs: everything, in the order in which a mistake is cheapest to find.
import { ensureChromium } from "./chromium.ts";
import { ensureServers } from "./programs.ts";
import { runSteps, type Step, vitest } from "./steps.ts";

const withChromium: Pick<Step, "before"> = { before: () => ({ CHROMIUM_PATH: ensureChromium() }) };

const passed = await runSteps([
  { name: "build", command: ["npm", "run", "--silent", "build"] },
  { name: "check", command: ["npm", "run", "--silent", "check"] },
  { ...vitest("unit", "unit"), before: ensureServers },
  vitest("system", "system"),
  vitest("pack", "pack"),
  { name: "runtimes", command: ["node", "test/conformance/run.ts", "--check"], ...withChromium },
  { ...vitest("browser", "browser"), ...withChromium },
]);
process.exitCode = passed ? 0 : 1;
