// One grant, several processes, and each time its access token runs out all of them want a new one at once.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
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
import type { Got, Work } from "./refresh-process.ts";
import { postgresMissing, startPostgres } from "./support/postgres.ts";

const LONG = process.env.COUNTERSIGN_LONG === "1";
const EXPIRIES = LONG ? 2500 : 200;
const PROCESSES = LONG ? 4 : 2;
const CALLERS = 3;
const LIMIT = { timeout: LONG ? 600_000 : 60_000 };

const APP = {
  clientId: "general_App_Id",
  clientSecret: "vN4kT8wLq2Xz7Rm5Yc1Hd9Bs6Pj3Gf0E",
  kind: "general",
  accountId: "own",
  scopes: ["user:read:token"],
} as const;
const KEY: GrantKey = { tenant: "default", app: APP.clientId, kind: "user", user: "ada" };
const REFRESH = "oauth/token/refresh_token";
const EXPIRE = "UPDATE countersign_grants SET access_until = 0";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startProcess(work: Work): Promise<ChildProcess> {
  const file = fileURLToPath(new URL("./refresh-process.ts", import.meta.url));
  const child = fork(file, [JSON.stringify(work)], {
    execArgv: ["--conditions=countersign-source", "--disable-warning=ExperimentalWarning"],
  });
  cleanUps.push(async () => {
    if (child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.disconnect();
    const late = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(late);
  });
  await once(child, "message");
  return child;
}

/** The stand-in, and a store in which the grant that it has given lies. */
async function arrange(where: string) {
  const users = [{ id: "ada", email: "ada@own.example", accountId: "own" }];
  const sandbox = SECRETS.of(createSandbox({ apps: [], meetings: [], api: { apps: [APP], users } }));
  SECRETS.add("clientSecret", APP.clientSecret);
  const { url, close } = await startSandbox({ sandbox, port: 0 });
  cleanUps.push(close);
  const store = await (where.startsWith("postgres:") ? openPostgresGrants(where) : openSqliteGrants(where));
  cleanUps.push(() => store.close());
  const keys = await createKeyRing([new Uint8Array(32).map((_, at) => at + 1)]);
  const { accessToken, refreshToken } = sandbox.zoom.grant({ clientId: APP.clientId, userId: "ada" });
  await store.authorize(KEY, 0, await sealTokens(keys, KEY, 1, { accessToken, refreshToken, life: 3600 }));
  const work: Work = { zoom: url, where, key: KEY, secret: APP.clientSecret, callers: CALLERS };
  return { sandbox, store, keys, refreshToken, work };
}

const total = recording("refreshes");

/** @param expire Ends the access token, as time would. */
async function race(where: string, expire: () => unknown): Promise<void> {
  const { sandbox, store, keys, work } = await arrange(where);
  const children = await Promise.all(Array.from({ length: PROCESSES }, () => startProcess(work)));
  for (let expiry = 1; expiry <= EXPIRIES; expiry++) {
    await expire();
    const answers = children.map((child) => once(child, "message"));
    for (const child of children) child.send(0);
    const got = (await Promise.all(answers)).flatMap(([all]) => all as Got[]);
    // Everybody has the token of the next generation, and it is the same one.
    expect(got).toEqual(Array(PROCESSES * CALLERS).fill([expiry + 1, got[0]?.[1]]));
  }

  const { received, done, byStatus } = sandbox.zoom.calls(REFRESH);
  expect({ received, done, byStatus }).toEqual({
    received: EXPIRIES,
    done: EXPIRIES,
    byStatus: { 200: EXPIRIES },
  });
  const now = sandbox.zoom.grantNow({ clientId: APP.clientId, userId: "ada" });
  const row = await store.read(KEY);
  const kept = await openToken(keys, KEY, "refresh-token", EXPIRIES + 1, row?.refreshToken);
  expect([row?.generation, row?.state, row?.tries, kept]).toEqual([
    EXPIRIES + 1,
    "active",
    0,
    now?.refreshToken,
  ]);
  total.add(
    { refreshes: EXPIRIES, refreshesLost: 0 },
    { "answers to callers": EXPIRIES * PROCESSES * CALLERS },
  );
}

const title = `${EXPIRIES} expiries, ${PROCESSES} processes with ${CALLERS} callers each: one refresh a generation, none lost`;

function newFile(): string {
  const folder = temporaryFolder("refresh");
  cleanUps.push(folder.remove);
  return join(folder.path, "grants.db");
}

test(`on SQLite: ${title}`, LIMIT, async () => {
  const file = newFile();
  let database: DatabaseSync | undefined;
  cleanUps.push(() => database?.close());
  await race(file, () => {
    database ??= new DatabaseSync(file, { timeout: 5000 });
    database.exec(EXPIRE);
  });
});

test(
  "a process that is stopped while Zoom answers, past its lease, saves nothing when it goes on",
  LIMIT,
  async () => {
    const { sandbox, store, keys, refreshToken, work } = await arrange(newFile());
    const child = await startProcess({
      ...work,
      callers: 1,
      times: { lease: 800, deadline: 100, wait: 300 },
    });
    // Zoom has rotated when this begins to wait.
    sandbox.zoom.fail(REFRESH, { kind: "slow", milliseconds: 500 });
    const answer = once(child, "message");
    child.send(1);
    await until(() => sandbox.zoom.calls(REFRESH).done === 1);
    child.kill("SIGSTOP");
    try {
      await until(async () => (await store.lease(KEY, 1, "another", 30_000)) !== undefined);
    } finally {
      child.kill("SIGCONT");
    }
    const [got] = await answer;
    expect(got).toEqual([expect.stringContaining("ZoomUnavailable")]);
    // It ends when what it had under way has ended.
    const ended = once(child, "exit");
    child.disconnect();
    await ended;
    const row = await store.read(KEY);
    const kept = await openToken(keys, KEY, "refresh-token", 1, row?.refreshToken);
    expect([row?.generation, row?.state, row?.leaseOwner, row?.tries, kept]).toEqual([
      1,
      "uncertain",
      "another",
      2,
      refreshToken,
    ]);
    expect(sandbox.zoom.calls(REFRESH).received).toBe(1);
  },
);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(10);
}

const missing = postgresMissing();
describe.skipIf(missing)(`on Postgres${missing ? ` (skipped: ${missing})` : ""}`, () => {
  test(title, LIMIT, async () => {
    const postgres = await startPostgres();
    cleanUps.push(() => postgres.remove());
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    cleanUps.push(() => client.end());
    await race(postgres.url, () => client.query(EXPIRE));
  });
});
