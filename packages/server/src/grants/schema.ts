import { refuseToStart } from "../errors.ts";

/** One database, as far as grants need one. */
export interface SqlDatabase {
  /** For errors: `sqlite` or `postgres`. */
  readonly name: string;
  /** An SQL expression: milliseconds since 1970 by the database's clock. */
  readonly now: string;
  /** @param sql One statement; its parameters are `?`. @throws StoreUnavailable */
  readonly query: (sql: string, parameters?: readonly SqlValue[]) => Promise<readonly SqlRow[]>;
  /** Runs `work` in one transaction that no other process can be in. @throws StoreUnavailable */
  readonly exclusively: <T>(work: (query: SqlDatabase["query"]) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export type SqlValue = number | string | null;
/** Postgres gives BIGINT as text. */
export type SqlRow = Readonly<Record<string, unknown>>;

/**
 * What leads from nothing to the tables of today, one step a version. Both databases understand it. A step that was
 * released is never edited: a change is a new step.
 */
const STEPS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE countersign_grants (
      tenant TEXT NOT NULL,
      app TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('account', 'user')),
      zoom_user TEXT NOT NULL,
      generation BIGINT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('active', 'needs-reauthorization', 'revoked', 'uncertain')),
      reason TEXT,
      refresh_token_enc TEXT,
      prev_enc TEXT,
      access_token_enc TEXT,
      access_until BIGINT NOT NULL DEFAULT 0,
      lease_owner TEXT,
      lease_until BIGINT NOT NULL DEFAULT 0,
      retry_at BIGINT NOT NULL DEFAULT 0,
      tries INTEGER NOT NULL DEFAULT 0,
      authorized_at BIGINT NOT NULL,
      PRIMARY KEY (tenant, app, kind, zoom_user)
    )`,
  ],
  [
    // They are counted twice a minute, and are few among many.
    `CREATE INDEX countersign_grants_in_trouble ON countersign_grants (state)
    WHERE kind = 'user' AND state IN ('needs-reauthorization', 'uncertain')`,
  ],
];

const VERSIONS = `CREATE TABLE IF NOT EXISTS countersign_schema (
  component TEXT PRIMARY KEY,
  version INTEGER NOT NULL
)`;

/**
 * Brings the tables up to date. Safe to run in several processes at once.
 *
 * @throws StartUpError where the database was made by a later version of this program
 */
export async function migrateGrants(database: SqlDatabase): Promise<void> {
  await database.exclusively(async (query) => {
    await query(VERSIONS);
    const [row] = await query("SELECT version FROM countersign_schema WHERE component = ?", ["grants"]);
    const version = Number(row?.version ?? 0);
    if (version > STEPS.length) {
      refuseToStart(
        "setting-invalid",
        "grants",
        `the ${database.name} database has grants of version ${version}; this program knows ${STEPS.length}`,
        "Start the newer version of this program.",
      );
    }
    for (const statement of STEPS.slice(version).flat()) await query(statement);
    await query(
      `INSERT INTO countersign_schema (component, version) VALUES (?, ?)
      ON CONFLICT (component) DO UPDATE SET version = excluded.version`,
      ["grants", STEPS.length],
    );
  });
}
