import { createSandbox, type Sandbox, startSandbox } from "@countersign/sandbox";
import { onTestFinished } from "vitest";
import { ZoomUnavailable } from "../../src/companion/companion.ts";
import {
  type Companion,
  type CompanionTokensOptions,
  createCompanionTokens,
} from "../../src/companion/create.ts";
import { createKeyRing } from "../../src/crypto/key-ring.ts";
import { type AccessTokens, createAccessTokens } from "../../src/grants/access-tokens.ts";
import type { GrantKey, GrantStore } from "../../src/grants/grant.ts";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";
import { openToken, sealTokens } from "../../src/grants/tokens.ts";
import { memoryValues } from "../../src/state/memory/values.ts";
import { tokenEndpoint } from "../../src/zoom-api/token-endpoint.ts";
import { createZoomHttp } from "../../src/zoom-api/zoom-http.ts";

export const GENERAL = {
  clientId: "general_App_Id",
  clientSecret: "general_App_Secret_0123456789",
  kind: "general",
  accountId: "own",
  scopes: ["user:read:token"],
} as const;
export const SERVER = {
  ...GENERAL,
  clientId: "server_App_Id",
  kind: "server-to-server",
  scopes: ["user:read:token:admin", "meeting:read:meeting:admin"],
} as const;

export const MEETING = "87654321098";
/** Of another account, so Zoom shows the own one nothing of it. */
export const OTHERS_MEETING = "81234567890";
export const NOW = 1_795_000_000;

export const ACCOUNT = { account: { clientId: SERVER.clientId, accountId: "own" } } as const;
export const USERS = { users: { clientId: GENERAL.clientId } } as const;

const ADA: GrantKey = { tenant: "default", app: GENERAL.clientId, kind: "user", user: "ada" };
const OWN: GrantKey = { tenant: "default", app: SERVER.clientId, kind: "account", user: "own" };

export interface World {
  readonly sandbox: Sandbox;
  readonly store: GrantStore;
  readonly companion: (options?: Partial<CompanionTokensOptions>) => Companion;
  /** The user consents, and the grant is kept as the callback would keep it. */
  readonly consent: (user: string, scopes?: readonly string[]) => Promise<void>;
  readonly pass: (seconds: number) => void;
  /** Access tokens of another process, which has read the store and keeps what it read. */
  readonly elsewhere: () => Promise<AccessTokens>;
  /** Everything that no error may hold. */
  readonly secrets: () => Promise<readonly string[]>;
}

export interface WorldOptions {
  readonly scopes?: readonly string[];
  /** Of one request, in milliseconds. */
  readonly deadline?: number;
}

/** The stand-in over HTTP, grants in memory, and clocks that stand until they are moved. */
export async function world({ scopes = SERVER.scopes, deadline = 5000 }: WorldOptions = {}): Promise<World> {
  let time = 0;
  const sandbox = createSandbox({
    apps: [],
    now: () => NOW + time,
    meetings: [
      { meetingNumber: MEETING, hostId: "ada", alternativeHostIds: ["bob"], passcode: "314159" },
      { meetingNumber: OTHERS_MEETING, hostId: "eve" },
    ],
    api: {
      apps: [GENERAL, { ...SERVER, scopes }],
      users: [
        { id: "owner", email: "owner@own.example", accountId: "own" },
        { id: "ada", email: "ada@own.example", accountId: "own" },
        { id: "bob", email: "bob@own.example", accountId: "own" },
        { id: "eve", email: "eve@other.example", accountId: "other" },
      ],
    },
  });
  const { url, close } = await startSandbox({ sandbox, port: 0 });
  const store = await openSqliteGrants(":memory:");
  const http = createZoomHttp({ urls: { oauth: url, api: url }, deadline, callsPerSecond: 10_000 });
  const keys = await createKeyRing([new Uint8Array(32).map((_, at) => at + 1)]);
  const accessTokens = createAccessTokens({
    store,
    keys,
    refresh: tokenEndpoint({ http, secretOf: () => GENERAL.clientSecret }),
    times: { wait: 4000, poll: 5 },
  });
  onTestFinished(async () => {
    await accessTokens.settled();
    http.close();
    await close();
    await store.close();
  });

  return {
    sandbox,
    store,
    companion: (options = {}) =>
      createCompanionTokens({
        http,
        accessTokens,
        apps: { default: { ...ACCOUNT, ...USERS } },
        now: () => NOW + time,
        clock: () => time * 1000,
        ...options,
      }),
    async consent(user, given = GENERAL.scopes) {
      const { clientId } = GENERAL;
      const issued = sandbox.zoom.grant({ clientId, userId: user, scopes: given });
      const key: GrantKey = { tenant: "default", app: clientId, kind: "user", user };
      const before = (await store.read(key))?.generation ?? 0;
      const { accessToken, refreshToken, expiresIn: life } = issued;
      await store.authorize(
        key,
        before,
        await sealTokens(keys, key, before + 1, { accessToken, refreshToken, life }),
      );
    },
    /** Moves both clocks. */
    pass: (seconds) => {
      time += seconds;
    },
    async elsewhere() {
      const values = memoryValues();
      const refresh = () => Promise.reject(new TypeError("somebody else refreshes"));
      const tokens = createAccessTokens({ store, keys, refresh, cache: values });
      for (const key of [ADA, OWN]) await tokens.get(key).catch(() => undefined);
      return tokens;
    },
    async secrets() {
      const tokens = await Promise.all(
        [ADA, OWN].map(async (key) => {
          const { generation = 0, accessToken, refreshToken } = (await store.read(key)) ?? {};
          return [
            await openToken(keys, key, "access-token", generation, accessToken),
            await openToken(keys, key, "refresh-token", generation, refreshToken),
          ];
        }),
      );
      const companions = sandbox.zoom.companions().map(({ token }) => token);
      return [...tokens.flat(), ...companions, GENERAL.clientSecret].filter((one) => one !== undefined);
    },
  };
}

/** What a call comes to: its value, or the three parts of why there is none. */
export async function told(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    if (!ZoomUnavailable.is(error)) throw error;
    return [error.code, error.message, error.retryAfter];
  }
}
