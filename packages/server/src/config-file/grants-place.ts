import { randomBytes } from "node:crypto";
import { refuseToStart } from "../errors.ts";
import type { GrantStore } from "../grants/grant.ts";
import { openPostgresGrants } from "../grants/postgres.ts";
import { openSqliteGrants } from "../grants/sqlite.ts";
import { StoreUnavailable } from "../state/stores.ts";
import type { GrantsSettings } from "./zoom-settings.ts";

export interface GrantsPlace {
  readonly store: GrantStore;
  readonly keys: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * @param settings Without them only an account's access tokens are kept, which can be had again: in memory.
 * @param hasUsers Whether there will be refresh tokens, which cannot.
 * @throws StartUpError
 */
export async function openGrants(
  settings: GrantsSettings | undefined,
  hasUsers: boolean,
): Promise<GrantsPlace> {
  if (settings === undefined) {
    if (hasUsers) {
      return refuseToStart(
        "setting-invalid",
        "zoom.grants",
        "users authorize the app, and nothing says where their refresh tokens are kept",
        'Give zoom.grants: { "sqlite": "grants.sqlite", "keys": { "file": "…" } }, or Postgres.',
      );
    }
    return { store: await openSqliteGrants(":memory:"), keys: [new Uint8Array(randomBytes(32))] };
  }
  const { kind, place, keys } = settings;
  if (kind === "postgres") return { store: await patient(() => openPostgresGrants(place)), keys };
  try {
    return { store: await openSqliteGrants(place), keys };
  } catch (error) {
    if (!StoreUnavailable.is(error)) throw error;
    return refuseToStart(
      "file-not-readable",
      "zoom.grants.sqlite",
      `the grants cannot be opened at ${place}`,
      "Check that its folder is there and that this user may write to it.",
    );
  }
}

/**
 * A database that does not answer is no reason not to start: signing goes on without it. It is opened by whoever
 * needs it next.
 *
 * @throws StartUpError
 */
export async function patient(open: () => Promise<GrantStore>): Promise<GrantStore> {
  let opening: Promise<GrantStore> | undefined;

  async function opened(): Promise<GrantStore> {
    opening ??= open();
    try {
      return await opening;
    } catch (error) {
      opening = undefined;
      throw error;
    }
  }

  await opened().catch((error: unknown) => {
    if (!StoreUnavailable.is(error)) throw error;
  });
  return {
    read: async (...given) => (await opened()).read(...given),
    begin: async (...given) => (await opened()).begin(...given),
    authorize: async (...given) => (await opened()).authorize(...given),
    lease: async (...given) => (await opened()).lease(...given),
    save: async (...given) => (await opened()).save(...given),
    end: async (...given) => (await opened()).end(...given),
    revoke: async (...given) => (await opened()).revoke(...given),
    tryAgain: async (...given) => (await opened()).tryAgain(...given),
    inTrouble: async () => (await opened()).inTrouble(),
    close: async () => (await opening?.catch(() => undefined))?.close(),
  };
}
