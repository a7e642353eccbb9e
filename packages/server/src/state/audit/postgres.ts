import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { StartUpError } from "../../errors.ts";
import { type AuditEntry, StoreUnavailable } from "../stores.ts";
import { batches } from "./batches.ts";
import type { OpenAudit } from "./open.ts";
import { type AuditKey, type AuditRow, rowOf } from "./row.ts";

const CONNECT_MILLISECONDS = 500;
const STATEMENT_MILLISECONDS = 600;
/** Any number that nothing else of ours locks. */
const LOCK = 0x61756469;

const SCHEMA = `
SELECT pg_advisory_xact_lock(${LOCK});
CREATE TABLE IF NOT EXISTS countersign_audit (
  seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id UUID NOT NULL UNIQUE,
  row JSONB NOT NULL
);
CREATE OR REPLACE FUNCTION countersign_audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
CREATE OR REPLACE TRIGGER countersign_audit_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON countersign_audit
  FOR EACH STATEMENT EXECUTE FUNCTION countersign_audit_append_only();
`;

/** A row that was written, and whose answer was lost with the connection, is not written twice. */
const INSERT = `INSERT INTO countersign_audit (id, row)
  SELECT (one ->> 'id')::uuid, one FROM jsonb_array_elements($1::jsonb) AS one ON CONFLICT (id) DO NOTHING`;

const PAGE = 1_000;
const SELECT = `SELECT seq, row FROM countersign_audit WHERE seq > $1 ORDER BY seq LIMIT ${PAGE}`;

export interface PostgresAuditOptions {
  /** `postgres://user:password@host/database` */
  readonly url: string;
  readonly key: AuditKey;
}

/**
 * The audit in Postgres, for many machines. Many write at once, so rows are not chained: each has its own MAC, and a
 * trigger refuses to change one. A database that does not answer is no reason not to start.
 *
 * @throws StartUpError where the package is not installed
 */
export async function openPostgresAudit({ url, key }: PostgresAuditOptions): Promise<OpenAudit> {
  const pool = await openPool(url);
  let ready: Promise<unknown> | undefined;

  /** Once a process; again after a failure. */
  async function prepared(): Promise<void> {
    ready ??= pool.query(SCHEMA);
    try {
      await ready;
    } catch (error) {
      ready = undefined;
      throw error;
    }
  }

  async function commit(entries: readonly AuditEntry[]): Promise<void> {
    const rows = JSON.stringify(entries.map((entry) => rowOf(entry, key, randomUUID(), "")));
    const write = async (): Promise<void> => {
      await prepared();
      await pool.query(INSERT, [rows]);
    };
    try {
      await write();
    } catch (error) {
      if (!isBroken(error)) throw unavailable(error);
      // A pool finds out that the server was restarted by using what it had before.
      await write().catch((again: unknown) => {
        throw unavailable(again);
      });
    }
  }

  const { add, drain } = batches<AuditEntry>("audit", commit);
  await prepared().catch(() => undefined);
  return {
    append: add,
    chained: false,
    async *rows() {
      for (let after = "0"; ; ) {
        const { rows } = await pool.query<{ seq: string; row: AuditRow }>(SELECT, [after]).catch((error) => {
          throw unavailable(error);
        });
        for (const { row } of rows) yield row;
        const last = rows.at(-1);
        if (last === undefined || rows.length < PAGE) return;
        after = last.seq;
      }
    },
    async close() {
      await drain();
      await pool.end();
    },
  };
}

async function openPool(connectionString: string): Promise<Pool> {
  // Loaded here, so that a server without Postgres runs without the package.
  const pg = await import("pg").catch(() => undefined);
  if (!pg) {
    throw new StartUpError(
      "setting-invalid",
      "state.audit",
      "the package pg is not installed",
      "Run npm install pg, or keep the audit in SQLite.",
    );
  }
  const pool = new pg.default.Pool({
    connectionString,
    max: 3,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    statement_timeout: STATEMENT_MILLISECONDS,
    query_timeout: STATEMENT_MILLISECONDS,
    application_name: "countersign",
    // A cluster may be set not to wait for its disk, and then an answer would be out before its row is safe.
    options: "-c synchronous_commit=on",
  });
  // An idle connection that ends is replaced when one is needed; without a listener it would end the process.
  pool.on("error", () => undefined);
  return pool;
}

/** SQLSTATE class 08 and 57P: the connection, or the server that ends. No SQLSTATE at all: the socket. */
function isBroken(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code !== "string") return /connection terminated/i.test(String(message));
  return /^(?:08|57P)/.test(code) || code === "ECONNRESET" || code === "EPIPE";
}

/** Only the code: the server's words may quote values, and the driver's the address with its password. */
function unavailable(error: unknown): StoreUnavailable {
  const { code } = error as { code?: unknown };
  return new StoreUnavailable(
    "audit",
    new Error(`postgres: ${typeof code === "string" ? code : "no answer"}`),
  );
}
