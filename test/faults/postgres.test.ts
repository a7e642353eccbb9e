import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { postgresMissing, startPostgres } from "./support/postgres.ts";

const missing = postgresMissing();

describe.skipIf(missing)(`a PostgreSQL for tests${missing ? ` (skipped: ${missing})` : ""}`, () => {
  test("starts, keeps what was committed over a kill, and is gone afterwards", {
    timeout: 60_000,
  }, async () => {
    const postgres = await startPostgres();
    const ask = async (sql: string): Promise<unknown[]> => {
      const client = new Client({ connectionString: postgres.url });
      await client.connect();
      const { rows } = await client.query(sql);
      await client.end();
      return rows;
    };
    try {
      await ask("CREATE TABLE kept (n integer)");
      await ask("INSERT INTO kept VALUES (1)");
      await postgres.kill();
      await postgres.start();
      expect(await ask("SELECT n FROM kept")).toEqual([{ n: 1 }]);
    } finally {
      await postgres.remove();
    }
    await expect(ask("SELECT 1")).rejects.toThrow();
  });
});
