import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createSandbox, type Sandbox, startSandbox } from "@countersign/sandbox";
import { onTestFinished } from "vitest";
import { SECRETS, temporaryFolder } from "../../../../test/canary/support/suite.ts";
import { createKeyRing, type KeyRing } from "../../src/crypto/key-ring.ts";
import {
  type AccessTokens,
  type AccessTokensOptions,
  createAccessTokens,
} from "../../src/grants/access-tokens.ts";
import type { Grant, GrantKey, GrantStore } from "../../src/grants/grant.ts";
import type { GrantReport } from "../../src/grants/refreshing.ts";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";
import { openToken, sealTokens } from "../../src/grants/tokens.ts";
import { tokenEndpoint } from "../../src/zoom-api/token-endpoint.ts";
import { createZoomHttp } from "../../src/zoom-api/zoom-http.ts";

const GENERAL = {
  clientId: "general_App_Id",
  clientSecret: "vN4kT8wLq2Xz7Rm5Yc1Hd9Bs6Pj3Gf0E",
  kind: "general",
  accountId: "own",
  scopes: ["user:read:token"],
} as const;
const SERVER = { ...GENERAL, clientId: "server_App_Id", kind: "server-to-server" } as const;
export const ADA: GrantKey = { tenant: "default", app: GENERAL.clientId, kind: "user", user: "ada" };
export const ACCOUNT: GrantKey = { tenant: "default", app: SERVER.clientId, kind: "account", user: "own" };
export const REFRESH = "oauth/token/refresh_token";

/** One grant as it lies there, with its tokens opened and its times as what they mean. */
export interface Row extends Omit<Grant, "accessLeft" | "leaseLeft" | "leaseOwner" | "retryLeft"> {
  readonly accessLives: boolean;
  readonly leased: boolean;
  readonly mayTry: boolean;
}

export interface World {
  readonly sandbox: Sandbox;
  readonly store: GrantStore;
  readonly keys: KeyRing;
  readonly refresh: AccessTokensOptions["refresh"];
  /** SQL on the same file, as somebody else may run it. */
  readonly sql: (text: string, ...values: (number | string)[]) => readonly Record<string, unknown>[];
  readonly reports: GrantReport[];
  /** A process of its own, as far as the store can tell. */
  readonly tokens: (options?: Partial<AccessTokensOptions>) => AccessTokens;
  /** Ada consents; her tokens are the row's, the access token is used up. Gives the refresh token. */
  readonly consent: (accessLife?: number) => Promise<string>;
  readonly row: (key?: GrantKey) => Promise<Row | undefined>;
  /** Makes what was waited for be over. */
  readonly later: () => void;
}

/** The stand-in over HTTP, a SQLite file, and everything between the two. */
export async function world(deadline = 5000): Promise<World> {
  const users = [{ id: "ada", email: "ada@own.example", accountId: "own" }];
  const sandbox = SECRETS.of(
    createSandbox({ apps: [], meetings: [], api: { apps: [GENERAL, SERVER], users } }),
  );
  SECRETS.add("clientSecret", GENERAL.clientSecret);
  const { url, close } = await startSandbox({ sandbox, port: 0 });
  const folder = temporaryFolder("refresh");
  const file = join(folder.path, "grants.db");
  const store = await openSqliteGrants(file);
  const database = new DatabaseSync(file);
  const http = createZoomHttp({ urls: { oauth: url, api: url }, deadline, callsPerSecond: 10_000 });
  const keys = await createKeyRing([new Uint8Array(32).map((_, at) => at + 1)]);
  const reports: GrantReport[] = [];
  onTestFinished(async () => {
    http.close();
    await close();
    await store.close();
    database.close();
    folder.remove();
  });
  const refresh = tokenEndpoint({ http, secretOf: () => GENERAL.clientSecret });

  return {
    sandbox,
    store,
    keys,
    refresh,
    reports,
    sql: (text, ...values) => database.prepare(text).all(...values),
    tokens: (options = {}) =>
      createAccessTokens({
        store,
        keys,
        refresh,
        report: (report) => reports.push(report),
        ...options,
        times: { wait: 4000, poll: 5, retry: 60_000, ...options.times },
      }),
    async consent(accessLife = 0) {
      const { accessToken, refreshToken } = sandbox.zoom.grant({ clientId: GENERAL.clientId, userId: "ada" });
      const sealed = await sealTokens(keys, ADA, 1, { accessToken, refreshToken, life: 3600 });
      await store.authorize(ADA, 0, { ...sealed, accessLife });
      return refreshToken;
    },
    async row(key = ADA) {
      const grant = await store.read(key);
      if (!grant) return undefined;
      const { accessLeft, leaseLeft, leaseOwner, retryLeft, ...rest } = grant;
      const { generation } = rest;
      return {
        ...rest,
        refreshToken: await openToken(keys, key, "refresh-token", generation, rest.refreshToken),
        previousRefreshToken: await openToken(
          keys,
          key,
          "refresh-token",
          generation - 1,
          rest.previousRefreshToken,
        ),
        accessToken: await openToken(keys, key, "access-token", generation, rest.accessToken),
        accessLives: accessLeft > 0,
        leased: leaseOwner !== undefined && leaseLeft > 0,
        mayTry: retryLeft <= 0,
      };
    },
    later: () => void database.prepare("UPDATE countersign_grants SET retry_at = 0").all(),
  };
}
