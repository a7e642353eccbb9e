import {
  CountersignError,
  CREDENTIAL_FAMILIES,
  checkSdkSecret,
  credentialsFromEnv,
  type Environment,
} from "@countersign/core";
import type { Arguments, Flag } from "../command.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { surroundings } from "./environment.ts";
import { readSecretFile, readTextFile } from "./files.ts";
import { askSecret, askText, canAsk } from "./prompt.ts";
import { readStdin } from "./stdin.ts";

export interface SigningCredentials {
  readonly sdkKey: string;
  readonly sdkSecret: string;
  /** Where the secret was read, as a person would name it. */
  readonly secretFrom: string;
}

export interface NamedSecret {
  readonly secret: string;
  readonly from: string;
}

/** The flags by which `sign` is given credentials. */
export const CREDENTIAL_FLAGS: { readonly [name: string]: Flag } = {
  "sdk-key": { type: "string" },
  secret: { type: "string" },
  "secret-file": { type: "string" },
};

/** The key and the secret to sign with: from flags, else the environment and `.env`, else asked for. */
export async function signingCredentials(args: Arguments, io: Io): Promise<SigningCredentials> {
  const { env } = surroundings(io);
  const readFile = (path: string) => readTextFile(path, io);
  const key = args.text("sdk-key");
  const given = await givenSecrets(args, io);
  if (given.length > 1)
    throw new UsageError("more than one secret is given", "Give --secret or --secret-file.");
  const [secret] = given;

  if (secret) {
    const sdkKey = key ?? keyFromEnv(env, readFile) ?? (canAsk(io) ? await askKey(io) : undefined);
    if (sdkKey === undefined) {
      throw new UsageError("the secret has no key beside it", "Give --sdk-key, or set ZOOM_MEETING_SDK_KEY.");
    }
    return { sdkKey, sdkSecret: secret.secret, secretFrom: secret.from };
  }
  if (key !== undefined) {
    if (!canAsk(io)) {
      throw new UsageError(
        "--sdk-key is given, and no secret beside it",
        "Give --secret-file too: a key is never taken with a secret of another app.",
      );
    }
    return { sdkKey: key, sdkSecret: await askForSecret(io), secretFrom: "what was entered" };
  }

  try {
    const { sdkKey, sdkSecret, from, warnings } = credentialsFromEnv(env, { readFile });
    for (const warning of warnings) io.stderr.write(`warning: ${warning}\n`);
    return { sdkKey, sdkSecret, secretFrom: from.sdkSecret };
  } catch (error) {
    if (!isMissing(error) || !canAsk(io)) throw error;
  }
  const sdkKey = keyFromEnv(env, readFile) ?? (await askKey(io));
  return { sdkKey, sdkSecret: await askForSecret(io), secretFrom: "what was entered" };
}

/** The secrets to verify with, the one in use first. */
export async function verifyingSecrets(args: Arguments, io: Io): Promise<readonly NamedSecret[]> {
  const given = await givenSecrets(args, io);
  if (given.length > 0) {
    for (const { secret } of given) checkSdkSecret(secret);
    return given;
  }
  const { env } = surroundings(io);
  try {
    const found = credentialsFromEnv(env, { readFile: (path) => readTextFile(path, io) });
    for (const warning of found.warnings) io.stderr.write(`warning: ${warning}\n`);
    const current = { secret: found.sdkSecret, from: found.from.sdkSecret };
    return found.previousSecret === undefined
      ? [current]
      : [current, { secret: found.previousSecret, from: "ZOOM_MEETING_SDK_SECRET_PREVIOUS" }];
  } catch (error) {
    if (!isMissing(error) || !canAsk(io)) throw error;
  }
  return [{ secret: checkSdkSecret(await askForSecret(io)), from: "what was entered" }];
}

async function givenSecrets(args: Arguments, io: Io): Promise<readonly NamedSecret[]> {
  const given: NamedSecret[] = [];
  for (const secret of args.texts("secret")) {
    io.stderr.write(
      "warning: --secret leaves the secret in the shell's history and in the list of processes; use --secret-file\n",
    );
    given.push({ secret, from: "--secret" });
  }
  for (const path of args.texts("secret-file")) {
    given.push(
      path === "-"
        ? { secret: await readStdin(io), from: "standard input" }
        : { secret: readSecretFile(path, io), from: path },
    );
  }
  return given;
}

/** A key alone, for a secret that was given apart from it. */
function keyFromEnv(env: Environment, readFile: (path: string) => string): string | undefined {
  for (const { key } of CREDENTIAL_FAMILIES) {
    const file = env[`${key}_FILE`] ?? env[`${key}_FROM_FILE`];
    const value = env[key] ?? (file ? readFile(file).trim() : undefined);
    if (value) return value;
  }
  return undefined;
}

function isMissing(error: unknown): boolean {
  return (
    CountersignError.is(error) &&
    (error.code === "credentials-missing" || error.code === "credentials-incomplete")
  );
}

function askKey(io: Io): Promise<string> {
  return askText("SDK key (the app's client id)", io);
}

function askForSecret(io: Io): Promise<string> {
  return askSecret("SDK secret (the app's client secret; not shown)", io);
}
