import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  type AuditRow,
  auditKey,
  type OpenAudit,
  openJsonlAudit,
  openPostgresAudit,
  openSqliteAudit,
  StartUpError,
  verifyAuditChain,
} from "@countersign/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SECRETS, temporaryFolder } from "../../../../test/canary/support/suite.ts";
import {
  postgresMissing,
  startPostgres,
  type TestPostgres,
} from "../../../../test/faults/support/postgres.ts";
import { auditCases, entryOf, KEY, KEY_BYTES, OTHER_KEY, OTHER_KEY_BYTES, rowsOf } from "./contract/audit.ts";

SECRETS.add("key of the audit", KEY_BYTES);
SECRETS.add("another key of the audit", OTHER_KEY_BYTES);
const temporary = temporaryFolder("audit");
const folder = temporary.path;
afterAll(temporary.remove);

describe("the audit in SQLite", () => {
  const path = join(folder, "audit.sqlite");
  let audit: OpenAudit;
  beforeAll(async () => {
    audit = await openSqliteAudit({ path, key: KEY });
  });
  afterAll(() => audit?.close());
  auditCases(
    () => audit,
    () => openSqliteAudit({ path, key: KEY }),
  );

  test("only its owner reads it; nobody changes it by the way; two processes write one chain", async () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const database = new DatabaseSync(path);
    for (const sql of [
      "UPDATE countersign_audit SET at = 0",
      "DELETE FROM countersign_audit WHERE seq = 3",
    ]) {
      expect(() => database.exec(sql)).toThrow("the audit is append-only");
    }
    database.close();
    const other = await openSqliteAudit({ path, key: KEY });
    const many = Array.from({ length: 60 }, (_, index) => (index % 2 ? audit : other).append(entryOf(index)));
    await Promise.all(many);
    await other.close();
    expect(await verifyAuditChain(audit.rows(), { keys: [KEY] })).toMatchObject({ ok: true, rows: 262 });
  });
});

describe("the audit in a file of lines", () => {
  const path = join(folder, "audit.jsonl");
  let audit: OpenAudit;
  beforeAll(async () => {
    audit = await openJsonlAudit({ path, key: KEY });
  });
  afterAll(() => audit?.close());
  auditCases(
    () => audit,
    async () => {
      await audit.close();
      audit = await openJsonlAudit({ path, key: KEY });
      return audit;
    },
  );

  test("a line that a crash left unfinished goes, and the chain goes on", async () => {
    await audit.close();
    appendFileSync(path, '{"id":"half a r');
    audit = await openJsonlAudit({ path, key: KEY });
    await audit.append(entryOf(202));
    expect(await verifyAuditChain(audit.rows(), { keys: [KEY] })).toMatchObject({ ok: true, rows: 203 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("a second process is kept away while the first lives, and not by one that ended", async () => {
    const taken = join(folder, "taken.jsonl");
    writeFileSync(`${taken}.lock`, String(process.ppid));
    const refused = await openJsonlAudit({ path: taken, key: KEY }).catch((error: unknown) => error);
    expect(StartUpError.is(refused) && refused.message).toBe(
      `process ${process.ppid} writes to ${taken} already`,
    );
    writeFileSync(`${taken}.lock`, "999999999");
    const opened = await openJsonlAudit({ path: taken, key: KEY });
    expect(readFileSync(`${taken}.lock`, "utf8")).toBe(String(process.pid));
    await opened.close();
  });
});

const missing = postgresMissing();
describe.skipIf(missing)(`the audit in Postgres${missing ? `: skipped, ${missing}` : ""}`, () => {
  let postgres: TestPostgres;
  let audit: OpenAudit;
  beforeAll(async () => {
    postgres = await startPostgres();
    audit = await openPostgresAudit({ url: postgres.url, key: KEY });
  }, 60_000);
  afterAll(async () => {
    await audit?.close();
    await postgres?.remove();
  });
  auditCases(
    () => audit,
    () => openPostgresAudit({ url: postgres.url, key: KEY }),
  );

  test("nobody changes it by the way", async () => {
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    for (const sql of [
      "UPDATE countersign_audit SET seq = DEFAULT",
      "DELETE FROM countersign_audit",
      "TRUNCATE countersign_audit",
    ]) {
      await expect(client.query(sql)).rejects.toThrow("the audit is append-only");
    }
    await client.end();
  });
});

describe("whoever has the rows and not the key", () => {
  let rows: AuditRow[] = [];
  beforeAll(async () => {
    const audit = await openSqliteAudit({ path: ":memory:", key: KEY });
    for (let number = 0; number < 10; number += 1) await audit.append(entryOf(number));
    rows = await rowsOf(audit);
    await audit.close();
  });

  const at = (index: number): AuditRow => {
    const row = rows[index];
    if (row === undefined) throw new RangeError("no such row");
    return row;
  };

  test.each<[string, () => AuditRow[], object]>([
    [
      "changes who it was",
      () => rows.with(4, { ...at(4), caller: at(4).caller.replace(/.$/, "A") }),
      { row: 4, problem: "changed" },
    ],
    ["changes when", () => rows.with(4, { ...at(4), at: 0 }), { row: 4, problem: "changed" }],
    [
      "takes a mark out",
      () => rows.with(9, { ...at(9), meetingNumber: null }),
      { row: 9, problem: "changed" },
    ],
    [
      "moves a mark to another column",
      () => rows.with(0, { ...at(0), meetingNumber: null, zoomUser: at(0).meetingNumber }),
      { row: 0, problem: "changed" },
    ],
    ["takes a row out", () => rows.toSpliced(3, 1), { row: 3, problem: "out-of-order" }],
    ["takes the first out", () => rows.slice(1), { row: 0, problem: "out-of-order" }],
    ["changes the order", () => rows.with(2, at(3)).with(3, at(2)), { row: 2, problem: "out-of-order" }],
    ["puts a row in twice", () => rows.toSpliced(5, 0, at(4)), { row: 5, problem: "out-of-order" }],
    [
      "writes under a key of their own",
      () => rows.with(1, { ...at(1), key: auditKey(new Uint8Array(32).fill(9, 1)).id }),
      { row: 1, problem: "key-unknown" },
    ],
    ["takes rows off the end", () => rows.slice(0, 9), { row: 9, problem: "shortened" }],
  ])("is found out when somebody %s", async (_what, changed, expected) => {
    const verdict = await verifyAuditChain(changed(), { keys: [KEY], head: at(9).mac });
    expect(verdict).toEqual({ ok: false, ...expected });
  });

  test("is not found out without a head when the end is cut off: the documentation says so", async () => {
    expect(await verifyAuditChain(rows.slice(0, 9), { keys: [KEY] })).toMatchObject({ ok: true, rows: 9 });
  });

  test("a chain goes on under a new key", async () => {
    const path = join(folder, "rotated.sqlite");
    const old = await openSqliteAudit({ path, key: KEY });
    await old.append(entryOf(0));
    await old.close();
    const next = await openSqliteAudit({ path, key: OTHER_KEY });
    await next.append(entryOf(1));
    const verdicts = [
      await verifyAuditChain(next.rows(), { keys: [OTHER_KEY, KEY] }),
      await verifyAuditChain(next.rows(), { keys: [OTHER_KEY] }),
    ];
    await next.close();
    expect(verdicts).toMatchObject([
      { ok: true, rows: 2 },
      { ok: false, row: 0, problem: "key-unknown" },
    ]);
  });

  test("a short key is refused", () => {
    expect(() => auditKey(new Uint8Array(31))).toThrow(TypeError);
  });
});
