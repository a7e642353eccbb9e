// What does not start, and what is said: one line of what is wrong, the setting, the way out. No secret in any of it.
import { configured, StartUpError } from "@countersign/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APP, DEVELOPMENT, Folder, KEYS, SDK_SECRET } from "./folder.ts";

const NOW = 1_763_949_600;
const folder = new Folder();
const OIDC = {
  issuer: "https://login.example.com",
  audience: "zoom",
  jwks: "https://login.example.com/jwks",
};
const AUDIT = { sqlite: "audit.sqlite", keys: { file: "audit-keys" } };

beforeAll(async () => {
  await folder.apiKey("shop", 1);
  folder.write("open-secret", SDK_SECRET, 0o644);
  folder.write("placeholder", "your_sdk_secret_here");
  folder.write("empty", "\n");
  folder.write("with-bom", `\ufeff${SDK_SECRET}`);
  folder.write("redis-keys", KEYS);
});
afterAll(() => folder.remove());

interface Told {
  readonly code: string;
  readonly field: string;
  readonly message: string;
  readonly help: string;
}

async function refusal(path: string, env: Record<string, string> = {}, now = NOW): Promise<Told | undefined> {
  try {
    const service = await configured({ path, env, now: () => now });
    await service.close();
    return undefined;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && "help" in error)) throw error;
    const { code, field, message, help } = error as unknown as Told;
    expect(`${message} ${help}`).not.toContain(SDK_SECRET);
    expect(message).not.toContain("\n");
    return { code, field, message, help };
  }
}

describe("a secret where its name belongs is not repeated", () => {
  const shown = "q8Zr… (31 characters)";
  test.each<[string, unknown, Partial<Told>]>([
    [
      "of a variable",
      { ...DEVELOPMENT, app: { ...APP, sdkSecret: { env: SDK_SECRET } } },
      {
        field: "app.sdkSecret",
        message: `app.sdkSecret: the environment has no ${shown}`,
        help: `Set ${shown}, or refer to a file instead.`,
      },
    ],
    [
      "of a file",
      { ...DEVELOPMENT, app: { ...APP, sdkSecret: { file: SDK_SECRET } } },
      {
        field: "app.sdkSecret",
        message: `app.sdkSecret: there is no file ${shown}, which looks like a secret itself`,
      },
    ],
    [
      "of the file of API keys",
      { app: APP, callers: { apiKeys: { file: SDK_SECRET } } },
      {
        field: "callers.apiKeys.file",
        message: `callers.apiKeys.file: there is no file ${shown}, which looks like a secret itself`,
      },
    ],
    [
      "of a setting",
      { ...DEVELOPMENT, [SDK_SECRET]: true },
      { code: "setting-unknown", field: shown, message: `${shown} is no setting of this server` },
    ],
    [
      "and a name that is one is shown",
      { ...DEVELOPMENT, app: { ...APP, sdkSecret: { env: "ZOOM_MEETING_SDK_SECRET_2026" } } },
      { message: "app.sdkSecret: the environment has no ZOOM_MEETING_SDK_SECRET_2026" },
    ],
  ])("%s", async (_what, config, told) => {
    expect(await refusal(folder.config(config))).toMatchObject(told);
  });
});

describe("what is written otherwise than it may be", () => {
  test.each<[string, unknown, Partial<Told>]>([
    ["nothing", null, { code: "setting-invalid", message: "the configuration is not an object" }],
    ["a list", [], { code: "setting-invalid", message: "the configuration is not an object" }],
    ["no callers", { app: APP }, { field: "callers", message: "callers is missing" }],
    [
      "a misspelt key",
      { ...DEVELOPMENT, corsOrigin: [] },
      {
        code: "setting-unknown",
        field: "corsOrigin",
        message: "corsOrigin is no setting of this server",
        help: "Did you mean corsOrigins?",
      },
    ],
    [
      "a misspelt key further in",
      { app: APP, callers: { oidc: [{ ...OIDC, audiance: "x" }] }, policy: [{ claims: {} }] },
      {
        code: "setting-unknown",
        field: "callers.oidc[0].audiance",
        help: "Did you mean callers.oidc[0].audience?",
      },
    ],
    [
      "a misspelt key in a list of lists",
      {
        app: APP,
        callers: { oidc: [OIDC] },
        policy: [{ rules: [{ callers: "any", meeting: ["1"], maxRole: 0 }] }],
      },
      {
        code: "setting-unknown",
        field: "policy[0].rules[0].meeting",
        help: "Did you mean policy[0].rules[0].meetings?",
      },
    ],
    [
      "a key of nothing we know",
      { ...DEVELOPMENT, listen: { zzzzzzzz: 1 } },
      { code: "setting-unknown", field: "listen.zzzzzzzz", help: "Known here: host, port." },
    ],
    [
      "a port that is none",
      { ...DEVELOPMENT, listen: { port: 70_000 } },
      { message: "listen.port is more than 65535" },
    ],
    [
      "a port as text",
      { ...DEVELOPMENT, listen: { port: "80" } },
      { field: "listen.port", message: expect.stringMatching(/^listen\.port is not a /) },
    ],
    [
      "a scope that is none",
      { app: APP, callers: { oidc: [{ ...OIDC, scopes: ["host"] }] }, policy: [{ claims: {} }] },
      { field: "callers.oidc[0].scopes[0]", message: expect.stringContaining('is not one of "') },
    ],
    [
      "a part of the policy with two things in it",
      { app: APP, callers: { oidc: [OIDC] }, policy: [{ claims: {}, hook: { url: "https://a.example" } }] },
      { field: "policy[0]", message: "policy[0] needs exactly one of claims, rules, hook and decide" },
    ],
    [
      "a function in JSON",
      { app: APP, callers: { session: { authenticate: "me" } }, policy: [{ claims: {} }] },
      { field: "callers.session.authenticate", message: "callers.session.authenticate is not a function" },
    ],
  ])("%s", async (_what, config, expected) => {
    expect(await refusal(folder.config(config))).toMatchObject(expected);
  });

  test("a secret that is written into it is refused, wherever one belongs, and not shown", async () => {
    const secret = SDK_SECRET;
    const places: [string, unknown][] = [
      ["app.sdkSecret", { ...DEVELOPMENT, app: { ...APP, sdkSecret: secret } }],
      ["app.sdkSecret[0]", { ...DEVELOPMENT, app: { ...APP, sdkSecret: [secret] } }],
      ["callers.signedRequests[0].secret", { app: APP, callers: { signedRequests: [{ id: "a", secret }] } }],
      [
        "policy[0].hook.token",
        { ...DEVELOPMENT, policy: [{ hook: { url: "https://a.example", token: secret } }] },
      ],
      [
        "state.redis.password",
        {
          ...DEVELOPMENT,
          state: { redis: { url: "redis://a", password: secret, keys: { file: "redis-keys" } } },
        },
      ],
      ["state.redis.keys", { ...DEVELOPMENT, state: { redis: { url: "redis://a", keys: KEYS } } }],
      ["state.audit.keys", { ...DEVELOPMENT, state: { audit: { sqlite: "a", keys: KEYS } } }],
      ["webhooks.secrets", { ...DEVELOPMENT, webhooks: { secrets: secret } }],
      [
        "webhooks.secrets[1]",
        { ...DEVELOPMENT, webhooks: { secrets: [{ file: "webhook-secret" }, secret] } },
      ],
    ];
    const told = [];
    for (const [, config] of places) told.push(await refusal(folder.config(config)));
    expect(told).toMatchObject(
      places.map(([field]) => ({
        code: "setting-invalid",
        field,
        message: `${field} is written into the configuration itself`,
      })),
    );
  });

  test.each<[string, string]>([
    ["state.redis.url", "redis://user:hunter2hunter2@127.0.0.1"],
    ["state.audit.postgres", "postgres://user:hunter2hunter2@127.0.0.1/db"],
  ])("a password in %s too", async (field, address) => {
    const [, part = "", name = ""] = field.split(".");
    const keys = { file: "audit-keys" };
    const told = await refusal(
      folder.config({ ...DEVELOPMENT, state: { [part]: { [name]: address, keys } } }),
    );
    expect(told).toMatchObject({ field, message: `${field}: a password stands in it` });
    expect(JSON.stringify(told)).not.toContain("hunter2");
  });
});

describe("what is not safe", () => {
  const known = (more: object) => ({ app: APP, callers: { apiKeys: { file: "api-keys.json" } }, ...more });
  test.each<[string, unknown, Record<string, string>, Partial<Told>]>([
    ["callers that nobody knows", { app: APP, callers: {} }, {}, { code: "access-missing" }],
    [
      "no policy for callers that have no record",
      { app: APP, callers: { oidc: [OIDC] } },
      {},
      { code: "policy-invalid" },
    ],
    [
      "development beside API keys",
      { ...DEVELOPMENT, callers: { ...DEVELOPMENT.callers, apiKeys: { file: "api-keys.json" } } },
      {},
      { code: "access-twice" },
    ],
    [
      "development in production",
      DEVELOPMENT,
      { NODE_ENV: "production" },
      { code: "development-in-production" },
    ],
    [
      "development for other machines",
      { ...DEVELOPMENT, listen: { host: "0.0.0.0" } },
      {},
      { code: "development-not-loopback" },
    ],
    [
      "development with a policy",
      { ...DEVELOPMENT, policy: [{ claims: {} }] },
      {},
      { code: "policy-invalid" },
    ],
    ["no app", { callers: DEVELOPMENT.callers }, {}, { field: "app" }],
    ["an app and tenants", { ...DEVELOPMENT, tenants: { shop: APP } }, {}, { field: "app" }],
    [
      "tenants that callers do not name",
      known({ app: undefined, tenants: { shop: APP } }),
      {},
      { code: "tenant-invalid" },
    ],
    ["hosts without an audit", known({}), {}, { code: "audit-missing" }],
    [
      "an origin with a path",
      known({ corsOrigins: ["https://a.example/x"], state: { audit: AUDIT } }),
      {},
      { code: "cors-origin-invalid" },
    ],
    [
      "every origin",
      known({ corsOrigins: ["*"], state: { audit: AUDIT } }),
      {},
      { code: "cors-origin-invalid" },
    ],
    [
      "replicas without Redis",
      known({ state: { replicas: 2, audit: AUDIT } }),
      {},
      {
        field: "state.replicas",
        message: "2 replicas would each count limits and remember nonces for themselves",
      },
    ],
    [
      "replicas with SQLite",
      known({
        state: {
          replicas: 2,
          audit: AUDIT,
          redis: { url: "redis://127.0.0.1:1", keys: { file: "redis-keys" } },
        },
      }),
      {},
      { field: "state.replicas", message: "2 replicas would each have an audit in a file of their own" },
    ],
    [
      "an audit in no folder",
      known({ state: { audit: { ...AUDIT, sqlite: "nowhere/audit.sqlite" } } }),
      {},
      { field: "state.audit.sqlite" },
    ],
    [
      "a secret that all can read",
      { ...DEVELOPMENT, app: { ...APP, sdkSecret: { file: "open-secret" } } },
      {},
      { code: "file-readable-by-others" },
    ],
    [
      "a secret that is not there",
      { ...DEVELOPMENT, app: { ...APP, sdkSecret: { file: "nowhere" } } },
      {},
      { code: "file-not-readable" },
    ],
    [
      "a secret in a variable for pages",
      { ...DEVELOPMENT, app: { ...APP, sdkSecret: { env: "VITE_ZOOM_SECRET" } } },
      { VITE_ZOOM_SECRET: SDK_SECRET },
      {
        field: "app.sdkSecret",
        message: "app.sdkSecret: VITE_ZOOM_SECRET begins with VITE_, so build tools put its value into pages",
      },
    ],
    [
      "a variable that is not set",
      { ...DEVELOPMENT, app: { ...APP, sdkSecret: { env: "ZOOM_SECRET" } } },
      {},
      { message: "app.sdkSecret: the environment has no ZOOM_SECRET" },
    ],
    [
      "a file and a variable",
      { ...DEVELOPMENT, app: { ...APP, sdkSecret: { file: "a", env: "B" } } },
      {},
      { message: "app.sdkSecret needs exactly one of file and env" },
    ],
    [
      "an empty secret",
      { ...DEVELOPMENT, app: { ...APP, sdkSecret: { file: "empty" } } },
      {},
      { message: "app.sdkSecret: empty is empty" },
    ],
    [
      "a placeholder",
      { ...DEVELOPMENT, app: { ...APP, sdkSecret: { file: "placeholder" } } },
      {},
      { code: "sdk-secret-invalid" },
    ],
    [
      "a secret with a byte order mark",
      { ...DEVELOPMENT, app: { ...APP, sdkSecret: { file: "with-bom" } } },
      {},
      { message: "app.sdkSecret: with-bom begins with a byte order mark" },
    ],
    [
      "keys that are none",
      known({ state: { audit: { ...AUDIT, keys: { file: "sdk-secret" } } } }),
      {},
      { code: "setting-invalid", field: "encryption keys" },
    ],
    [
      "a short webhook secret",
      { ...DEVELOPMENT, webhooks: { secrets: { env: "SHORT" } } },
      { SHORT: "short" },
      { field: "webhooks" },
    ],
    [
      "a hook on plain http",
      {
        app: APP,
        callers: { oidc: [OIDC] },
        policy: [{ hook: { url: "http://app.example.com" } }],
        state: { audit: AUDIT },
      },
      {},
      { field: "url" },
    ],
  ])("%s", async (_what, config, env, expected) => {
    expect(await refusal(folder.config(config), env)).toMatchObject(expected);
  });

  test("a clock from before this program", async () => {
    expect(await refusal(folder.config(DEVELOPMENT), {}, 1_000_000_000)).toMatchObject({
      code: "clock-wrong",
    });
  });

  test("and what is right starts: the configuration all of these are made from", async () => {
    expect(await refusal(folder.config(DEVELOPMENT))).toBe(undefined);
    expect(await refusal(folder.config(known({ state: { audit: AUDIT } })))).toBe(undefined);
  });
});

describe("the file itself", () => {
  test.each<[string, string, Partial<Told>]>([
    ["countersign.config.yaml", "a: 1", { field: expect.stringMatching(/yaml$/) }],
    ["broken.json", "{", { message: expect.stringContaining("is not JSON") }],
    [
      "broken.ts",
      "export default {{{",
      { message: expect.stringMatching(/broken\.ts (?:has a mistake|ends in an error)/) },
    ],
    [
      "throws.js",
      "throw new Error('secret things')",
      { message: expect.stringContaining("ends in an error (Error)") },
    ],
    ["nothing.ts", "export const config = {};", { message: "the configuration is missing" }],
  ])("%s", async (name, text, expected) => {
    const told = await refusal(folder.write(name, text));
    expect(told).toMatchObject(expected);
    expect(told?.message).not.toContain("secret things");
  });

  test("is not there", async () => {
    expect(await refusal("/nowhere/countersign.config.json")).toMatchObject({ code: "file-not-readable" });
  });

  test("StartUpError is what it is told with", async () => {
    await expect(configured({ path: "/nowhere.json" })).rejects.toSatisfy(StartUpError.is);
  });
});
