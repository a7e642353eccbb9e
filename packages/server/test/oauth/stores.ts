import { onTestFinished } from "vitest";
import type { GrantStore } from "../../src/grants/grant.ts";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";
import type { OAuthOptions } from "../../src/oauth/options.ts";
import { type World, world } from "./world.ts";

/** A world of its own, with a SQLite in memory. */
export async function aWorld(over: Partial<OAuthOptions> = {}, deadline?: number): Promise<World> {
  const store: GrantStore = await openSqliteGrants(":memory:");
  onTestFinished(() => store.close());
  return world(store, over, deadline);
}
