import { randomBytes } from "node:crypto";
import { type ApiKey, createApiKey, createRequestKey, type RequestKey } from "@countersign/server";

/** A secret of this run. With characters that addresses, JSON and shells write otherwise, where Zoom's may have them. */
function secretText(): string {
  return `${randomBytes(15).toString("base64url")}+/${randomBytes(9).toString("base64url")}`;
}

/** 32 random bytes as they stand in a file. */
function keyText(): string {
  return randomBytes(32).toString("base64");
}

/** Everything secret that the server is given, or that callers show it. None is used twice. */
export interface Canaries {
  readonly sdkSecret: string;
  readonly sdkSecretBefore: string;
  readonly accountSecret: string;
  readonly webhookSecret: string;
  readonly hookToken: string;
  readonly passcode: string;
  readonly registrantToken: string;
  /** Of the audit, of grants, of Redis. */
  readonly auditKey: string;
  readonly grantsKey: string;
  readonly redisKey: string;
  readonly requestKey: RequestKey;
  readonly apiKeys: Readonly<Record<ApiKeyName, { readonly key: string; readonly record: ApiKey }>>;
}

/** `host`: hosts, ZAKs, links for users. `program`: OBF tokens. `plain`: takes part. */
export type ApiKeyName = "host" | "plain" | "program";

export async function newCanaries(): Promise<Canaries> {
  // What their records name is nobody's; the rules of the policy say what they may have.
  const apiKey = (id: string, scopes: ApiKey["scopes"]) =>
    createApiKey({ id, meetings: ["999000111"], scopes });
  return {
    sdkSecret: secretText(),
    sdkSecretBefore: secretText(),
    accountSecret: secretText(),
    webhookSecret: secretText(),
    hookToken: secretText(),
    passcode: "Pq7Zx2Lm9R",
    registrantToken: secretText(),
    auditKey: keyText(),
    grantsKey: keyText(),
    redisKey: keyText(),
    requestKey: createRequestKey("booking"),
    apiKeys: {
      host: await apiKey("host", ["diagnose", "join:mint", "host:mint", "native:mint", "zak:read"]),
      plain: await apiKey("plain", ["diagnose", "join:mint"]),
      program: await apiKey("program", ["join:mint", "obf:read"]),
    },
  };
}

/** By name, as text. */
export function texts(canaries: Canaries): ReadonlyMap<string, string> {
  const { requestKey, apiKeys, ...rest } = canaries;
  return new Map([
    ...Object.entries(rest),
    ["requestKey", requestKey.secret] as const,
    ...Object.entries(apiKeys).map(([name, { key }]) => [`apiKey ${name}`, key] as const),
  ]);
}
