// How Zoom is reached, set up otherwise than it may be: what does not start, and what is said.
import { configured } from "@countersign/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APP, DEVELOPMENT, Folder, KEYS, SDK_SECRET } from "./folder.ts";

const folder = new Folder();
beforeAll(() => {
  folder.write("client-secret", SDK_SECRET);
  folder.write("empty-keys", " \n");
});
afterAll(() => folder.remove());

const SECRET = { clientSecret: { file: "client-secret" } };
const ACCOUNT = { accountId: "own", clientId: "server_App_Id", ...SECRET };
const USERS = { clientId: "general_App_Id", ...SECRET };
const REDIRECT = { redirectUri: "https://app.example.com/oauth/callback" };
const GRANTS = { grants: { sqlite: "grants.sqlite", keys: { file: "audit-keys" } } };
const WHOLE = { account: ACCOUNT, users: USERS, ...REDIRECT, ...GRANTS };
const TENANTS = { app: undefined, tenants: { north: APP, south: APP } };

interface Told {
  readonly field: string;
  readonly message: string;
}

async function refusal(zoom: unknown, more: object = {}): Promise<Told | undefined> {
  try {
    const path = folder.config({ ...DEVELOPMENT, ...more, zoom });
    await (await configured({ path, env: {}, now: () => 1_795_000_000 })).close();
    return undefined;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && "help" in error)) throw error;
    const { code, field, message, help } = error as unknown as Told & { code: string; help: string };
    expect(code).toMatch(/^(?:setting-(?:invalid|unknown)|file-not-readable)$/);
    expect(`${message} ${help}`).not.toContain(SDK_SECRET);
    expect(`${message} ${help}`).not.toContain(KEYS.slice(0, 12));
    return { field, message };
  }
}

describe("written otherwise than it may be", () => {
  test.each<[what: string, zoom: unknown, field: string, message: string]>([
    ["a list", [], "zoom", "zoom is not an object"],
    [
      "a misspelt key",
      { ...WHOLE, hostcheck: true },
      "zoom.hostcheck",
      "zoom.hostcheck is no setting of this server",
    ],
    [
      "a secret in the file",
      { account: { ...ACCOUNT, clientSecret: SDK_SECRET } },
      "zoom.account.clientSecret",
      "zoom.account.clientSecret is written into the configuration itself",
    ],
    [
      "an account without id",
      { account: { ...ACCOUNT, accountId: undefined } },
      "zoom.account.accountId",
      "zoom.account.accountId is missing",
    ],
    [
      "users: false",
      { ...WHOLE, users: false },
      "zoom.users",
      "zoom.users is of another kind than it has to be",
    ],
    [
      "grants in memory",
      { ...WHOLE, grants: { ...GRANTS.grants, memory: true } },
      "zoom.grants.memory",
      "zoom.grants.memory is no setting of this server",
    ],
    [
      "grants in Redis",
      { ...WHOLE, grants: { ...GRANTS.grants, redis: "redis://127.0.0.1" } },
      "zoom.grants.redis",
      "zoom.grants.redis is no setting of this server",
    ],
    [
      "grants without keys",
      { ...WHOLE, grants: { sqlite: "a" } },
      "zoom.grants.keys",
      "zoom.grants.keys is missing",
    ],
    [
      "grants nowhere",
      { ...WHOLE, grants: { keys: { file: "audit-keys" } } },
      "zoom.grants",
      "zoom.grants needs exactly one of sqlite and postgres",
    ],
    [
      "grants in two places",
      { ...WHOLE, grants: { ...GRANTS.grants, postgres: "postgres://127.0.0.1/a" } },
      "zoom.grants",
      "zoom.grants needs exactly one of sqlite and postgres",
    ],
    [
      "a host check of another kind",
      { ...WHOLE, hostCheck: "yes" },
      "zoom.hostCheck",
      "zoom.hostCheck is of another kind than it has to be",
    ],
    [
      "mayManage that is no function",
      { ...WHOLE, mayManage: true },
      "zoom.mayManage",
      "zoom.mayManage is not a function",
    ],
    [
      "an id with a space",
      { account: { ...ACCOUNT, clientId: "a b" } },
      "zoom.account.clientId",
      expect.any(String),
    ],
    [
      "an id with a colon",
      { ...WHOLE, users: { ...USERS, clientId: "a:b" } },
      "zoom.users.clientId",
      expect.any(String),
    ],
  ])("%s", async (_what, zoom, field, message) => {
    expect(await refusal(zoom)).toEqual({ field, message });
  });
});

describe("not safe, or of no use", () => {
  test.each<[what: string, zoom: object, more: object, field: string, message: string]>([
    [
      "nobody to ask as",
      GRANTS,
      {},
      "zoom",
      "zoom says neither as which account nor as which users Zoom is asked",
    ],
    [
      "users without grants",
      { users: USERS, ...REDIRECT },
      {},
      "zoom.grants",
      "users authorize the app, and nothing says where their refresh tokens are kept",
    ],
    [
      "users without redirectUri",
      { users: USERS, ...GRANTS },
      {},
      "zoom.redirectUri",
      "users authorize the app, and nothing says where Zoom leads them back to",
    ],
    [
      "redirectUri without users",
      { account: ACCOUNT, ...REDIRECT },
      {},
      "zoom.redirectUri",
      "there is a redirectUri, and no app that users authorize",
    ],
    [
      "redirectUri that leads elsewhere",
      { ...WHOLE, redirectUri: "https://app.example.com/done" },
      {},
      "redirectUri",
      "redirectUri of the OAuth routes does not end with /oauth/callback",
    ],
    [
      "keys that are empty",
      { ...WHOLE, grants: { sqlite: "a", keys: { file: "empty-keys" } } },
      {},
      "zoom.grants.keys",
      "zoom.grants.keys: there is no key",
    ],
    [
      "grants in no folder",
      { ...WHOLE, grants: { ...GRANTS.grants, sqlite: "nowhere/grants.sqlite" } },
      {},
      "zoom.grants.sqlite",
      expect.stringMatching(/^the grants cannot be opened at /),
    ],
    [
      "replicas with a file of grants",
      WHOLE,
      { state: { replicas: 2 } },
      "zoom.grants",
      "several replicas would each keep users' tokens in a file of their own",
    ],
    [
      "one app for both",
      { ...WHOLE, users: { ...USERS, clientId: ACCOUNT.clientId } },
      {},
      "zoom.account",
      "zoom: account and users are of one app, and Zoom has no app for both",
    ],
    [
      "a host check without an account",
      { users: USERS, ...REDIRECT, ...GRANTS, hostCheck: true },
      {},
      "zoom.hostCheck",
      "hosts are to be checked, and there is no account to ask Zoom as",
    ],
    [
      "http to somewhere else",
      { ...WHOLE, apiUrl: "http://api.zoom.us" },
      {},
      "zoom.apiUrl",
      "the address of Zoom in zoom.apiUrl is http, to a host that is not this machine",
    ],
    [
      "an address inside",
      { ...WHOLE, oauthUrl: "https://10.0.0.1" },
      {},
      "zoom.oauthUrl",
      "the address of Zoom in zoom.oauthUrl names an address, not a host",
    ],
    [
      "tenants beside one app",
      { tenants: { north: { account: ACCOUNT } } },
      {},
      "zoom.tenants",
      "zoom has tenants, and the server has one app",
    ],
    [
      "one account beside tenants",
      { account: ACCOUNT },
      TENANTS,
      "zoom.tenants",
      "the server has tenants, and zoom.account or zoom.users is of none of them",
    ],
    [
      "a tenant that is none",
      { tenants: { east: { account: ACCOUNT } } },
      TENANTS,
      "zoom.tenants.east",
      "zoom.tenants.east is of no tenant of this server",
    ],
    [
      "a tenant with nothing",
      { tenants: { north: {} } },
      TENANTS,
      "zoom.tenants.north",
      "zoom.tenants.north says neither as which account nor as which users Zoom is asked",
    ],
    [
      "no tenant at all",
      { tenants: {} },
      TENANTS,
      "zoom.tenants",
      "zoom.tenants says neither as which account nor as which users Zoom is asked",
    ],
    [
      "a host check for one of two tenants",
      { tenants: { north: { account: ACCOUNT } }, hostCheck: true },
      TENANTS,
      "zoom.hostCheck",
      "hosts are to be checked, and there is no account for south to ask Zoom as",
    ],
  ])("%s", async (_what, zoom, more, field, message) => {
    expect(await refusal(zoom, more)).toEqual({ field, message });
  });
});

describe("and what is right starts", () => {
  test.each<[what: string, zoom: object]>([
    ["all of it", { ...WHOLE, hostCheck: { allowStale: true }, returnTo: ["https://app.example.com/done"] }],
    ["the account alone, nothing kept", { account: ACCOUNT, hostCheck: true }],
    ["users of the app that signs", { users: true, ...REDIRECT, ...GRANTS, hostCheck: false }],
    [
      "secrets to be replaced",
      { ...WHOLE, users: { ...USERS, clientSecret: [SECRET.clientSecret, { file: "sdk-secret" }] } },
    ],
    [
      "Zoom for Government",
      { account: ACCOUNT, oauthUrl: "https://zoomgov.com", apiUrl: "https://api.zoomgov.com" },
    ],
  ])("%s", async (_what, zoom) => {
    expect(await refusal(zoom)).toBe(undefined);
  });
});
