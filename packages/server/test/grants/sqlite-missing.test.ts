import { expect, test, vi } from "vitest";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";

vi.mock("node:sqlite", () => {
  throw new Error("No such built-in module: node:sqlite");
});

test("where there is no node:sqlite it is said what there has to be", async () => {
  await expect(openSqliteGrants(":memory:")).rejects.toMatchObject({
    name: "StartUpError",
    code: "setting-invalid",
    field: "grants",
    message: "this Node has no node:sqlite",
    help: "Use Node 22.13 or newer, or keep grants in Postgres.",
  });
});
