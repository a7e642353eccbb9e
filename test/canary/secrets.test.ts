import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createSandbox } from "@countersign/sandbox";
import { createApiKey } from "@countersign/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scanFolder } from "./support/places.ts";
import { Secrets } from "./support/secrets.ts";

const APP = {
  clientId: "general_App_Id",
  clientSecret: "vN4kT8wLq2Xz7Rm5Yc1Hd9Bs6Pj3Gf0E",
  kind: "general",
  accountId: "own",
  scopes: ["user:read:token"],
} as const;

const folder = mkdtempSync(join(tmpdir(), "countersign-secrets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secrets = new Secrets();
const sandbox = secrets.of(
  createSandbox({
    apps: [],
    meetings: [],
    api: { apps: [APP], users: [{ id: "ada", email: "ada@own.example", accountId: "own" }] },
  }),
);
const issued = sandbox.zoom.grant({ clientId: APP.clientId, userId: "ada" });
let key = "";
let refreshed = "";
beforeAll(async () => {
  secrets.add("clientSecret", APP.clientSecret);
  ({ key } = await createApiKey({ meetings: "any" }));
  secrets.add("an API key", key);
  const response = await sandbox.fetch(
    new Request("http://127.0.0.1/oauth/token", {
      method: "POST",
      headers: {
        authorization: `Basic ${btoa(`${APP.clientId}:${APP.clientSecret}`)}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: issued.refreshToken }),
    }),
    "127.0.0.1",
  );
  ({ refresh_token: refreshed } = (await response.json()) as { refresh_token: string });
});

const foundIn = (text: string): readonly string[] => [
  ...new Set(
    secrets
      .scanner()
      .scan("here", text)
      .map(({ canary }) => canary),
  ),
];

describe("what a test's secrets find", () => {
  test("the tokens of a consent, and those of a refresh", () => {
    expect([
      foundIn(`token=${issued.accessToken}`),
      foundIn(`token=${issued.refreshToken}`),
      foundIn(`token=${refreshed}`),
    ]).toEqual([
      ["access token 1", "a token of the stand-in (access)"],
      ["refresh token 1", "a token of the stand-in (refresh)"],
      ["refresh token 2", "a token of the stand-in (refresh)"],
    ]);
  });

  test("a token of a stand-in that nobody noted, and one in base64", () => {
    const other = "sandbox-refresh-77-AbCdEfGhIjKlMnOpQrStUvWx";
    expect([foundIn(other), foundIn(`..${btoa(`xy${other}`)}`)]).toEqual([
      ["a token of the stand-in (refresh)"],
      ["a token of the stand-in (refresh)"],
    ]);
  });

  test("twelve characters of an API key, and not its beginning, which names it", () => {
    expect([foundIn(key.slice(-12)), foundIn(key.replace(/_[^_]+.{42}$/, "_"))]).toEqual([
      ["an API key"],
      [],
    ]);
  });

  test("nothing in what is no secret", () => {
    expect(foundIn("sandbox-oauth.md, general_App_Id, refresh_token, zsk_, @countersign/sandbox")).toEqual(
      [],
    );
  });
});

test("a database, what is beside it and a folder below are looked through; a secret's own file is not", () => {
  mkdirSync(join(folder, "below"));
  const database = new DatabaseSync(join(folder, "below", "grants.db"));
  database.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (x TEXT)");
  database.prepare("INSERT INTO t VALUES (?)").run(issued.refreshToken);
  writeFileSync(join(folder, "sdk-secret"), APP.clientSecret);
  const state = /\.(?:db|sqlite)(?:-wal)?$/;
  const places = (which?: RegExp) =>
    [...new Set(scanFolder(secrets.scanner(), folder, which).map(({ place }) => place))].sort();
  const seen = [places(state), places()];
  database.close();
  expect(seen).toEqual([["grants.db-wal"], ["grants.db-wal", "sdk-secret"]]);
});
