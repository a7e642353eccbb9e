// What the audit does while its place is away or full: R3 and R11 of the plan of faults, at the level of the store.
// An append that resolved is durable; one that did not has one kind of error, soon.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import {
  auditKey,
  type OpenAudit,
  openPostgresAudit,
  openSqliteAudit,
  StoreUnavailable,
  verifyAuditChain,
} from "@countersign/server";
import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SECRETS, temporaryFolder } from "../canary/support/suite.ts";
import { type FaultProxy, startFaultProxy } from "./support/fault-proxy.ts";
import { postgresMissing, startPostgres, type TestPostgres } from "./support/postgres.ts";

const KEY_BYTES = new Uint8Array(32).map((_, index) => index + 1);
SECRETS.add("key of the audit", KEY_BYTES);
const KEY = auditKey(KEY_BYTES);
const LONGEST_MS = 1_500;
let number = 0;

function append(audit: OpenAudit): Promise<string> {
  number += 1;
  const requestId = `request-${number}`;
  return audit
    .append({ at: number, requestId, tenant: "default", caller: "key:shop", action: "zak" })
    .then(() => requestId);
}

/** Those that were kept; anything but StoreUnavailable is a fault of ours. */
async function kept(appends: readonly Promise<string>[]): Promise<string[]> {
  const settled = await Promise.allSettled(appends);
  for (const one of settled) if (one.status === "rejected") expect(one.reason).toSatisfy(StoreUnavailable.is);
  return settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

const missing = postgresMissing();
describe.skipIf(missing)(`Postgres goes${missing ? `: skipped, ${missing}` : ""}`, () => {
  let postgres: TestPostgres;
  let proxy: FaultProxy;
  let audit: OpenAudit;
  const told: string[] = [];

  beforeAll(async () => {
    postgres = await startPostgres(["max_connections=10", "superuser_reserved_connections=0"]);
    proxy = await startFaultProxy(postgres.port);
    audit = await openPostgresAudit({
      url: postgres.url.replace(`:${postgres.port}`, `:${proxy.port}`),
      key: KEY,
    });
  }, 60_000);
  afterAll(async () => {
    await audit?.close();
    await proxy?.close();
    await postgres?.remove();
  });

  async function awayAndBack(
    away: () => Promise<void> | void,
    back: () => Promise<void> | void,
  ): Promise<void> {
    told.push(await append(audit));
    // Some are under way when it happens.
    const under = kept(Array.from({ length: 20 }, () => append(audit)));
    await away();
    told.push(...(await under));
    const began = performance.now();
    const meanwhile = await kept(Array.from({ length: 20 }, () => append(audit)));
    const took = performance.now() - began;
    await back();
    const until = performance.now() + 2_000;
    let after: string[] = [];
    while (after.length === 0 && performance.now() < until) after = await kept([append(audit)]);
    told.push(...after);
    expect({ meanwhile, inTime: took < LONGEST_MS, after: after.length }).toEqual({
      meanwhile: [],
      inTime: true,
      after: 1,
    });
  }

  test("stopped, and started again", () => awayAndBack(postgres.halt, postgres.start), 30_000);
  test("killed, and started again", () => awayAndBack(postgres.kill, postgres.start), 30_000);
  test(
    "half open",
    () =>
      awayAndBack(
        () => proxy.set({ kind: "black-hole" }),
        () => proxy.set({ kind: "none" }),
      ),
    30_000,
  );
  test(
    "resetting each connection",
    () =>
      awayAndBack(
        () => proxy.set({ kind: "reset" }),
        () => proxy.set({ kind: "none" }),
      ),
    30_000,
  );
  test(
    "slow by two seconds",
    () =>
      awayAndBack(
        () => proxy.set({ kind: "latency", milliseconds: 2_000 }),
        () => proxy.set({ kind: "none" }),
      ),
    30_000,
  );

  test("it takes no more connections", async () => {
    const { default: pg } = await import("pg");
    const others: Client[] = [];
    await awayAndBack(
      async () => {
        proxy.set({ kind: "reset" });
        for (let tries = 0; tries < 30 && others.length < 10; tries += 1) {
          const client = new pg.Client({ connectionString: postgres.url });
          await client.connect().then(
            () => others.push(client),
            () => new Promise((resolve) => setTimeout(resolve, 50)),
          );
        }
        proxy.set({ kind: "none" });
      },
      async () => {
        for (const client of others) await client.end();
      },
    );
  }, 30_000);

  test("another session holds the table: the statement ends after its time", async () => {
    const { default: pg } = await import("pg");
    const other = new pg.Client({ connectionString: postgres.url });
    await other.connect();
    await awayAndBack(
      async () => {
        await other.query("BEGIN");
        await other.query("LOCK TABLE countersign_audit IN ACCESS EXCLUSIVE MODE");
      },
      async () => {
        await other.query("ROLLBACK");
        await other.end();
      },
    );
  }, 30_000);

  test("after all of it: what was told to be kept is there, once, and every row is whole", async () => {
    const rows = [];
    for await (const row of audit.rows()) rows.push(row);
    const ids = rows.map(({ requestId }) => requestId);
    expect({
      lost: told.filter((id) => !ids.includes(id)),
      twice: ids.filter((id, index) => ids.indexOf(id) !== index),
      verdict: (await verifyAuditChain(rows, { keys: [KEY], chained: false })).ok,
      some: told.length >= 14,
    }).toEqual({ lost: [], twice: [], verdict: true, some: true });
  });
});

describe("the disk is full", () => {
  const temporary = temporaryFolder("full");
  const folder = temporary.path;
  afterAll(temporary.remove);

  test("SQLite's file may not grow: refused, whole, and the rest is kept", async () => {
    const path = join(folder, "small.sqlite");
    const audit = await openSqliteAudit({ path, key: KEY, pagesMax: 20 });
    const told: string[] = [];
    for (let round = 0; round < 200; round += 1) told.push(...(await kept([append(audit), append(audit)])));
    await audit.close();
    const again = await openSqliteAudit({ path, key: KEY });
    const ids = [];
    for await (const { requestId } of again.rows()) ids.push(requestId);
    const verdict = await verifyAuditChain(again.rows(), { keys: [KEY] });
    const after = await kept([append(again)]);
    await again.close();
    expect({
      same: ids.join() === told.join(),
      ok: verdict.ok,
      after: after.length,
      some: told.length > 20 && told.length < 400,
    }).toEqual({
      same: true,
      ok: true,
      after: 1,
      some: true,
    });
  });

  const noMount = cannotMount();
  test.skipIf(noMount).each(["sqlite", "jsonl"])(
    `a file system without room for %s${noMount ? `: skipped, ${noMount}` : ""}`,
    (kind) => {
      const mounted = mkdtempSync(join(folder, "mounted-"));
      const run = `mount -t tmpfs -o size=256k tmpfs "$1" && exec "$2" --conditions=countersign-source "$3" "$4" "$1"`;
      const script = join(import.meta.dirname, "support/full-disk.ts");
      const said = execFileSync("unshare", [
        "-m",
        "sh",
        "-c",
        run,
        "sh",
        mounted,
        process.execPath,
        script,
        kind,
      ]);
      expect(JSON.parse(said.toString())).toEqual({
        refusals: ["unavailable", "unavailable"],
        some: true,
        verdict: "2 more than before",
        integrity: "ok",
      });
    },
    60_000,
  );
});

function cannotMount(): string | undefined {
  try {
    execFileSync("unshare", ["-m", "true"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "this user may not mount a file system of its own";
  }
}
