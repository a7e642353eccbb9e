// Run as a process of its own: refreshes one grant each time it is told to, with callers of its own at once.
// Says as one message which tokens they got: no token, but a hash of it.
import { createHash } from "node:crypto";
import { createKeyRing } from "../../packages/server/src/crypto/key-ring.ts";
import { createAccessTokens, type GrantTimes } from "../../packages/server/src/grants/access-tokens.ts";
import type { GrantKey } from "../../packages/server/src/grants/grant.ts";
import { openPostgresGrants } from "../../packages/server/src/grants/postgres.ts";
import { openSqliteGrants } from "../../packages/server/src/grants/sqlite.ts";
import { tokenEndpoint } from "../../packages/server/src/zoom-api/token-endpoint.ts";
import { createZoomHttp } from "../../packages/server/src/zoom-api/zoom-http.ts";

export interface Work {
  readonly zoom: string;
  /** A file of SQLite, or the address of a Postgres. */
  readonly where: string;
  readonly key: GrantKey;
  readonly secret: string;
  readonly callers: number;
  readonly times?: Partial<GrantTimes>;
}

/** What one caller got: generation and hash of the token, or the error. */
export type Got = readonly [generation: number, hash: string] | string;

const { zoom, where, key, secret, callers, times } = JSON.parse(process.argv[2] ?? "{}") as Work;
const store = await (where.startsWith("postgres:") ? openPostgresGrants(where) : openSqliteGrants(where));
const http = createZoomHttp({ urls: { oauth: zoom, api: zoom }, callsPerSecond: 100_000 });
const tokens = createAccessTokens({
  store,
  keys: await createKeyRing([new Uint8Array(32).map((_, at) => at + 1)]),
  refresh: tokenEndpoint({ http, secretOf: () => secret }),
  times: { poll: 4, ...times },
});

/** @param rejected The generation whose token Zoom is said to have refused. */
async function got(rejected: number): Promise<Got> {
  try {
    const { token, generation } = await tokens.get(key, rejected);
    return [generation, createHash("sha256").update(token).digest("hex")];
  } catch (error) {
    return String(error);
  }
}

process.on("message", async (rejected: number) => {
  process.send?.(await Promise.all(Array.from({ length: callers }, () => got(rejected))));
});
process.on("disconnect", async () => {
  await tokens.settled();
  http.close();
  await store.close();
});
process.send?.("ready");
