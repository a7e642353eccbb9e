import { closeSync, openSync } from "node:fs";
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { refuseToStart } from "../errors.ts";
import { StoreUnavailable } from "../state/stores.ts";
import type { GrantStore } from "./grant.ts";
import type { SqlDatabase, SqlRow } from "./schema.ts";
import { sqlGrantStore } from "./sql-store.ts";

/** node:sqlite blocks the event loop while it waits for a lock, so it waits shortly and the rest is waited outside. */
const BUSY_MILLISECONDS = 25;
const TRIES = 60;
const SQLITE_BUSY = 5;

/**
 * Grants in one file, for several processes of one machine. `:memory:` forgets them with the process.
 *
 * @throws StartUpError, StoreUnavailable
 */
export async function openSqliteGrants(path: string): Promise<GrantStore> {
  const database = await openDatabase(path);
  try {
    return await sqlGrantStore(await sqliteDatabase(database));
  } catch (error) {
    database.close();
    throw error;
  }
}

async function openDatabase(path: string): Promise<DatabaseSync> {
  // Loaded here, so that a server which keeps no grants runs where there is no node:sqlite.
  const sqlite = await import("node:sqlite").catch(() => undefined);
  if (!sqlite) {
    return refuseToStart(
      "setting-invalid",
      "grants",
      "this Node has no node:sqlite",
      "Use Node 22.13 or newer, or keep grants in Postgres.",
    );
  }
  try {
    // SQLite gives the files beside it the permissions of this one.
    if (path !== ":memory:") closeSync(openSync(path, "a", 0o600));
    return new sqlite.DatabaseSync(path, { timeout: BUSY_MILLISECONDS });
  } catch (error) {
    throw unavailable(error);
  }
}

async function sqliteDatabase(database: DatabaseSync): Promise<SqlDatabase> {
  async function query(sql: string, parameters: readonly SQLInputValue[] = []): Promise<readonly SqlRow[]> {
    for (let tries = 1; ; tries++) {
      try {
        return database.prepare(sql).all(...parameters);
      } catch (error) {
        if (!isBusy(error) || tries === TRIES) throw unavailable(error);
      }
      await pause(5 + Math.random() * 20);
    }
  }

  await query("PRAGMA journal_mode = WAL");
  // WAL alone may lose the last commits with the machine's power; a refresh token cannot be had again.
  await query("PRAGMA synchronous = FULL");
  return {
    name: "sqlite",
    now: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
    query,
    async exclusively(work) {
      await query("BEGIN IMMEDIATE");
      try {
        const result = await work(query);
        await query("COMMIT");
        return result;
      } catch (error) {
        await query("ROLLBACK").catch(() => undefined);
        throw error;
      }
    },
    async close() {
      database.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: unknown }).errcode;
  // The low byte is the kind, the others which of it.
  return typeof code === "number" && (code & 0xff) === SQLITE_BUSY;
}

/** SQLite's own words, which quote no value. */
function unavailable(error: unknown): StoreUnavailable {
  return new StoreUnavailable("grants", error);
}
