import { subscribe } from "node:diagnostics_channel";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiKey } from "@countersign/server";
import { main } from "countersign";
import { afterAll, describe, expect, test } from "vitest";
import { CREDENTIALS, ioOf, KEY, SECRET, type World } from "./world.ts";

/*
 * What is not safe does not start: `countersign serve` ends with exit code 2, one line that names the setting and one
 * that says the way out, and has asked for no socket.
 */

const MEETING = "87270695528";
const folder = mkdtempSync(join(tmpdir(), "countersign-start-up-"));
const file = (name: string, text: string, mode = 0o600): string => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode });
  return path;
};
const { record } = await createApiKey({ id: "portal", meetings: [MEETING] });
const { record: host } = await createApiKey({ id: "portal", meetings: [MEETING], maxRole: 1 });
const KEYS = file("api-keys.json", JSON.stringify([record]));
file("hosts.json", JSON.stringify([host]));
file("sdk-secret", SECRET);
file("audit-keys", Buffer.alloc(32, 7).toString("base64"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let listens = 0;
subscribe("tracing:net.server.listen:asyncStart", () => {
  listens += 1;
});

const DEVELOPMENT = { COUNTERSIGN_DEVELOPMENT: "1", COUNTERSIGN_MEETINGS: MEETING };
const WITH_KEYS = { COUNTERSIGN_API_KEYS_FILE: KEYS };
const APP = { sdkKey: KEY, sdkSecret: { file: "sdk-secret" } };
const AUDIT = { sqlite: "audit.sqlite", keys: { file: "audit-keys" } };
const USERS = { clientId: "users-app", clientSecret: { file: "sdk-secret" } };
const OAUTH = { users: USERS, redirectUri: "https://sign.example/oauth/callback" };
const SERVED = { app: APP, callers: { apiKeys: { file: "api-keys.json" } } };
const HOSTS = { app: APP, callers: { apiKeys: { file: "hosts.json" } } };
const REDIS = { url: "redis://127.0.0.1:1", keys: { file: "audit-keys" } };

interface Row {
  readonly what: string;
  readonly env?: NonNullable<World["env"]>;
  /** A configuration file instead of variables. */
  readonly config?: object;
  readonly now?: number;
  /** How the line begins. */
  readonly says: string;
  readonly code: string;
}

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "1: nobody is asked who they are": [
    {
      what: "nothing says who may",
      env: CREDENTIALS,
      says: "nothing says who may have a signature",
      code: "access-missing",
    },
    {
      what: "in production",
      env: { ...CREDENTIALS, ...DEVELOPMENT, NODE_ENV: "production" },
      says: "COUNTERSIGN_DEVELOPMENT asks no caller who they are, and NODE_ENV is production",
      code: "development-in-production",
    },
    {
      what: "for other machines",
      env: { ...CREDENTIALS, ...DEVELOPMENT, HOST: "0.0.0.0" },
      says: "COUNTERSIGN_DEVELOPMENT asks no caller who they are, and HOST is 0.0.0.0, which other machines can reach",
      code: "development-not-loopback",
    },
    {
      what: "no meeting is named",
      env: { ...CREDENTIALS, COUNTERSIGN_DEVELOPMENT: "1" },
      says: "COUNTERSIGN_DEVELOPMENT is set, and COUNTERSIGN_MEETINGS names no meeting",
      code: "setting-invalid",
    },
  ],
  "2: a secret that is none, or is everybody's": [
    {
      what: "a placeholder",
      env: { ...CREDENTIALS, ...WITH_KEYS, ZOOM_MEETING_SDK_SECRET: "YOUR_SDK_SECRET" },
      says: "sdkSecret is a placeholder",
      code: "sdk-secret-invalid",
    },
    {
      what: "a short one",
      env: { ...CREDENTIALS, ...WITH_KEYS, ZOOM_MEETING_SDK_SECRET: "q8Zr4Lw1Vt6" },
      says: "sdkSecret has 11 characters; Zoom's have 20 or more",
      code: "sdk-secret-invalid",
    },
    {
      what: "one with white space in it",
      env: {
        ...CREDENTIALS,
        ...WITH_KEYS,
        ZOOM_MEETING_SDK_SECRET: `${SECRET.slice(0, 9)} ${SECRET.slice(9)}`,
      },
      says: "sdkSecret has white space in it",
      code: "sdk-secret-invalid",
    },
    {
      what: "one in quotes within its file",
      config: { ...SERVED, app: { ...APP, sdkSecret: { file: "quoted" } } },
      says: "sdkSecret has quotes at its ends",
      code: "sdk-secret-invalid",
    },
    {
      what: "a file that others can read",
      config: { ...SERVED, app: { ...APP, sdkSecret: { file: "open" } } },
      says: "every user of this machine can read ",
      code: "file-readable-by-others",
    },
    {
      what: "a variable that goes into pages",
      env: { ...WITH_KEYS, ZOOM_MEETING_SDK_KEY: KEY, VITE_ZOOM_MEETING_SDK_SECRET: SECRET },
      says: "the secret stands in VITE_ZOOM_MEETING_SDK_SECRET, and build tools copy every VITE_ variable into the page",
      code: "secret-is-public",
    },
  ],
  "3: pages that nobody knows": ["*", "null", "https://*.example.com", "http://app.example.com"].map(
    (origin) => ({
      what: origin,
      config: { ...HOSTS, corsOrigins: [origin], state: { audit: AUDIT } },
      says: `the origin ${JSON.stringify(origin)} `,
      code: "cors-origin-invalid",
    }),
  ),
  "4: who calls is not taken from a proxy's headers: there is no such setting": [
    {
      what: "trustProxy",
      config: { ...SERVED, trustProxy: true },
      says: "trustProxy is no setting of this server",
      code: "setting-unknown",
    },
    {
      what: "forwardAuth",
      config: { app: APP, callers: { forwardAuth: { header: "X-User" } } },
      says: "callers.forwardAuth is no setting of this server",
      code: "setting-unknown",
    },
  ],
  "5: what has to be durable": [
    {
      what: "hosts without an audit",
      config: HOSTS,
      says: "callers with ids that begin with key: may host, and there is no audit to record it",
      code: "audit-missing",
    },
    {
      what: "users' tokens without a key that seals them",
      config: { ...SERVED, zoom: { ...OAUTH, grants: { sqlite: "grants.sqlite" } } },
      says: "zoom.grants.keys is missing",
      code: "setting-invalid",
    },
    {
      what: "users' tokens nowhere but in memory",
      config: { ...SERVED, zoom: OAUTH },
      says: "users authorize the app, and nothing says where their refresh tokens are kept",
      code: "setting-invalid",
    },
    {
      what: "users' tokens in Redis only",
      config: {
        ...SERVED,
        state: { redis: REDIS },
        zoom: { ...OAUTH, grants: { redis: "x", keys: { file: "audit-keys" } } },
      },
      says: "zoom.grants.redis is no setting of this server",
      code: "setting-unknown",
    },
  ],
  "6: several that would not know of each other": [
    {
      what: "replicas with an audit in SQLite",
      config: { ...SERVED, state: { replicas: 2, redis: REDIS, audit: AUDIT } },
      says: "2 replicas would each have an audit in a file of their own",
      code: "setting-invalid",
    },
    {
      what: "replicas with users' tokens in SQLite",
      config: {
        ...SERVED,
        state: { replicas: 2, redis: REDIS },
        zoom: { ...OAUTH, grants: { sqlite: "grants.sqlite", keys: { file: "audit-keys" } } },
      },
      says: "several replicas would each keep users' tokens in a file of their own",
      code: "setting-invalid",
    },
    {
      what: "tenants, of which one is everybody's",
      config: { ...SERVED, app: undefined, tenants: { default: APP, north: APP } },
      says: "a tenant is named default, which every caller without a tenant would belong to",
      code: "tenant-invalid",
    },
  ],
  "7: what is not understood": [
    {
      what: "a variable that is misspelt",
      env: { ...CREDENTIALS, ...WITH_KEYS, COUNTERSIGN_MEETING: "1" },
      says: "COUNTERSIGN_MEETING is no setting of this server",
      code: "setting-unknown",
    },
    {
      what: "a key of the file that is misspelt",
      config: { ...SERVED, corsOrigin: [] },
      says: "corsOrigin is no setting of this server",
      code: "setting-unknown",
    },
    {
      what: "a clock from before this program was made",
      config: SERVED,
      now: 1_000_000_000,
      says: "this machine's clock says 2001-09-09T01:46:40.000Z, which is before this program was written",
      code: "clock-wrong",
    },
  ],
};

file("quoted", `"${SECRET}"`);
file("open", SECRET, 0o644);

async function start({ env, config, now }: Omit<Row, "what" | "says" | "code">, stopped?: World["stopped"]) {
  const path = config && file("countersign.config.json", JSON.stringify(config));
  const { io, seen } = ioOf({ env: env ?? {}, ...(stopped && { stopped }) });
  listens = 0;
  const argv = ["serve", "--port", "0", ...(path === undefined ? [] : ["--config", path])];
  const exit = await main(argv, now === undefined ? io : { ...io, now: () => now });
  return { exit, ...seen(), listens };
}

describe.each(Object.entries(ROWS))("%s", (_, rows) => {
  test.each(rows)("$what", async ({ says, code, ...how }) => {
    const { exit, stdout, stderr, listens: asked } = await start(how);
    const [line = "", wayOut = "", page, ...rest] = stderr.split("\n");
    expect({ exit, stdout, asked, line: line.slice(0, `countersign: ${says}`.length) }).toEqual({
      exit: 2,
      stdout: "",
      asked: 0,
      line: `countersign: ${says}`,
    });
    expect([line.length > 30, wayOut.length > 10, page?.includes(code), rest]).toEqual([
      true,
      true,
      true,
      [""],
    ]);
    for (const piece of [SECRET, SECRET.slice(5, 17)]) expect(stderr).not.toContain(piece);
  });
});

test("what is right asks for one socket", async () => {
  for (const how of [
    { env: { ...CREDENTIALS, ...WITH_KEYS } },
    { config: SERVED },
    { config: { ...HOSTS, state: { audit: AUDIT } } },
  ]) {
    const { exit, listens: asked } = await start(
      how,
      () => new Promise((resolve) => setTimeout(resolve, 20)),
    );
    expect([how, exit, asked]).toEqual([how, 0, 1]);
  }
});
