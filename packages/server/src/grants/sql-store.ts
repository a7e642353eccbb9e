import type { Ending, Grant, GrantKey, GrantState, GrantStore } from "./grant.ts";
import { migrateGrants, type SqlDatabase, type SqlRow, type SqlValue } from "./schema.ts";

const KEY = "tenant = ? AND app = ? AND kind = ? AND zoom_user = ?";
const NO_LEASE = "lease_owner = NULL, lease_until = 0";

/** The same statements for SQLite and Postgres. Each that changes a row does it on conditions, alone. */
export async function sqlGrantStore(database: SqlDatabase): Promise<GrantStore> {
  await migrateGrants(database);
  const { now, query } = database;
  const columns = `generation, state, reason, refresh_token_enc, prev_enc, access_token_enc, lease_owner, tries,
    access_until - ${now} AS access_left, lease_until - ${now} AS lease_left, retry_at - ${now} AS retry_left`;

  async function changed(sql: string, parameters: readonly SqlValue[]): Promise<boolean> {
    return (await query(`${sql} RETURNING generation`, parameters)).length > 0;
  }

  return {
    async read(key) {
      const [row] = await query(`SELECT ${columns} FROM countersign_grants WHERE ${KEY}`, of(key));
      return row && grantOf(row);
    },

    async begin(key) {
      await query(
        `INSERT INTO countersign_grants (tenant, app, kind, zoom_user, generation, state, authorized_at)
        VALUES (?, ?, ?, ?, 0, 'active', ${now}) ON CONFLICT DO NOTHING`,
        of(key),
      );
    },

    authorize: (key, expected, { refreshToken = null, accessToken = null, accessLife }) =>
      changed(
        `INSERT INTO countersign_grants (tenant, app, kind, zoom_user, generation, state, refresh_token_enc,
          access_token_enc, access_until, authorized_at)
        VALUES (?, ?, ?, ?, ?, 'active', ?, ?, ${now} + ?, ${now})
        ON CONFLICT (tenant, app, kind, zoom_user) DO UPDATE SET
          generation = excluded.generation, state = 'active', reason = NULL, tries = 0, retry_at = 0, ${NO_LEASE},
          prev_enc = countersign_grants.refresh_token_enc, refresh_token_enc = excluded.refresh_token_enc,
          access_token_enc = excluded.access_token_enc, access_until = excluded.access_until,
          authorized_at = excluded.authorized_at
        WHERE countersign_grants.generation = ?`,
        [...of(key), expected + 1, refreshToken, accessToken, accessLife, expected],
      ),

    async lease(key, generation, owner, milliseconds) {
      // Tries left open by somebody who never came back make the outcome of the next one uncertain, too.
      const [row] = await query(
        `UPDATE countersign_grants SET lease_owner = ?, lease_until = ${now} + ?, tries = tries + 1,
          state = CASE WHEN tries > 0 AND kind = 'user' THEN 'uncertain' ELSE state END
        WHERE ${KEY} AND generation = ? AND state IN ('active', 'uncertain') AND retry_at <= ${now}
          AND (lease_owner IS NULL OR lease_owner = ? OR lease_until <= ${now})
        RETURNING ${columns}`,
        [owner, milliseconds, ...of(key), generation, owner],
      );
      return row && grantOf(row);
    },

    save: (key, generation, owner, { refreshToken = null, accessToken = null, accessLife, retryIn = 0 }) =>
      changed(
        `UPDATE countersign_grants SET generation = generation + 1, state = 'active', reason = NULL, tries = 0,
          ${NO_LEASE}, prev_enc = refresh_token_enc, refresh_token_enc = ?, access_token_enc = ?,
          access_until = ${now} + ?, retry_at = ${now} + ?
        WHERE ${KEY} AND generation = ? AND lease_owner = ?`,
        [refreshToken, accessToken, accessLife, retryIn, ...of(key), generation, owner],
      ),

    end(key, generation, owner, ending) {
      const { set, parameters } = endingOf(ending, now);
      return changed(
        `UPDATE countersign_grants SET ${set} WHERE ${KEY} AND generation = ? AND lease_owner = ?`,
        [...parameters, ...of(key), generation, owner],
      );
    },

    revoke: (key, reason, authorizedBefore = Number.MAX_SAFE_INTEGER / 1000) =>
      changed(
        `UPDATE countersign_grants SET generation = generation + 1, state = 'revoked', reason = ?, tries = 0,
          ${NO_LEASE}, refresh_token_enc = NULL, prev_enc = NULL, access_token_enc = NULL, access_until = 0
        WHERE ${KEY} AND state <> 'revoked' AND authorized_at <= ?`,
        [reason, ...of(key), Math.floor(authorizedBefore * 1000)],
      ),

    tryAgain: (key) =>
      changed(
        `UPDATE countersign_grants SET state = 'uncertain', tries = 1, retry_at = 0
        WHERE ${KEY} AND state = 'needs-reauthorization' AND refresh_token_enc IS NOT NULL`,
        of(key),
      ),

    async inTrouble() {
      const rows = await query(
        `SELECT state, COUNT(*) AS number FROM countersign_grants
        WHERE kind = 'user' AND state IN ('needs-reauthorization', 'uncertain') GROUP BY state`,
      );
      const of = (state: GrantState): number => Number(rows.find((row) => row.state === state)?.number ?? 0);
      return { needsReauthorization: of("needs-reauthorization"), uncertain: of("uncertain") };
    },

    close: database.close,
  };
}

function endingOf(ending: Ending, now: string): { set: string; parameters: readonly SqlValue[] } {
  switch (ending.kind) {
    case "released":
      return {
        set: `${NO_LEASE}, retry_at = ${now} + ?, tries = tries - 1,
          state = CASE WHEN tries > 1 AND kind = 'user' THEN 'uncertain' ELSE 'active' END`,
        parameters: [ending.retryIn],
      };
    case "uncertain":
      return {
        set: `state = 'uncertain', reason = ?, retry_at = ${now} + ?`,
        parameters: [ending.reason, ending.retryIn],
      };
    case "needs-reauthorization":
      return { set: `state = 'needs-reauthorization', reason = ?, ${NO_LEASE}`, parameters: [ending.reason] };
  }
}

function of({ tenant, app, kind, user }: GrantKey): string[] {
  return [tenant, app, kind, user];
}

function grantOf(row: SqlRow): Grant {
  return {
    generation: Number(row.generation),
    state: row.state as GrantState,
    reason: text(row.reason),
    refreshToken: text(row.refresh_token_enc),
    previousRefreshToken: text(row.prev_enc),
    accessToken: text(row.access_token_enc),
    accessLeft: Number(row.access_left),
    leaseOwner: text(row.lease_owner),
    leaseLeft: Number(row.lease_left),
    retryLeft: Number(row.retry_left),
    tries: Number(row.tries),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
