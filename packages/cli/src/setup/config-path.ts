import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";

const NAMES = ["countersign.config.ts", "countersign.config.js", "countersign.config.json"];

/** The file that `--config` or `COUNTERSIGN_CONFIG` names, seen from the working directory; neither: nothing. */
export function namedConfig(flag: string | undefined, env: Io["env"], cwd: string): string | undefined {
  const name = flag ?? env.COUNTERSIGN_CONFIG;
  return name ? resolve(cwd, name) : undefined;
}

/** The same, or the one that lies in the working directory. */
export function foundConfig(flag: string | undefined, env: Io["env"], cwd: string): string {
  const named = namedConfig(flag, env, cwd);
  if (named !== undefined) return named;
  const [first, second] = NAMES.filter((name) => existsSync(resolve(cwd, name)));
  if (first === undefined) {
    throw new UsageError(
      "there is no configuration here",
      "countersign init writes one; --config names one that lies elsewhere.",
    );
  }
  if (second !== undefined) {
    throw new UsageError(`${first} and ${second} are both here`, "Say which with --config.");
  }
  return resolve(cwd, first);
}

/** What else says who may have signatures. */
const BESIDE = [
  "COUNTERSIGN_ALLOW_NATIVE",
  "COUNTERSIGN_API_KEYS_FILE",
  "COUNTERSIGN_AUDIT_FILE",
  "COUNTERSIGN_AUDIT_KEYS_FILE",
  "COUNTERSIGN_DEVELOPMENT",
  "COUNTERSIGN_MAX_ROLE",
  "COUNTERSIGN_MEETINGS",
  "COUNTERSIGN_MEETINGS_OF",
  "COUNTERSIGN_METRICS_HOST",
  "COUNTERSIGN_METRICS_PORT",
  "COUNTERSIGN_METRICS_TOKEN_FILE",
  "COUNTERSIGN_METRICS_WITH_APP",
  "CORS_ALLOW_ORIGIN",
];

/** Two places that say who may have signatures: which of them counts would be a guess. */
export function refuseBeside(env: Io["env"]): void {
  const name = BESIDE.find((one) => env[one]);
  if (name === undefined) return;
  throw new UsageError(
    `${name} is set, and a configuration file says the same`,
    "Unset it, or leave --config (COUNTERSIGN_CONFIG) out.",
  );
}
