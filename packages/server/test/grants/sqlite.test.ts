import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../../../test/canary/support/suite.ts";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";
import { ADA } from "./fakes.ts";

/** A file that is not there yet, and SQL on it as somebody else may run it. */
function place() {
  const folder = temporaryFolder("sqlite");
  const file = join(folder.path, "grants.db");
  const open: DatabaseSync[] = [];
  onTestFinished(() => {
    for (const one of open) one.close();
    folder.remove();
  });
  const elsewhere = (): DatabaseSync => {
    const database = new DatabaseSync(file);
    open.push(database);
    return database;
  };
  return { folder, file, elsewhere };
}

const TOKENS = { refreshToken: "r", accessToken: "a", accessLife: 60_000 };
const versions = (database: DatabaseSync) =>
  database.prepare("SELECT component, version FROM countersign_schema").all();

test("the file is its owner's alone, and so are those beside it", async () => {
  const { file } = place();
  const store = await openSqliteGrants(file);
  await store.authorize(ADA, 0, TOKENS);
  const modes = [file, `${file}-wal`, `${file}-shm`].map((one) => statSync(one).mode & 0o777);
  expect(modes).toEqual([0o600, 0o600, 0o600]);
  await store.close();
});

test("a file that cannot be made is a store that is away", async () => {
  const { folder, file } = place();
  for (const path of [join(folder.path, "nowhere", "grants.db"), folder.path]) {
    await expect(openSqliteGrants(path)).rejects.toMatchObject({ name: "StoreUnavailable", store: "grants" });
  }
  mkdirSync(file);
  await expect(openSqliteGrants(file)).rejects.toMatchObject({ name: "StoreUnavailable" });
});

test("a store in memory makes no file, and each is its own", async () => {
  const [one, other] = [await openSqliteGrants(":memory:"), await openSqliteGrants(":memory:")];
  await one.authorize(ADA, 0, TOKENS);
  expect([(await one.read(ADA))?.generation, await other.read(ADA)]).toEqual([1, undefined]);
  expect(() => statSync(":memory:")).toThrow();
  await one.close();
  await other.close();
  await expect(one.read(ADA)).rejects.toMatchObject({ name: "StoreUnavailable" });
});

describe("versions of the tables", () => {
  test("the first opening makes them, a second changes nothing", async () => {
    const { file, elsewhere } = place();
    const store = await openSqliteGrants(file);
    const database = elsewhere();
    expect(versions(database)).toEqual([{ component: "grants", version: 2 }]);
    await store.authorize(ADA, 0, TOKENS);
    await store.close();
    const again = await openSqliteGrants(file);
    expect(versions(database)).toEqual([{ component: "grants", version: 2 }]);
    expect((await again.read(ADA))?.generation).toBe(1);
    await again.close();
  });

  test("of the first version get what came later, and keep their rows", async () => {
    const { file, elsewhere } = place();
    const store = await openSqliteGrants(file);
    await store.authorize(ADA, 0, TOKENS);
    await store.close();
    const database = elsewhere();
    database.exec("DROP INDEX countersign_grants_in_trouble; UPDATE countersign_schema SET version = 1");
    const again = await openSqliteGrants(file);
    expect(versions(database)).toEqual([{ component: "grants", version: 2 }]);
    expect((await again.read(ADA))?.generation).toBe(1);
    // Those in trouble are few among many, and found without a look at the others.
    const plan = database
      .prepare(
        `EXPLAIN QUERY PLAN SELECT state, COUNT(*) AS number FROM countersign_grants
        WHERE kind = 'user' AND state IN ('needs-reauthorization', 'uncertain') GROUP BY state`,
      )
      .all();
    expect(JSON.stringify(plan)).toContain("INDEX countersign_grants_in_trouble");
    await again.close();
  });

  test("beside those of another part of the program", async () => {
    const { file, elsewhere } = place();
    const database = elsewhere();
    database.exec("CREATE TABLE countersign_schema (component TEXT PRIMARY KEY, version INTEGER NOT NULL)");
    database.exec("INSERT INTO countersign_schema VALUES ('audit', 7)");
    const store = await openSqliteGrants(file);
    expect(versions(database)).toEqual([
      { component: "audit", version: 7 },
      { component: "grants", version: 2 },
    ]);
    expect(await store.read(ADA)).toBeUndefined();
    await store.close();
  });

  test("of a later program are left alone", async () => {
    const { file, elsewhere } = place();
    await (await openSqliteGrants(file)).close();
    const database = elsewhere();
    database.exec("UPDATE countersign_schema SET version = 3");
    await expect(openSqliteGrants(file)).rejects.toMatchObject({
      name: "StartUpError",
      code: "setting-invalid",
      field: "grants",
      message: "the sqlite database has grants of version 3; this program knows 2",
      help: "Start the newer version of this program.",
    });
    expect(versions(database)).toEqual([{ component: "grants", version: 3 }]);
    // Nothing of the one that was refused holds the file.
    database.exec("UPDATE countersign_schema SET version = 2");
    await (await openSqliteGrants(file)).close();
  });
});

test("a row holds no word but those that are known", async () => {
  const { file, elsewhere } = place();
  const store = await openSqliteGrants(file);
  await store.authorize(ADA, 0, TOKENS);
  const database = elsewhere();
  expect(() => database.exec("UPDATE countersign_grants SET state = 'other'")).toThrow("CHECK");
  expect(() => database.exec("UPDATE countersign_grants SET kind = 'other'")).toThrow("CHECK");
  await store.close();
});

test("another process that writes for a moment is waited for", async () => {
  const { file, elsewhere } = place();
  const store = await openSqliteGrants(file);
  const database = elsewhere();
  database.exec("BEGIN IMMEDIATE");
  const authorizing = store.authorize(ADA, 0, TOKENS);
  const reading = store.read(ADA);
  setImmediate(() => database.exec("COMMIT"));
  expect(await Promise.all([authorizing, reading])).toEqual([true, undefined]);
  expect((await store.read(ADA))?.generation).toBe(1);
  await store.close();
});
