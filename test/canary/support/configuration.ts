import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Canaries } from "./canaries.ts";
import { ACCOUNT_CLIENT, ACCOUNT_ID, ADA, OTHER_MEETING, OWN_MEETING, SDK_KEY } from "./zoom.ts";

/** Where the server keeps what must not be lost, and what may be. */
export interface Places {
  readonly audit: "jsonl" | "postgres" | "sqlite";
  /** Its address; memory without one. */
  readonly redis?: string | undefined;
  /** Of the audit and of grants, where it is said to be there. */
  readonly postgres?: string | undefined;
}

export interface Around {
  readonly port: number;
  readonly zoomUrl: string;
  readonly issuerUrl: string;
  readonly places: Places;
}

/** Secrets of the environment; all others are in files. */
export function environmentOf({ hookToken, requestKey }: Canaries): Readonly<Record<string, string>> {
  return { HOOK_TOKEN: hookToken, REQUEST_KEY: requestKey.secret };
}

/** Writes each secret into a file of its own, as a team would: `secrets/` for them, `data/` for what the server keeps. */
export function writeSecrets(folder: string, canaries: Canaries): void {
  mkdirSync(join(folder, "secrets"));
  mkdirSync(join(folder, "data"));
  const { sdkSecret, sdkSecretBefore, accountSecret, webhookSecret, auditKey, grantsKey, redisKey } =
    canaries;
  const files = { sdkSecret, sdkSecretBefore, accountSecret, webhookSecret, auditKey, grantsKey, redisKey };
  for (const [name, text] of Object.entries(files)) writePrivate(join(folder, "secrets", name), `${text}\n`);
  const records = Object.values(canaries.apiKeys).map(({ record }) => record);
  writePrivate(join(folder, "secrets", "apiKeys.json"), JSON.stringify(records));
}

export function writePrivate(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o600);
}

const secret = (name: string) => ({ file: `secrets/${name}` });

/** Everything that a configuration can have, at once. */
export function configurationOf({ registrantToken: _, passcode }: Canaries, around: Around) {
  const { port, zoomUrl, issuerUrl, places } = around;
  const audit = places.audit === "postgres" ? places.postgres : `data/audit.${places.audit}`;
  const grants =
    places.postgres === undefined ? { sqlite: "data/grants.sqlite" } : { postgres: places.postgres };
  const web = { callers: ["key:host", "hmac:booking"], participant: "signed-in" };
  return {
    listen: { host: "127.0.0.1", port },
    app: { sdkKey: SDK_KEY, sdkSecret: [secret("sdkSecret"), secret("sdkSecretBefore")] },
    callers: {
      apiKeys: { file: "secrets/apiKeys.json" },
      signedRequests: [
        { id: "booking", secret: { env: "REQUEST_KEY" }, scopes: ["join:mint", "host:mint", "zak:read"] },
      ],
      oidc: [{ name: "school", issuer: issuerUrl, audience: "zoom-signatures", jwks: `${issuerUrl}/keys` }],
    },
    policy: [
      { claims: { meetings: ["zoom", "m"] } },
      {
        rules: [
          { ...web, meetings: [OWN_MEETING], maxRole: 1, zoomUser: ADA },
          { callers: ["key:host"], native: true },
          { callers: ["key:plain"], meetings: [OWN_MEETING], maxRole: 0, account: "own", passcode },
          {
            callers: ["key:program"],
            meetings: [OTHER_MEETING],
            maxRole: 0,
            account: "other",
            participant: "app",
            zoomUser: ADA,
          },
        ],
      },
      { hook: { url: `${zoomUrl}/nothing-here`, token: { env: "HOOK_TOKEN" } } },
    ],
    allowNative: true,
    corsOrigins: ["https://app.example.com"],
    limits: {
      address: false,
      person: false,
      server: false,
      meeting: false,
      hostsPerMinute: 1000,
      hostsPerHour: 1000,
    },
    state: {
      ...(places.redis !== undefined && {
        redis: { url: places.redis, keys: secret("redisKey") },
      }),
      audit: { [places.audit]: audit, keys: secret("auditKey") },
    },
    webhooks: { secrets: secret("webhookSecret") },
    metrics: { port: 0 },
    zoom: {
      account: { accountId: ACCOUNT_ID, clientId: ACCOUNT_CLIENT, clientSecret: secret("accountSecret") },
      users: true,
      grants: { ...grants, keys: secret("grantsKey") },
      redirectUri: `http://127.0.0.1:${port}/oauth/callback`,
      oauthUrl: zoomUrl,
      apiUrl: zoomUrl,
    },
  };
}
