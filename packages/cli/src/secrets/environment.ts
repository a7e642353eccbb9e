import { join } from "node:path";
import { parseEnv } from "node:util";
import { CREDENTIAL_FAMILIES } from "@countersign/core";
import type { Io } from "../io.ts";

export interface Surroundings {
  /** The environment, and below it what a `.env` file in the working directory adds. */
  readonly env: Io["env"];
  /** Which of its variables stand in the `.env` file only. */
  readonly fromDotenv: ReadonlySet<string>;
}

const FILE_SUFFIX = /_(?:FROM_)?FILE$/;

/**
 * The environment, filled up from `.env`. The environment wins: over a variable of the same name, over its
 * `_FILE` twin, and, where it holds a whole key and secret, over every other pair in the file.
 */
export function surroundings(io: Io): Surroundings {
  const dotenv = readDotenv(io);
  const set = (name: string) => Boolean(io.env[name]);
  const setBases = new Set(
    Object.keys(io.env)
      .filter(set)
      .map((name) => name.replace(FILE_SUFFIX, "")),
  );
  const isWhole = CREDENTIAL_FAMILIES.some(({ key, secret }) => setBases.has(key) && setBases.has(secret));
  const credentialNames = new Set(CREDENTIAL_FAMILIES.flatMap(({ key, secret }) => [key, secret]));

  const added = Object.entries(dotenv).filter(([name]) => {
    const base = name.replace(FILE_SUFFIX, "");
    return !setBases.has(base) && !(isWhole && credentialNames.has(base));
  });
  return {
    env: { ...io.env, ...Object.fromEntries(added) },
    fromDotenv: new Set(added.map(([name]) => name)),
  };
}

function readDotenv(io: Io): Io["env"] {
  let text: string;
  try {
    text = io.readFile(join(io.cwd, ".env"));
  } catch {
    return {};
  }
  return parseEnv(text.replace(/^\ufeff/, ""));
}
