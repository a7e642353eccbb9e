// One grant, four processes that refresh it, and one after the other of them is killed. What Zoom has answered and
// nobody has saved is lost; the test shows that nothing else is, and that a loss is seen and keeps what was stored.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { createSandbox, startSandbox } from "@countersign/sandbox";
import { Client } from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { createKeyRing } from "../../packages/server/src/crypto/key-ring.ts";
import type { GrantKey } from "../../packages/server/src/grants/grant.ts";
import { openPostgresGrants } from "../../packages/server/src/grants/postgres.ts";
import { openSqliteGrants } from "../../packages/server/src/grants/sqlite.ts";
import { openToken, sealTokens } from "../../packages/server/src/grants/tokens.ts";
import { SECRETS, temporaryFolder } from "../canary/support/suite.ts";
import { recording } from "../support/recording.ts";
import { postgresMissing, startPostgres } from "./support/postgres.ts";
import { type Killed, type Killing, killWhileRefreshing, type Loss } from "./support/refresh-kills.ts";
import { createRefreshers, type Lease } from "./support/refreshers.ts";

const LONG = process.env.COUNTERSIGN_LONG === "1";
const KILLS = LONG ? 200 : 6;
const LIMIT = { timeout: LONG ? 900_000 : 120_000 };
/** Moments and victims are the same with the same seed; what the processes were just doing is not. */
const SEED = Number(process.env.COUNTERSIGN_SEED ?? Math.floor(Math.random() * 2 ** 31));

const APP = {
  clientId: "general_App_Id",
  clientSecret: "vN4kT8wLq2Xz7Rm5Yc1Hd9Bs6Pj3Gf0E",
  kind: "general",
  accountId: "own",
  scopes: ["user:read:token"],
} as const;
const KEY: GrantKey = { tenant: "default", app: APP.clientId, kind: "user", user: "ada" };
const REFRESH = "oauth/token/refresh_token";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const total = recording("kills");

type Database = Pick<Killing, "settled" | "lapse"> & { readonly whereOf: (name: string) => string };

async function run({ whereOf, settled, lapse }: Database, name: string): Promise<void> {
  const users = [{ id: "ada", email: "ada@own.example", accountId: "own" }];
  const sandbox = SECRETS.of(createSandbox({ apps: [], meetings: [], api: { apps: [APP], users } }));
  SECRETS.add("clientSecret", APP.clientSecret);
  const { url, close } = await startSandbox({ sandbox, port: 0 });
  cleanUps.push(close);
  const where = whereOf("test");
  const store = await (where.startsWith("postgres:") ? openPostgresGrants(where) : openSqliteGrants(where));
  cleanUps.push(() => store.close());
  const keys = await createKeyRing([new Uint8Array(32).map((_, at) => at + 1)]);
  const { accessToken, refreshToken } = sandbox.zoom.grant({ clientId: APP.clientId, userId: "ada" });
  await store.authorize(KEY, 0, await sealTokens(keys, KEY, 1, { accessToken, refreshToken, life: 3600 }));
  const refreshers = createRefreshers((of) => ({
    zoom: url,
    where: whereOf(of),
    key: KEY,
    secret: APP.clientSecret,
  }));
  cleanUps.push(() => refreshers.end());
  const stop = new AbortController();
  cleanUps.push(() => stop.abort());

  const { killed, losses } = await killWhileRefreshing({
    ...{ sandbox, store, keys, refreshers, settled, lapse },
    ...{ key: KEY, kills: KILLS, random: randomOf(SEED), signal: stop.signal },
  });

  const { received, done } = sandbox.zoom.calls(REFRESH);
  const row = await store.read(KEY);
  const generation = row?.generation ?? 0;
  console.log(summary(name, killed, losses, done));

  expect(killed.length).toBe(KILLS);
  expect(refreshers.errors).toEqual([]);
  // Each loss is that of one process killed between Zoom's answer and the save, and no such kill is without its loss.
  const between = killed.filter(({ explanation }) => explanation === "between Zoom's answer and the save");
  expect(losses).toEqual(between.map((one) => ({ generation: one.generation, reason: "invalid-grant" })));
  expect(losses.length).toBeGreaterThan(0);
  // One refresh a generation, and each one is saved, or one of the losses.
  expect(done).toBe(generation - 1);
  // Zoom refused only what was lost: once, and where the process that heard it was killed as well, once more.
  const again = killed.filter(({ explanation }) => explanation === "while a lost token was tried again");
  expect(received - done).toBeGreaterThanOrEqual(losses.length);
  expect(received - done).toBeLessThanOrEqual(losses.length + again.length);
  // Nobody took a lease twice but after a kill of who had it, and then the row was uncertain.
  expect(leasesOf(refreshers.leases, killed)).toEqual([]);
  // What is stored in the end is what Zoom takes.
  const kept = await openToken(keys, KEY, "refresh-token", generation, row?.refreshToken);
  const now = sandbox.zoom.grantNow({ clientId: APP.clientId, userId: "ada" });
  expect([row?.state, row?.tries, row?.leaseOwner]).toEqual(["active", 0, undefined]);
  expect([now?.live, now?.refreshToken === kept]).toEqual([true, true]);
  total.add(
    { refreshes: done, refreshesLost: 0 },
    {
      "processes killed": killed.length,
      "tokens that ended with a process killed between Zoom's answer and the save": losses.length,
    },
  );
}

/** What is wrong with the leases. */
function leasesOf(leases: readonly Lease[], killed: readonly Killed[]): string[] {
  const wrong = leases
    .filter(({ state, tries }) => state !== (tries === 1 ? "active" : "uncertain"))
    .map(({ generation, tries, state }) => `generation ${generation} was ${state} at try ${tries}`);
  const tries = new Map<number, number>();
  for (const lease of leases) {
    tries.set(lease.generation, Math.max(tries.get(lease.generation) ?? 0, lease.tries));
  }
  for (const [generation, count] of tries) {
    const kills = killed.filter((one) => one.generation === generation).length;
    if (count !== kills + 1)
      wrong.push(`generation ${generation} was leased ${count} times with ${kills} kills`);
  }
  return wrong;
}

function summary(
  name: string,
  killed: readonly Killed[],
  losses: readonly Loss[],
  refreshes: number,
): string {
  const counts = new Map<string, number>();
  for (const { explanation } of killed) counts.set(explanation, (counts.get(explanation) ?? 0) + 1);
  return [
    `${name}, seed ${SEED}: ${killed.length} kills, ${refreshes} refreshes, ${losses.length} lost`,
    ...[...counts].map(([explanation, count]) => `  ${count} killed ${explanation}`),
    ...losses.map(({ generation, reason }) => {
      const by = killed.findIndex(
        (one) => one.generation === generation && one.explanation === "between Zoom's answer and the save",
      );
      return `  generation ${generation} lost (${reason}) by kill ${by + 1}, ${killed[by]?.moment}`;
    }),
  ].join("\n");
}

/** A linear congruential generator: good enough to choose moments. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const title = `${KILLS} kills of four processes that refresh: each loss is explained and what was stored is kept`;

test(`on SQLite: ${title}`, LIMIT, async () => {
  const folder = temporaryFolder("kills");
  cleanUps.push(folder.remove);
  const file = join(folder.path, "grants.db");
  const database: Database = {
    whereOf: () => file,
    // What it had not committed ended with it.
    settled: async () => undefined,
    lapse(owner) {
      const open = new DatabaseSync(file, { timeout: 5000 });
      open.prepare("UPDATE countersign_grants SET lease_until = 0 WHERE lease_owner = ?").run(owner);
      open.close();
    },
  };
  await run(database, "SQLite");
  const open = new DatabaseSync(file);
  cleanUps.push(() => open.close());
  expect(open.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
});

const missing = postgresMissing();
describe.skipIf(missing)(`on Postgres${missing ? ` (skipped: ${missing})` : ""}`, () => {
  test(title, LIMIT, async () => {
    const postgres = await startPostgres();
    cleanUps.push(() => postgres.remove());
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    cleanUps.push(() => client.end());
    const database: Database = {
      whereOf: (name) => `${postgres.url}?application_name=${name}`,
      // The server goes on with a statement whose sender is dead.
      async settled(name) {
        const sql = "SELECT 1 FROM pg_stat_activity WHERE application_name = $1";
        while ((await client.query(sql, [name])).rowCount !== 0) await pause(10);
      },
      lapse: (owner) =>
        client.query("UPDATE countersign_grants SET lease_until = 0 WHERE lease_owner = $1", [owner]),
    };
    await run(database, "Postgres");
  });
});
