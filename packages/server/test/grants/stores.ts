import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { temporaryFolder } from "../../../../test/canary/support/suite.ts";
import {
  postgresMissing,
  startPostgres,
  type TestPostgres,
} from "../../../../test/faults/support/postgres.ts";
import type { GrantStore } from "../../src/grants/grant.ts";
import { openPostgresGrants } from "../../src/grants/postgres.ts";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";

/** One set of cases on both databases, real ones. `open` gives another connection to the same database each time. */
export function onBothStores(cases: (open: () => Promise<GrantStore>) => void): void {
  describe("on SQLite", () => {
    const folder = temporaryFolder("grants");
    afterAll(folder.remove);
    cases(() => openSqliteGrants(join(folder.path, "grants.db")));
  });

  // While sources are mutated: each mutant would start a server.
  const missing = process.env.COUNTERSIGN_MUTATION_AREA ? "mutation testing" : postgresMissing();
  describe.skipIf(missing)(`on Postgres${missing ? ` (skipped: ${missing})` : ""}`, () => {
    let postgres: TestPostgres;
    beforeAll(async () => {
      postgres = await startPostgres();
    }, 60_000);
    afterAll(() => postgres?.remove());
    cases(() => openPostgresGrants(postgres.url));
  });
}
