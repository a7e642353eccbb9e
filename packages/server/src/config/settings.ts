import type { Environment } from "@countersign/core";
import { refuseToStart } from "../errors.ts";

/** Every variable of this server and its command. Another one under this prefix is a misspelt one of these. */
const OWN = [
  "COUNTERSIGN_ALLOW_NATIVE",
  "COUNTERSIGN_API_KEYS_FILE",
  "COUNTERSIGN_AUDIT_FILE",
  "COUNTERSIGN_AUDIT_KEYS_FILE",
  "COUNTERSIGN_CONFIG",
  "COUNTERSIGN_DEVELOPMENT",
  "COUNTERSIGN_MAX_ROLE",
  "COUNTERSIGN_MEETINGS",
  "COUNTERSIGN_MEETINGS_OF",
  "COUNTERSIGN_METRICS_HOST",
  "COUNTERSIGN_METRICS_PORT",
  "COUNTERSIGN_METRICS_TOKEN_FILE",
  "COUNTERSIGN_METRICS_WITH_APP",
  "COUNTERSIGN_PAGE",
] as const;

type Own = (typeof OWN)[number];

/** Read by the command, not here. */
const OF_THE_COMMAND = "COUNTERSIGN_DEBUG";

export function refuseUnknown(env: Environment): void {
  for (const name of Object.keys(env)) {
    if (!name.startsWith("COUNTERSIGN_") || name === OF_THE_COMMAND) continue;
    if (!(OWN as readonly string[]).includes(name)) {
      refuseToStart(
        "setting-unknown",
        name,
        `${name} is no setting of this server`,
        `The settings are ${OWN.join(", ")}.`,
      );
    }
  }
}

export function readHost(env: Environment): string {
  return env.HOST?.trim() || "127.0.0.1";
}

export function readPort(env: Environment): number {
  return env.PORT?.trim() ? readPortOf(env, "PORT") : 4000;
}

export function readPortOf(env: Environment, name: "COUNTERSIGN_METRICS_PORT" | "PORT"): number {
  const text = env[name]?.trim() ?? "";
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : bad(name, text, "it is a number from 0 to 65535");
}

export function readSwitch(env: Environment, name: Own): boolean {
  const text = env[name]?.trim() || "0";
  if (text === "1" || text === "true") return true;
  return text === "0" || text === "false" ? false : bad(name, text, "it is 1 or 0");
}

export function readMaxRole(env: Environment): 0 | 1 {
  const text = env.COUNTERSIGN_MAX_ROLE?.trim() || "0";
  if (text === "0") return 0;
  return text === "1" ? 1 : bad("COUNTERSIGN_MAX_ROLE", text, "it is 0, or 1 to sign for hosts");
}

export function readMeetingsOf(env: Environment): "other" | "own" | undefined {
  const text = env.COUNTERSIGN_MEETINGS_OF?.trim() || undefined;
  if (text === undefined || text === "own" || text === "other") return text;
  return bad("COUNTERSIGN_MEETINGS_OF", text, "it is own or other: whose meetings these are");
}

export function list(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function bad(name: string, text: string, allowed: string): never {
  return refuseToStart(
    "setting-invalid",
    name,
    `${name} is ${JSON.stringify(text.slice(0, 64))}; ${allowed}`,
    `Correct ${name}, or leave it out.`,
  );
}
