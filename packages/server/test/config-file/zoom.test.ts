import { join } from "node:path";
import {
  type Allowed,
  checkConfigured,
  configured,
  explainSettings,
  readSettings,
} from "@countersign/server";
import { describe, expect, test } from "vitest";
import { patient } from "../../src/config-file/grants-place.ts";
import { createKeyRing, keysFromText } from "../../src/crypto/key-ring.ts";
import type { GrantKey } from "../../src/grants/grant.ts";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";
import { openToken } from "../../src/grants/tokens.ts";
import { StoreUnavailable } from "../../src/state/stores.ts";
import { KEYS } from "./folder.ts";
import { authorize, MEETING, NOW, send, webhook, type ZoomFolder, zoomFolder } from "./zoom.ts";

const HOST = { meetingNumber: MEETING, role: 1 };
const ADA: GrantKey = { tenant: "default", app: "general_App_Id", kind: "user", user: "ada" };

async function serving(path: string, told: string[] = []) {
  return configured({ path, env: {}, now: () => NOW, tell: (line) => told.push(line) });
}

async function stateOf({ folder }: ZoomFolder): Promise<string | undefined> {
  const store = await openSqliteGrants(join(folder.path, "grants.sqlite"));
  const grant = await store.read(ADA);
  await store.close();
  return grant?.state;
}

describe("with Zoom's API set up", () => {
  test("a user authorizes the app, joins are with their tokens, and taking it away ends them", async () => {
    const made = await zoomFolder();
    const { sandbox, key, config } = made;
    const told: string[] = [];
    const service = await serving(config({ account: undefined }), told);
    const start = () => send(service.fetch, key, "/oauth/start", { zoomUser: "ada" });
    const asHost = () => send(service.fetch, key, "/v1/join", HOST);

    const before = await asHost();
    const link = await start();
    const authorized = await authorize(service.fetch, String(link.body.url));
    const after = await asHost();
    const [zak] = sandbox.zoom.companions();
    const event = (at: number) => ({
      event: "app_deauthorized",
      event_ts: at * 1000,
      payload: { account_id: "own", user_id: "ada", client_id: "general_App_Id" },
    });
    const states = [await stateOf(made)];
    // One of before the authorization, sent again: it is about an earlier one.
    await webhook(service.fetch, event(NOW - 10 * 365 * 86_400));
    states.push(await stateOf(made));
    const handled = await webhook(service.fetch, event(Date.now() / 1000 + 60));
    states.push(await stateOf(made));
    const ended = await asHost();
    await service.close();

    expect({
      statuses: [before.status, link.status, authorized, after.status, handled, ended.status],
      join: after.body.join,
      states,
      told: told.filter((line) => line.startsWith("oauth")).map((line) => line.replace(/ \(.*/, "")),
    }).toEqual({
      statuses: [409, 200, 200, 200, 200, 409],
      join: expect.objectContaining({ zak: zak?.token }),
      states: ["active", "active", "revoked"],
      told: ["oauth start: link-given", "oauth start: sent-to-zoom", "oauth callback: authorized"],
    });
    expect(told.join("\n")).not.toContain(zak?.token);
  });

  test.each<[what: string, zoomUser: string, hostCheck: unknown, down: boolean, status: number]>([
    ["the host", "ada", true, false, 200],
    ["an alternative host, by e-mail address", "bob@own.example", true, false, 200],
    ["somebody else", "eve", true, false, 403],
    ["somebody else, unchecked", "eve", false, false, 200],
    ["the host, and Zoom is down", "ada", true, true, 503],
    ["the host, Zoom is down and nothing is known", "ada", { allowStale: true }, true, 503],
  ])("host check: %s", async (_what, zoomUser, hostCheck, down, status) => {
    const { sandbox, key, config } = await zoomFolder();
    const rules = [{ callers: ["key:shop"], meetings: [MEETING], maxRole: 1, zoomUser }];
    const service = await serving(config({ hostCheck }, { policy: [{ rules }] }));
    if (down) sandbox.zoom.fail("meetings/get", { kind: "status", status: 503 });
    const answer = await send(service.fetch, key, "/v1/signature", HOST);
    await service.close();
    expect(answer.status).toBe(status);
  });

  test("a reload keeps what is open by the same settings, and opens it anew for others", async () => {
    const { folder, sandbox, key, config } = await zoomFolder();
    const service = await serving(config());
    const zak = async () => (await send(service.fetch, key, "/v1/join", HOST)).body.join as { zak: string };
    const first = await zak();
    config({ hostCheck: true }, { limits: { person: 7 } });
    const reloads = [await service.reload()];
    const kept = await zak();
    folder.write("other-secret", "another_client_secret");
    config({ users: { clientId: "general_App_Id", clientSecret: { file: "other-secret" } } });
    reloads.push(await service.reload());
    const anew = await zak();
    await service.close();
    expect(reloads.map(({ ok }) => ok)).toEqual([true, true]);
    expect([kept.zak === first.zak, anew.zak === first.zak]).toEqual([true, false]);
    expect(sandbox.zoom.calls("users/token/zak").received).toBe(2);
  });

  test("by tenant: each is asked for as its own account", async () => {
    const { key, folder, config, sandbox } = await zoomFolder();
    const secret = { clientSecret: { file: "client-secret" } };
    const account = { accountId: "own", clientId: "server_App_Id", ...secret };
    const app = { sdkKey: "kQ3vT8mZ1xWc5Lr7", sdkSecret: { file: "sdk-secret" } };
    const records = JSON.parse(folder.read("api-keys.json")) as object[];
    folder.write("api-keys.json", JSON.stringify(records.map((one) => ({ ...one, tenant: "north" }))));
    const rules = [
      { callers: ["key:shop"], tenant: "north", meetings: [MEETING], maxRole: 1, zoomUser: "ada" },
    ];
    const service = await serving(
      config(
        { account: undefined, users: undefined, redirectUri: undefined, tenants: { north: { account } } },
        { app: undefined, tenants: { north: app, south: app }, policy: [{ rules }] },
      ),
    );
    const answer = await send(service.fetch, key, "/v1/join", HOST);
    await service.close();
    expect([answer.status, sandbox.zoom.companions().length]).toEqual([200, 1]);
  });

  test("while the database of grants is down, signing goes on", async () => {
    const { key, config } = await zoomFolder();
    const grants = { postgres: "postgres://127.0.0.1:1/none", keys: { file: "audit-keys" } };
    const service = await serving(config({ grants, account: undefined }));
    const signed = await send(service.fetch, key, "/v1/signature", HOST);
    const join = await send(service.fetch, key, "/v1/join", HOST);
    await service.close();
    expect([signed.status, join.status]).toEqual([200, 503]);
  });
});

test("a server that ends saves what Zoom has just given first", async () => {
  const { folder, sandbox, key, config } = await zoomFolder();
  const service = await serving(config({ account: undefined }));
  const link = await send(service.fetch, key, "/oauth/start", { zoomUser: "ada" });
  await authorize(service.fetch, String(link.body.url));
  sandbox.zoom.endAccessTokens();
  sandbox.zoom.fail("oauth/token/refresh_token", { kind: "slow", milliseconds: 400 });
  const joining = send(service.fetch, key, "/v1/join", HOST);
  const asked = () => sandbox.zoom.calls("oauth/token/refresh_token").received;
  await expect.poll(asked, { interval: 5, timeout: 5000 }).toBe(1);
  await service.close();

  const store = await openSqliteGrants(join(folder.path, "grants.sqlite"));
  const { generation = 0, refreshToken } = (await store.read(ADA)) ?? {};
  const keys = await createKeyRing(keysFromText(KEYS));
  const saved = await openToken(keys, ADA, "refresh-token", generation, refreshToken);
  await store.close();
  await joining;
  const atZoom = sandbox.zoom.grantNow({ clientId: ADA.app, userId: "ada" });
  expect({ saved, generation }).toEqual({ saved: atZoom?.refreshToken, generation: 2 });
});

test("a database that was down when the server started is used once it is up", async () => {
  let down = true;
  let opened = 0;
  const store = await patient(async () => {
    if (down) throw new StoreUnavailable("grants", new Error("down"));
    opened += 1;
    return openSqliteGrants(":memory:");
  });
  await expect(store.read(ADA)).rejects.toSatisfy(StoreUnavailable.is);
  down = false;
  await Promise.all([store.read(ADA), store.begin(ADA)]);
  expect([await store.read(ADA), opened]).toEqual([expect.objectContaining({ generation: 0 }), 1]);
  await store.close();
});

test("a check leaves a server alone that has the audit's file open", async () => {
  const { config, key } = await zoomFolder();
  const path = config({}, { state: { audit: { jsonl: "audit.jsonl", keys: { file: "audit-keys" } } } });
  const service = await serving(path);
  await checkConfigured({ path, env: {}, now: () => NOW });
  const host = await send(service.fetch, key, "/v1/signature", HOST);
  await checkConfigured({ path, env: {}, now: () => NOW });
  await service.close();
  expect(host.status).toBe(200);
});

test.each(["nowhere/audit.jsonl", "sdk-secret/audit.jsonl"])(
  "a check says that there can be no audit at %s",
  async (jsonl) => {
    const { config } = await zoomFolder();
    const path = config({}, { state: { audit: { jsonl, keys: { file: "audit-keys" } } } });
    await expect(checkConfigured({ path, env: {}, now: () => NOW })).rejects.toMatchObject({
      code: "file-not-readable",
      field: "state.audit.jsonl",
    });
  },
);

describe("what comes with a join", () => {
  const explained = async (zoom: object, more: object = {}): Promise<readonly string[]> => {
    const { config } = await zoomFolder();
    const allowed: readonly Allowed[] = explainSettings(
      await readSettings({ path: config(zoom, more), env: { S: "x".repeat(40) }, now: () => NOW }),
    );
    return allowed.map(({ caller, atMost, comesWith }) => `${caller} | ${atMost} | ${comesWith}`);
  };
  const rules = (more: object) => [{ rules: [{ callers: "any", meetings: [MEETING], ...more }] }];

  test.each<[what: string, zoom: object, policy: readonly object[], line: string]>([
    ["both", {}, rules({ maxRole: 0, zoomUser: "ada" }), "as participant | ZAK, OBF token"],
    [
      "the account alone",
      { users: undefined, redirectUri: undefined },
      rules({ maxRole: 1, zoomUser: "ada" }),
      "as host | ZAK",
    ],
    [
      "users alone",
      { account: undefined },
      rules({ maxRole: 1, zoomUser: "ada" }),
      "as host | ZAK, OBF token",
    ],
    ["no Zoom user", {}, rules({ maxRole: 1 }), "as host | nothing"],
    [
      "a host who is checked",
      { hostCheck: true },
      rules({ maxRole: 1, zoomUser: "ada" }),
      "as host | ZAK, OBF token, host check",
    ],
    [
      "a host who cannot be",
      { hostCheck: true },
      rules({ maxRole: 1 }),
      "as host | no host, as no Zoom user is named",
    ],
    ["a participant is not checked", { hostCheck: true }, rules({ maxRole: 0 }), "as participant | nothing"],
    [
      "a hook",
      { hostCheck: { allowStale: true } },
      [{ hook: { url: "https://app.example.com/may" } }],
      "what it answers | ZAK, OBF token, host check",
    ],
  ])("%s", async (_what, zoom, policy, line) => {
    expect(await explained(zoom, { policy })).toEqual([
      `key:shop | as host | ${"hostCheck" in zoom ? "no host, as no Zoom user is named" : "nothing"}`,
      `key:shop | ${line}`,
    ]);
  });

  test("scopes, claims and native signatures", async () => {
    const oidc = {
      issuer: "https://login.example.com",
      audience: "zoom",
      jwks: "https://login.example.com/jwks",
    };
    expect(
      await explained(
        {},
        {
          allowNative: true,
          callers: {
            oidc: [
              { ...oidc, name: "all", scopes: ["join:mint", "zak:read"] },
              { ...oidc, name: "few" },
            ],
          },
          policy: [
            { claims: { zoomUser: ["zoom", "user"] } },
            { claims: {} },
            { rules: [{ callers: "any", native: true }] },
          ],
        },
      ),
    ).toEqual([
      "oidc:all:* | as participant | ZAK",
      "oidc:all:* | as participant | nothing",
      "oidc:all:* | nothing | nothing",
      "oidc:few:* | what it says | nothing",
      "oidc:few:* | what it says | nothing",
      "oidc:few:* | nothing | nothing",
    ]);
  });
});
