import { DEFAULT_TENANT } from "../access/caller.ts";
import { refuseToStart } from "../errors.ts";
import { type ConfiguredOptions, readSettings } from "./configured.ts";
import { openGrants } from "./grants-place.ts";

/** Whose grant. */
export interface GrantWanted {
  /** As Zoom has the id. */
  readonly zoomUser: string;
  /** `default` unless given. */
  readonly tenant?: string | undefined;
}

/**
 * `will-be-tried`: whoever needs the grant next asks Zoom once more with what was kept. Otherwise nothing was changed:
 * there is no grant of this user (`unknown`), its tokens are gone (`revoked`), or it waits for nobody (`active`,
 * `uncertain`).
 */
export type TriedAgain = "active" | "revoked" | "uncertain" | "unknown" | "will-be-tried";

/**
 * Gives what is kept of a user's authorization one more try, where it was given up because two answers of Zoom in a
 * row did not arrive. It can be done beside a server that runs.
 *
 * @throws StartUpError for a configuration that cannot be served, or has no such grants
 * @throws StoreUnavailable
 */
export async function tryGrantAgain(
  options: ConfiguredOptions,
  { zoomUser, tenant = DEFAULT_TENANT }: GrantWanted,
): Promise<TriedAgain> {
  const { zoom } = await readSettings(options);
  const users = zoom && Object.hasOwn(zoom.tenants, tenant) ? zoom.tenants[tenant]?.users : undefined;
  if (zoom?.grants === undefined || users === undefined) {
    return refuseToStart(
      "setting-invalid",
      "zoom.users",
      `there is no Zoom app here that users of the tenant ${tenant} authorize`,
      "Give the configuration file that the server runs with, and the tenant's name as it has it.",
    );
  }
  const { store } = await openGrants(zoom.grants, true);
  try {
    const key = { tenant, app: users.clientId, kind: "user", user: zoomUser } as const;
    if (await store.tryAgain(key)) return "will-be-tried";
    const state = (await store.read(key))?.state;
    if (state === undefined) return "unknown";
    // Nothing that could be tried was kept.
    return state === "needs-reauthorization" ? "revoked" : state;
  } finally {
    await store.close();
  }
}
