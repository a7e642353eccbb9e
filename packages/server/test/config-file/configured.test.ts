import { createHmac } from "node:crypto";
import { verify } from "@countersign/core";
import { type Allowed, configured, explainSettings, readSettings, serve } from "@countersign/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APP, DEVELOPMENT, Folder, KEYS, SDK_SECRET, WEBHOOK_SECRET } from "./folder.ts";

const NOW = 1_763_949_600;
const OTHER_SECRET = "Zp7Kd2Vx9Qm4Ht6Bs1Wc8Ln3Rj5Yg0F";
const MEETING = "87270695528";
const AUDIT = { sqlite: "audit.sqlite", keys: { file: "audit-keys" } };
const folder = new Folder();
let key: string;
beforeAll(async () => {
  key = await folder.apiKey("shop", 1);
});
afterAll(() => folder.remove());

function ask(role: 0 | 1, credential: string = key): Request {
  return new Request("http://127.0.0.1:4000/v1/signature", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${credential}` },
    body: JSON.stringify({ meetingNumber: MEETING, role }),
  });
}

test("one file says it all: keys, hosts with an audit, webhooks beside", async () => {
  const path = folder.config({
    app: { ...APP, sdkSecret: [{ file: "sdk-secret" }, { env: "OLD_SECRET" }] },
    callers: { apiKeys: { file: "api-keys.json" } },
    state: { audit: AUDIT },
    webhooks: { secrets: { file: "webhook-secret" } },
  });
  const told: string[] = [];
  const service = await configured({
    path,
    env: { OLD_SECRET: OTHER_SECRET },
    now: () => NOW,
    tell: (line) => told.push(line),
  });
  const host = await service.fetch(ask(1));
  const { signature } = (await host.json()) as { signature: string };
  const body = JSON.stringify({ event: "meeting.ended", payload: {} });
  const mac = createHmac("sha256", WEBHOOK_SECRET).update(`v0:${NOW}:${body}`).digest("hex");
  const webhook = await service.fetch(
    new Request("http://127.0.0.1:4000/v1/webhooks", {
      method: "POST",
      headers: { "x-zm-request-timestamp": String(NOW), "x-zm-signature": `v0=${mac}` },
      body,
    }),
  );
  await service.close();
  expect({
    listens: [service.host, service.port],
    verified: verify(signature, SDK_SECRET, { now: NOW }).ok,
    webhook: [webhook.status, await webhook.json()],
    told,
  }).toEqual({
    listens: ["127.0.0.1", 4000],
    verified: true,
    webhook: [200, { outcome: "handled" }],
    told: ["webhook: handled"],
  });
});

test("a program may say it too, with functions where JSON has none", async () => {
  const path = folder.write(
    "countersign.config.ts",
    `const secret: { file: string } = { file: "sdk-secret" };
    export default {
      app: { sdkKey: "kQ3vT8mZ1xWc5Lr7", sdkSecret: secret },
      callers: {
        session: {
          authenticate: (request: Request) =>
            request.headers.get("cookie") === "id=ada" ? { subject: "ada" } : undefined,
          scopes: ["join:mint"],
        },
      },
      policy: [{ decide: (caller: { id: string }, wish: { meetingNumber: string }) =>
        caller.id === "session:ada"
          ? { kind: "web", meetingNumber: wish.meetingNumber, maxRole: 0 }
          : "no" }],
    };`,
  );
  const service = await configured({ path, env: {}, now: () => NOW });
  const asked = async (cookie: string) => {
    const request = ask(0);
    request.headers.delete("authorization");
    request.headers.set("cookie", cookie);
    return (await service.fetch(request)).status;
  };
  expect([await asked("id=ada"), await asked("id=eve")]).toEqual([200, 401]);
  await service.close();
});

describe("reload", () => {
  test("what several configurations used is closed once, after the last of them", async () => {
    const apiKeys = { callers: { apiKeys: { file: "participants.json" } }, app: APP };
    await folder.apiKey("reader", 0, "participants.json");
    const shared = { sqlite: "shared.sqlite", keys: { file: "audit-keys" } };
    const service = await configured({
      path: folder.config({ ...apiKeys, state: { audit: shared } }),
      env: {},
      now: () => NOW,
    });
    folder.config({ ...apiKeys, state: { audit: shared }, limits: { person: 7 } });
    expect(await service.reload()).toMatchObject({ ok: true });
    folder.config(apiKeys);
    expect(await service.reload()).toMatchObject({ ok: true });
    await service.close();
  });

  test("two hundred times under requests, secrets in turn, broken ones in between: no request is lost, no signature is wrong", async () => {
    folder.write("turning", SDK_SECRET);
    const right = { ...DEVELOPMENT, app: { ...APP, sdkSecret: { file: "turning" } } };
    const broken = [
      "{",
      JSON.stringify({ ...right, callerz: {} }),
      JSON.stringify({ ...right, app: { ...APP, sdkSecret: { file: "nowhere" } } }),
      JSON.stringify({ ...right, app: { ...APP, sdkSecret: SDK_SECRET } }),
      JSON.stringify({ ...right, callers: {} }),
      JSON.stringify({ ...right, listen: { host: "0.0.0.0" } }),
      JSON.stringify({ ...right, corsOrigins: ["*"] }),
      JSON.stringify({ ...right, state: { replicas: 0 } }),
      JSON.stringify({ ...right, webhooks: { secrets: { env: "NOWHERE" } } }),
      "",
    ];
    const path = folder.config(right);
    const told: string[] = [];
    const service = await configured({ path, env: {}, now: () => NOW, tell: (line) => told.push(line) });
    const served = await serve({ fetch: service.fetch, port: 0 });
    const url = `${served.url}/`;
    const seen = { right: 0, wrong: 0, failed: 0 };
    let going = true;
    const client = async (): Promise<void> => {
      while (going) {
        const response = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
        }).catch(() => undefined);
        if (response?.status !== 200) {
          // The limit of development mode is one of the configuration: it is off in this one.
          seen.failed += 1;
          continue;
        }
        const { signature } = (await response.json()) as { signature: string };
        const ok = [SDK_SECRET, OTHER_SECRET].some((secret) => verify(signature, secret, { now: NOW }).ok);
        seen[ok ? "right" : "wrong"] += 1;
      }
    };
    const unlimited = { ...right, limits: { address: false, person: false, server: false, meeting: false } };
    folder.config(unlimited);
    await service.reload();
    const clients = Promise.all([client(), client(), client()]);
    const outcomes: boolean[] = [];
    for (let round = 0; round < 200; round += 1) {
      if (round % 20 === 19) folder.write("countersign.config.json", broken[(round - 19) / 20] ?? "");
      else {
        folder.write("turning", round % 2 ? SDK_SECRET : OTHER_SECRET);
        folder.config(unlimited);
      }
      outcomes.push((await service.reload()).ok);
    }
    going = false;
    await clients;
    await served.close();
    await service.close();
    expect({
      reloads: outcomes.length,
      refused: outcomes.filter((ok) => !ok).length,
      toldOfEach: told.filter((line) => line.startsWith("the configuration was not reloaded")).length,
      wrong: seen.wrong,
      failed: seen.failed,
      some: seen.right > 50,
    }).toEqual({ reloads: 200, refused: 10, toldOfEach: 10, wrong: 0, failed: 0, some: true });
    expect(told.join()).not.toContain(SDK_SECRET);
  }, 60_000);

  test("the new secret signs, the old configuration's state goes on, and limits are not forgotten", async () => {
    const config = { ...DEVELOPMENT, limits: { address: 2 } };
    const path = folder.config(config);
    const service = await configured({ path, env: {}, now: () => NOW });
    const send = async () => {
      const request = ask(0);
      request.headers.delete("authorization");
      return (await service.fetch(request, { remoteAddress: "127.0.0.1" })).status;
    };
    const statuses = [await send(), await send()];
    await service.reload();
    statuses.push(await send());
    await service.close();
    expect(statuses).toEqual([200, 200, 429]);
  });

  test("listen is another: said, and not done", async () => {
    const path = folder.config(DEVELOPMENT);
    const told: string[] = [];
    const service = await configured({ path, env: {}, now: () => NOW, tell: (line) => told.push(line) });
    folder.config({ ...DEVELOPMENT, listen: { port: 4001 } });
    expect(await service.reload()).toMatchObject({ ok: true });
    await service.close();
    expect(told).toEqual([
      "the configuration was reloaded",
      "listen is another now; that takes effect at the next start",
    ]);
  });

  test("an audit in a file of lines is kept open, and is not opened twice for another key", async () => {
    folder.write("other-keys", Buffer.from(KEYS, "base64").reverse().toString("base64"));
    const at = (keys: string) => ({
      app: APP,
      callers: { apiKeys: { file: "api-keys.json" } },
      state: { audit: { jsonl: "audit.jsonl", keys: { file: keys } } },
    });
    const service = await configured({ path: folder.config(at("audit-keys")), env: {}, now: () => NOW });
    const same = await service.reload();
    folder.config(at("other-keys"));
    const other = await service.reload();
    const host = await service.fetch(ask(1));
    await service.close();
    expect([same.ok, other.ok, host.status]).toEqual([true, false, 200]);
  });
});

describe("what is allowed to whom", () => {
  const explained = async (config: object): Promise<readonly Allowed[]> =>
    explainSettings(
      await readSettings({ path: folder.config(config), env: { S: "x".repeat(40) }, now: () => NOW }),
    );

  test("development", async () => {
    expect(await explained({ ...DEVELOPMENT, allowNative: true })).toEqual([
      {
        caller: "anybody on this machine",
        meetings: MEETING,
        atMost: "as participant",
        because: "callers.development",
      },
      {
        caller: "anybody on this machine",
        meetings: "any",
        atMost: "native",
        because: "callers.development",
      },
    ]);
  });

  test("every kind of caller beside every kind of policy", async () => {
    const allowed = await explained({
      app: APP,
      allowNative: true,
      callers: {
        apiKeys: { file: "api-keys.json" },
        signedRequests: [{ id: "backend", secret: { env: "S" } }],
        oidc: [
          { issuer: "https://login.example.com", audience: "zoom", jwks: "https://login.example.com/jwks" },
          {
            issuer: "https://guests.example.com",
            audience: "zoom",
            jwks: "https://guests.example.com/jwks",
            name: "guests",
            scopes: ["join:mint"],
          },
        ],
      },
      policy: [
        { claims: {} },
        {
          rules: [
            { callers: ["oidc:guests:eve", "hmac:backend"], meetings: [MEETING], maxRole: 1 },
            { callers: "any", native: true },
          ],
        },
        { hook: { url: "https://app.example.com/may" } },
      ],
    });
    const lines = allowed.map(({ caller, meetings, atMost }) => `${caller} | ${meetings} | ${atMost}`);
    expect(lines).toEqual([
      `key:shop | ${MEETING} | as host`,
      "key:shop | any | nothing",
      "key:shop | those that app.example.com allows | what it answers",
      `hmac:backend | ${MEETING} | as participant`,
      "hmac:backend | any | nothing",
      "hmac:backend | those that app.example.com allows | what it answers",
      "oidc:login.example.com:* | those that its token names in zoom.m | what it says",
      "oidc:login.example.com:* | any | nothing",
      "oidc:login.example.com:* | those that app.example.com allows | what it answers",
      "oidc:guests:* | those that its token names in zoom.m | as participant",
      `oidc:guests:eve | ${MEETING} | as participant`,
      "oidc:guests:* | any | nothing",
      "oidc:guests:* | those that app.example.com allows | what it answers",
    ]);
  });
});
