import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { tryGrantAgain } from "@countersign/server";
import { expect, test } from "vitest";
import { createKeyRing } from "../../src/crypto/key-ring.ts";
import type { GrantKey } from "../../src/grants/grant.ts";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";
import { sealTokens } from "../../src/grants/tokens.ts";
import { DEVELOPMENT, KEYS } from "./folder.ts";
import { NOW, zoomFolder } from "./zoom.ts";

const APP = "general_App_Id";

test("one that was given up is tried once more; nothing else changes", async () => {
  const { folder, sandbox, config } = await zoomFolder();
  const options = { path: config(), env: {}, now: () => NOW };
  const file = join(folder.path, "grants.sqlite");
  const store = await openSqliteGrants(file);
  const keys = await createKeyRing([new Uint8Array(Buffer.from(KEYS, "base64"))]);
  const keyOf = (user: string): GrantKey => ({ tenant: "default", app: APP, kind: "user", user });
  for (const user of ["ada", "bob", "eve"]) {
    const { accessToken, refreshToken } = sandbox.zoom.grant({ clientId: APP, userId: user });
    const tokens = { accessToken, refreshToken, life: 3600 };
    await store.authorize(keyOf(user), 0, await sealTokens(keys, keyOf(user), 1, tokens));
  }
  await store.revoke(keyOf("bob"), "revoked-by-caller");
  const database = new DatabaseSync(file);
  database.exec("UPDATE countersign_grants SET state = 'needs-reauthorization' WHERE zoom_user = 'eve'");
  database.close();

  const before = await store.read(keyOf("eve"));
  const outcomes: Record<string, string[]> = {};
  for (const zoomUser of ["ada", "bob", "eve", "nobody"]) {
    const tries = [await tryGrantAgain(options, { zoomUser }), await tryGrantAgain(options, { zoomUser })];
    outcomes[zoomUser] = tries;
  }
  expect(outcomes).toEqual({
    ada: ["active", "active"],
    bob: ["revoked", "revoked"],
    eve: ["will-be-tried", "uncertain"],
    nobody: ["unknown", "unknown"],
  });
  const { state, tries, generation, refreshToken } = (await store.read(keyOf("eve"))) ?? {};
  expect({ state, tries, generation, refreshToken }).toEqual({
    state: "uncertain",
    tries: 1,
    generation: 1,
    refreshToken: before?.refreshToken,
  });
  await store.close();
});

test.each([
  ["a tenant that is none", {}, { zoomUser: "ada", tenant: "north" }],
  ["one named like what objects have", {}, { zoomUser: "ada", tenant: "constructor" }],
  ["no app that users authorize", { users: undefined, redirectUri: undefined }, { zoomUser: "ada" }],
])("refused: %s", async (_what, changed, wanted) => {
  const { config } = await zoomFolder();
  await expect(tryGrantAgain({ path: config(changed), env: {} }, wanted)).rejects.toMatchObject({
    name: "StartUpError",
    field: "zoom.users",
  });
});

test("refused: a configuration without Zoom's API", async () => {
  const { folder } = await zoomFolder();
  const path = folder.config(DEVELOPMENT);
  await expect(tryGrantAgain({ path, env: {} }, { zoomUser: "ada" })).rejects.toMatchObject({
    name: "StartUpError",
    field: "zoom.users",
  });
});
