import { createApiKey } from "@countersign/server";
import type { Answers } from "./answers.ts";

/** What `init` writes, by paths seen from the configuration's folder. */
export interface FirstFiles {
  readonly files: ReadonlyMap<string, string>;
  /** The key of the first caller, to be shown once. */
  readonly apiKey: string | undefined;
}

const SECRET_FILE = "secrets/sdk-secret";
const AUDIT_KEYS_FILE = "secrets/audit-keys";
const API_KEYS_FILE = "secrets/api-keys.json";

/** @param name Of the configuration itself. */
export async function firstFiles(answers: Answers, name: string): Promise<FirstFiles> {
  const { sdkKey, sdkSecret, callers, meetings, maxRole, corsOrigins } = answers;
  const files = new Map<string, string>([
    [SECRET_FILE, `${sdkSecret}\n`],
    // Whatever the folder's own .gitignore says: what is in here goes into no repository.
    ["secrets/.gitignore", "*\n"],
  ]);
  let apiKey: string | undefined;
  if (callers.kind === "api-key") {
    const made = await createApiKey({ id: callers.id, meetings, maxRole });
    apiKey = made.key;
    files.set(API_KEYS_FILE, `${JSON.stringify([made.record], null, 2)}\n`);
  }
  const hosts = maxRole === 1 || callers.kind === "oidc";
  const audited = hosts && callers.kind !== "development";
  if (audited) files.set(AUDIT_KEYS_FILE, `${randomKey()}\n`);
  const config = {
    listen: { host: "127.0.0.1", port: 4000 },
    app: { sdkKey, sdkSecret: { file: SECRET_FILE } },
    callers: callersOf(answers),
    ...(callers.kind === "oidc" && { policy: policyOf(answers) }),
    ...(corsOrigins.length > 0 && { corsOrigins }),
    ...(audited && { state: { audit: { sqlite: "audit.sqlite", keys: { file: AUDIT_KEYS_FILE } } } }),
  };
  files.set(name, `${JSON.stringify(config, null, 2)}\n`);
  return { files, apiKey };
}

function callersOf({ callers, meetings, maxRole }: Answers): object {
  switch (callers.kind) {
    case "api-key":
      return { apiKeys: { file: API_KEYS_FILE } };
    case "development":
      return { development: { meetings, maxRole } };
    case "oidc": {
      const { issuer, audience, jwks } = callers;
      const scopes = ["join:mint", "diagnose", ...(maxRole === 1 ? ["host:mint"] : [])];
      return { oidc: [{ issuer, audience, jwks, scopes }] };
    }
  }
}

/** Named meetings for all whom the issuer knows; else what each one's token names. */
function policyOf({ meetings, maxRole }: Answers): object[] {
  return meetings.length > 0 ? [{ rules: [{ callers: "any", meetings, maxRole }] }] : [{ claims: {} }];
}

function randomKey(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64");
}
