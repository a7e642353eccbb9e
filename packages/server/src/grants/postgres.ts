import type { ClientBase, Pool, PoolClient } from "pg";
import { refuseToStart } from "../errors.ts";
import { StoreUnavailable } from "../state/stores.ts";
import type { GrantStore } from "./grant.ts";
import type { SqlDatabase, SqlRow, SqlValue } from "./schema.ts";
import { sqlGrantStore } from "./sql-store.ts";

const CONNECT_MILLISECONDS = 2000;
const STATEMENT_MILLISECONDS = 2500;
const CONNECTIONS = 4;
/** 40001 serialization failure, 40P01 deadlock: nothing was done, and the statement is to be given again. */
const AGAIN = new Set(["40001", "40P01"]);
const TRIES = 5;
/** Any number that nothing else of ours locks. */
const LOCK = 0x6772616e;

/**
 * Grants in Postgres, for several machines.
 *
 * @param connection `postgres://user:password@host/database`
 * @throws StartUpError, StoreUnavailable
 */
export async function openPostgresGrants(connection: string): Promise<GrantStore> {
  const database = await postgresDatabase(connection);
  try {
    return await sqlGrantStore(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function postgresDatabase(connectionString: string): Promise<SqlDatabase> {
  // Loaded here, so that a server with SQLite runs without the package.
  const pg = await import("pg").catch(() => undefined);
  if (!pg) {
    return refuseToStart(
      "setting-invalid",
      "grants",
      "the package pg is not installed",
      "Run npm install pg.",
    );
  }
  const pool = new pg.default.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    statement_timeout: STATEMENT_MILLISECONDS,
    query_timeout: STATEMENT_MILLISECONDS + 500,
    application_name: "countersign",
    // A cluster may be set not to wait for its disk. A refresh token cannot be had again. The pool waits for what
    // this gives back, though its types do not say so.
    onConnect: waitForDisk as unknown as (client: ClientBase) => undefined,
  });
  // An idle connection that ends is replaced when one is needed; without a listener it would end the process.
  pool.on("error", () => undefined);
  return {
    name: "postgres",
    now: "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
    query: (sql, parameters) => askAgain(pool, sql, parameters),
    async exclusively(work) {
      const client = await pool.connect().catch((error: unknown) => {
        throw unavailable(error);
      });
      try {
        await ask(client, "BEGIN");
        await ask(client, `SELECT pg_advisory_xact_lock(${LOCK})`);
        const result = await work((sql, parameters) => ask(client, sql, parameters));
        await ask(client, "COMMIT");
        client.release();
        return result;
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

function waitForDisk(client: ClientBase): Promise<unknown> {
  return client.query(
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
  );
}

/** Not inside a transaction: there the whole of it would have to be given again. */
async function askAgain(
  pool: Pool,
  sql: string,
  parameters?: readonly SqlValue[],
): Promise<readonly SqlRow[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask(pool, sql, parameters);
    } catch (error) {
      const { cause } = error as StoreUnavailable;
      if (tries === TRIES || !(cause instanceof PostgresError && AGAIN.has(cause.code ?? ""))) throw error;
    }
  }
}

async function ask(
  on: Pool | PoolClient,
  sql: string,
  parameters: readonly SqlValue[] = [],
): Promise<readonly SqlRow[]> {
  let count = 0;
  const numbered = sql.replaceAll("?", () => `$${++count}`);
  try {
    const { rows } = await on.query<SqlRow>(numbered, [...parameters]);
    return rows;
  } catch (error) {
    throw unavailable(error);
  }
}

/** Only the code: the server's words may quote values, and the driver's the address with its password. */
class PostgresError extends Error {
  readonly code: string | undefined;

  constructor(error: unknown) {
    const { code } = error as { code?: unknown };
    super(`postgres: ${typeof code === "string" ? code : "no connection"}`);
    this.code = typeof code === "string" ? code : undefined;
  }
}

function unavailable(error: unknown): StoreUnavailable {
  return new StoreUnavailable("grants", new PostgresError(error));
}
