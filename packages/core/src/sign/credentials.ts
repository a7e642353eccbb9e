import { refuse, shown } from "../errors.ts";
import { CREDENTIAL_FAMILIES, FILE_SUFFIXES, PREVIOUS_SECRET, publicPrefixOf } from "../zoom/environment.ts";
import { checkSdkKey, checkSdkSecret } from "./secret.ts";

export interface Credentials {
  /** The app's client id. */
  readonly sdkKey: string;
  /** The app's client secret. */
  readonly sdkSecret: string;
  /** A secret that Zoom still takes while it is being replaced; for verifying only. */
  readonly previousSecret?: string;
  /** The variables they came from, to be shown to an operator. */
  readonly from: { readonly sdkKey: string; readonly sdkSecret: string };
  /** What an operator should know: more than one family set, a Server-to-Server account beside them. */
  readonly warnings: readonly string[];
}

export type Environment = { readonly [name: string]: string | undefined };

export interface EnvironmentOptions {
  /** Reads a file that a `…_FILE` variable names. Without it such variables are refused. */
  readonly readFile?: (path: string) => string;
}

interface Found {
  readonly value: string;
  readonly variable: string;
}

interface Pair {
  readonly key: Found;
  readonly secret: Found;
}

/**
 * Reads the Meeting SDK's credentials out of environment variables. A key is never taken from one family of
 * names with a secret from another: `ZOOM_CLIENT_ID` is another app's in many deployments.
 *
 * @throws CountersignError `credentials-missing`, `credentials-incomplete`, `secret-is-public`,
 *   `sdk-key-invalid` or `sdk-secret-invalid`
 */
export function credentialsFromEnv(env: Environment, options: EnvironmentOptions = {}): Credentials {
  refusePublicSecrets(env);
  const complete: Pair[] = [];
  for (const family of CREDENTIAL_FAMILIES) {
    const key = lookUp(env, family.key, options);
    const secret = lookUp(env, family.secret, options);
    if (key && secret) complete.push({ key, secret });
    else if (complete.length === 0) {
      if (key) refuseHalf(key, "sdkSecret", family.secret);
      if (secret) refuseHalf(secret, "sdkKey", family.key);
    }
  }
  const [first, ...others] = complete;
  if (!first) {
    return refuse(
      "credentials-missing",
      "sdkKey",
      "no Zoom credentials in the environment",
      "Set ZOOM_MEETING_SDK_KEY and ZOOM_MEETING_SDK_SECRET to the client id and client secret of your Zoom app.",
    );
  }

  const previous = lookUp(env, PREVIOUS_SECRET, options);
  return {
    sdkKey: checkSdkKey(first.key.value),
    sdkSecret: checkSdkSecret(first.secret.value),
    ...(previous && { previousSecret: checkSdkSecret(previous.value) }),
    from: { sdkKey: first.key.variable, sdkSecret: first.secret.variable },
    warnings: [...differingFamilies(first, others), ...serverToServer(env, first)],
  };
}

function lookUp(env: Environment, name: string, { readFile }: EnvironmentOptions): Found | undefined {
  const plain = env[name];
  const files = FILE_SUFFIXES.map((suffix) => name + suffix).filter((variable) => env[variable]);
  const [file] = files;
  if (file === undefined) return plain ? { value: plain, variable: name } : undefined;
  if (plain || files.length > 1) {
    return refuse(
      "credentials-incomplete",
      name,
      `${plain ? name : files[1]} and ${file} are both set`,
      "Set one of them: with two, which one is used would be a guess.",
    );
  }
  if (!readFile) {
    return refuse(
      "credentials-incomplete",
      name,
      `${file} names a file, and files are not read here`,
      `Set ${name} itself.`,
    );
  }
  // One final line break belongs to the file and not to the secret: every editor writes it.
  return { value: contentOf(file, env[file] as string, readFile).replace(/\r?\n$/, ""), variable: file };
}

function contentOf(variable: string, path: string, readFile: (path: string) => string): string {
  try {
    return readFile(path);
  } catch {
    return refuse(
      "credentials-missing",
      variable,
      `the file that ${variable} names cannot be read: ${shown(path)}`,
      "Check that the file is there and that this process may read it.",
    );
  }
}

function refuseHalf(found: Found, field: "sdkKey" | "sdkSecret", missing: string): never {
  return refuse(
    "credentials-incomplete",
    field,
    `${found.variable} is set, but ${missing} is not`,
    `Set ${missing} too, or remove ${found.variable}: a key is never taken with a secret of another name.`,
  );
}

function refusePublicSecrets(env: Environment): void {
  for (const [name, value] of Object.entries(env)) {
    if (value && publicPrefixOf(name) && /ZOOM.*SECRET|SDK_SECRET/.test(name)) checkSdkSecret(value, name);
  }
}

function differingFamilies(used: Pair, others: readonly Pair[]): string[] {
  return others.flatMap((other) => {
    if (other.key.value !== used.key.value) {
      return [`${used.key.variable} is used; ${other.key.variable} holds another key and is left alone`];
    }
    return other.secret.value === used.secret.value
      ? []
      : [
          `${used.secret.variable} is used; ${other.secret.variable} holds another secret of the same key and is left alone`,
        ];
  });
}

function serverToServer(env: Environment, used: Pair): string[] {
  return env.ZOOM_ACCOUNT_ID && used.key.variable.startsWith("ZOOM_CLIENT_ID")
    ? [
        "ZOOM_ACCOUNT_ID is set beside ZOOM_CLIENT_ID: if these belong to a Server-to-Server app, Zoom refuses what they sign; set ZOOM_MEETING_SDK_KEY and ZOOM_MEETING_SDK_SECRET",
      ]
    : [];
}
