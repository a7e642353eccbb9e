import { randomUUID } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { StartUpError } from "../../errors.ts";
import { type Audit, type AuditEntry, StoreUnavailable } from "../stores.ts";
import { batches } from "./batches.ts";
import type { OpenAudit } from "./open.ts";
import { type AuditKey, type AuditRow, rowOf } from "./row.ts";

/** node:sqlite blocks the event loop while it waits for another process. */
const BUSY_MILLISECONDS = 100;

const TABLE = `
CREATE TABLE IF NOT EXISTS countersign_audit (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at REAL NOT NULL,
  request_id TEXT NOT NULL,
  tenant TEXT NOT NULL,
  caller TEXT NOT NULL,
  action TEXT NOT NULL,
  meeting_number TEXT,
  zoom_user TEXT,
  token TEXT,
  expires_at REAL,
  key TEXT NOT NULL,
  previous TEXT NOT NULL,
  mac TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS countersign_audit_no_update BEFORE UPDATE ON countersign_audit
  BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER IF NOT EXISTS countersign_audit_no_delete BEFORE DELETE ON countersign_audit
  BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
`;

const INSERT = `INSERT INTO countersign_audit
  (id, at, request_id, tenant, caller, action, meeting_number, zoom_user, token, expires_at, key, previous, mac)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const SELECT = `SELECT id, at, request_id AS requestId, tenant, caller, action, meeting_number AS meetingNumber,
  zoom_user AS zoomUser, token, expires_at AS expiresAt, key, previous, mac FROM countersign_audit ORDER BY seq`;

export interface SqliteAuditOptions {
  readonly path: string;
  readonly key: AuditKey;
  /** How large the file may become, in SQLite's pages of 4096 bytes. Then it is full, as a disk is. */
  readonly pagesMax?: number;
}

/**
 * The audit as a chain of rows in one SQLite file, for one or several processes of one machine.
 *
 * @throws StartUpError
 */
export async function openSqliteAudit({ path, key, pagesMax }: SqliteAuditOptions): Promise<OpenAudit> {
  const database = await openDatabase(path);
  if (pagesMax !== undefined) database.exec(`PRAGMA max_page_count = ${pagesMax}`);
  const insert = database.prepare(INSERT);
  const last = database.prepare("SELECT mac FROM countersign_audit ORDER BY seq DESC LIMIT 1");

  function commit(entries: readonly AuditEntry[]): void {
    // The last row is read in the same transaction as the next is written: another process may write too.
    database.exec("BEGIN IMMEDIATE");
    try {
      let previous = String(last.get()?.mac ?? "");
      for (const entry of entries) {
        const row = rowOf(entry, key, randomUUID(), previous);
        insert.run(...columnsOf(row));
        previous = row.mac;
      }
      database.exec("COMMIT");
    } catch (error) {
      // A full disk may have ended the transaction by itself.
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }

  const { add, drain } = batches<AuditEntry>("audit", async (entries) => commit(entries));
  const audit: Audit = { append: add };
  return {
    ...audit,
    chained: true,
    async *rows() {
      yield* database.prepare(SELECT).iterate() as Iterable<object> as Iterable<AuditRow>;
    },
    async close() {
      await drain();
      database.close();
    },
  };
}

function columnsOf(row: AuditRow): (number | string | null)[] {
  return [
    ...[row.id, row.at, row.requestId, row.tenant, row.caller, row.action],
    ...[row.meetingNumber, row.zoomUser, row.token, row.expiresAt, row.key, row.previous, row.mac],
  ];
}

async function openDatabase(path: string): Promise<DatabaseSync> {
  // Loaded here, so that a server without it runs where there is no node:sqlite.
  const sqlite = await import("node:sqlite").catch(() => undefined);
  if (!sqlite) {
    throw new StartUpError(
      "setting-invalid",
      "state.audit",
      "this Node has no node:sqlite",
      "Use Node 22.13 or newer; or keep the audit in a file of lines or in Postgres.",
    );
  }
  try {
    // SQLite gives the files beside it the permissions of this one.
    if (path !== ":memory:") closeSync(openSync(path, "a", 0o600));
    const database = new sqlite.DatabaseSync(path, { timeout: BUSY_MILLISECONDS });
    database.exec("PRAGMA journal_mode = WAL");
    // With WAL alone the machine's power may take the last rows with it, and their answers are out already.
    database.exec("PRAGMA synchronous = FULL");
    database.exec(TABLE);
    return database;
  } catch (error) {
    throw new StoreUnavailable("audit", error);
  }
}
