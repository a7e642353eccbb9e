import { afterEach, beforeEach, expect, test, vi } from "vitest";

/* What is said to node:sqlite, and what is made of what it says. The driver is a stand-in here. */

const clock = vi.hoisted(() => ({ pauses: [] as number[] }));
vi.mock("node:timers/promises", () => ({
  setTimeout: async (milliseconds: number) => void clock.pauses.push(milliseconds),
}));

const driver = vi.hoisted(() => ({
  opened: [] as unknown[],
  said: [] as string[],
  given: [] as (readonly unknown[])[],
  closed: 0,
  fails: (_sql: string): unknown => undefined,
}));
vi.mock("node:sqlite", () => ({
  get DatabaseSync() {
    return class {
      constructor(...of: readonly unknown[]) {
        driver.opened.push(of);
      }
      prepare(sql: string) {
        const first = sql.trim().split(/\s+/, 2).join(" ");
        driver.said.push(sql.startsWith("PRAGMA") ? sql : first);
        return {
          all(...parameters: readonly unknown[]) {
            driver.given.push(parameters);
            const error = driver.fails(sql);
            if (error !== undefined) throw error;
            return [];
          },
        };
      }
      close() {
        driver.closed += 1;
      }
    };
  },
}));

const { openSqliteGrants } = await import("../../src/grants/sqlite.ts");
const busy = (errcode: unknown) => Object.assign(new Error("database is locked"), { errcode });

beforeEach(() => {
  clock.pauses.length = 0;
  driver.opened.length = 0;
  driver.said.length = 0;
  driver.closed = 0;
  driver.fails = () => undefined;
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(() => void vi.restoreAllMocks());

const PRAGMAS = ["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"];
const MADE = [
  "BEGIN IMMEDIATE",
  "CREATE TABLE",
  "SELECT version",
  "CREATE TABLE",
  "CREATE INDEX",
  "INSERT INTO",
];

test("commits are durable, and the tables are made in one transaction", async () => {
  await openSqliteGrants(":memory:");
  expect(driver.opened).toEqual([[":memory:", { timeout: 25 }]]);
  expect(driver.said).toEqual([...PRAGMAS, ...MADE, "COMMIT"]);
  expect([driver.closed, clock.pauses]).toEqual([0, []]);
});

test.each([
  ["busy", 5],
  ["busy while another recovers", 5 | (1 << 8)],
  ["busy with an old snapshot", 5 | (2 << 8)],
])("%s: waited outside, and tried again", async (_, errcode) => {
  let fails = 3;
  driver.fails = (sql) => (sql === "BEGIN IMMEDIATE" && fails-- > 0 ? busy(errcode) : undefined);
  await openSqliteGrants(":memory:");
  expect(clock.pauses).toEqual([15, 15, 15]);
  expect(driver.said.filter((sql) => sql === "BEGIN IMMEDIATE").length).toBe(4);
});

test.each([
  [0, 5],
  [1, 25],
])("the wait is not always the same: %d", async (random, milliseconds) => {
  vi.spyOn(Math, "random").mockReturnValue(random);
  let fails = 1;
  driver.fails = () => (fails-- > 0 ? busy(5) : undefined);
  await openSqliteGrants(":memory:");
  expect(clock.pauses).toEqual([milliseconds]);
});

test("busy for good: given up after sixty tries", async () => {
  driver.fails = (sql) => (sql.startsWith("PRAGMA journal") ? busy(5) : undefined);
  await expect(openSqliteGrants(":memory:")).rejects.toMatchObject({
    name: "StoreUnavailable",
    store: "grants",
    cause: busy(5),
  });
  expect([driver.said.length, clock.pauses.length, driver.closed]).toEqual([60, 59, 1]);
});

test.each<[string, unknown]>([
  ["another error", busy(11)],
  ["another error whose number ends alike in ten", busy(15)],
  ["no number", busy(undefined)],
  ["a number as text", busy("5")],
])("%s: not tried again", async (_, error) => {
  driver.fails = (sql) => (sql.startsWith("PRAGMA journal") ? error : undefined);
  await expect(openSqliteGrants(":memory:")).rejects.toMatchObject({
    name: "StoreUnavailable",
    cause: error,
  });
  expect([driver.said.length, clock.pauses.length, driver.closed]).toEqual([1, 0, 1]);
});

test("what fails within the transaction is taken back, even if that fails too", async () => {
  driver.fails = (sql) =>
    sql.startsWith("SELECT version") || sql === "ROLLBACK" ? busy(sql === "ROLLBACK" ? 1 : 11) : undefined;
  await expect(openSqliteGrants(":memory:")).rejects.toMatchObject({ cause: busy(11) });
  expect(driver.said).toEqual([...PRAGMAS, "BEGIN IMMEDIATE", "CREATE TABLE", "SELECT version", "ROLLBACK"]);
  expect(driver.closed).toBe(1);
});

test("closed once, when it is closed", async () => {
  const store = await openSqliteGrants(":memory:");
  await store.close();
  expect(driver.closed).toBe(1);
});

test.each([
  ["no limit in time", undefined, 9_007_199_254_740_990],
  ["a limit in seconds, in milliseconds", 1_795_000_000.0015, 1_795_000_000_001],
])("an end of an authorization: %s, as whole as Postgres wants it", async (_, before, milliseconds) => {
  const store = await openSqliteGrants(":memory:");
  const key = { tenant: "north", app: "app-1", kind: "user", user: "ada" } as const;
  await store.revoke(key, "deauthorized", before);
  expect(driver.given.at(-1)).toEqual(["deauthorized", "north", "app-1", "user", "ada", milliseconds]);
});
