// Run as a process of its own, to be killed: wants a token of a later generation again and again, until its parent
// lets go of it. Says who it is before it takes a lease, and which leases it got before it asks Zoom.
import { setTimeout as pause } from "node:timers/promises";
import { ZoomUnavailable } from "../../packages/server/src/companion/companion.ts";
import { createKeyRing } from "../../packages/server/src/crypto/key-ring.ts";
import { createAccessTokens } from "../../packages/server/src/grants/access-tokens.ts";
import type { GrantKey, GrantState, GrantStore } from "../../packages/server/src/grants/grant.ts";
import { openPostgresGrants } from "../../packages/server/src/grants/postgres.ts";
import { openSqliteGrants } from "../../packages/server/src/grants/sqlite.ts";
import { tokenEndpoint } from "../../packages/server/src/zoom-api/token-endpoint.ts";
import { createZoomHttp } from "../../packages/server/src/zoom-api/zoom-http.ts";

export interface KillWork {
  readonly zoom: string;
  /** A file of SQLite, or the address of a Postgres. */
  readonly where: string;
  readonly key: GrantKey;
  readonly secret: string;
}

export type Said =
  | { readonly kind: "ready" }
  /** The name that stands in the leases it takes. */
  | { readonly kind: "owner"; readonly owner: string }
  | {
      readonly kind: "leased";
      readonly generation: number;
      readonly tries: number;
      readonly state: GrantState;
    }
  | { readonly kind: "error"; readonly error: string };

const { zoom, where, key, secret } = JSON.parse(process.argv[2] ?? "{}") as KillWork;
const store = await (where.startsWith("postgres:") ? openPostgresGrants(where) : openSqliteGrants(where));
let named = false;
const watched: GrantStore = {
  ...store,
  async lease(of, expected, owner, milliseconds) {
    if (!named) await say({ kind: "owner", owner });
    named = true;
    const leased = await store.lease(of, expected, owner, milliseconds);
    if (leased) {
      const { generation, tries, state } = leased;
      await say({ kind: "leased", generation, tries, state });
    }
    return leased;
  },
};
const http = createZoomHttp({ urls: { oauth: zoom, api: zoom }, callsPerSecond: 100_000 });
const tokens = createAccessTokens({
  store: watched,
  keys: await createKeyRing([new Uint8Array(32).map((_, at) => at + 1)]),
  refresh: tokenEndpoint({ http, secretOf: () => secret }),
  times: { poll: 8 },
});

/** Resolves when it is written: what a process that is killed has said before is not lost. */
function say(said: Said): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(said, () => resolve());
    else resolve();
  });
}

let on = true;
process.on("message", () => {
  on = false;
});
await say({ kind: "ready" });
// A token that Zoom refused has to be replaced as one that ran out has.
let rejected = 0;
while (on && process.connected) {
  try {
    ({ generation: rejected } = await tokens.get(key, rejected));
  } catch (error) {
    // Somebody has to authorize the app again, and will.
    if (!ZoomUnavailable.is(error) || error.code !== "zoom-grant-needs-reauthorization") {
      await say({ kind: "error", error: String(error) });
    }
  }
  await pause(10 + 30 * Math.random());
}
await tokens.settled();
http.close();
await store.close();
if (process.connected) process.disconnect();
