import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSandbox, type Sandbox, startSandbox } from "@countersign/sandbox";
import { type ApiKey, type Configured, configured, createApiKey, serve } from "@countersign/server";
import type { Scanner } from "../../canary/support/scanner.ts";
import { lookThrough, SECRETS, temporaryFolder } from "../../canary/support/suite.ts";
import type { Certificate } from "./certificate.ts";
import { startFaultProxy } from "./fault-proxy.ts";

export const OWN_MEETING = "87270695528";
export const OTHER_MEETING = "81234567890";
/** Each has a Zoom user of the same name. A ZAK is kept for a minute, so whoever joins before a fault joins in none. */
export const HOSTS = ["host-1", "host-2", "host-3"] as const;
export const PROGRAMS = ["program-1", "program-2", "program-3"] as const;
const FIRST = "first";
const GUESTS = ["load", "guest"] as const;
export type CallerName = (typeof HOSTS | typeof PROGRAMS | typeof GUESTS)[number] | typeof FIRST;

const SDK_KEY = "kQ3vT8mZ1xWc5Lr7";
const SDK_SECRET = "q8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Ds";
const ACCOUNT_SECRET = "r2Xt7Mv5Kq9Wd4Hs1Zn8Pc3Bj6Lf0Gy";
const KEYS = Buffer.from(new Uint8Array(32).map((_, index) => index + 1)).toString("base64");
const REDIRECT_URI = "http://127.0.0.1:4000/oauth/callback";

/** A whole server from a configuration file, with the stand-in as Zoom. */
export interface ZoomServer {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly service: Configured;
  readonly keyOf: (name: CallerName) => string;
  /** Nobody listens where Zoom was, until the function it gives is called. */
  readonly stopListening: () => Promise<() => Promise<void>>;
  /** Has the server's configuration name another address for Zoom's; the right one again with the function it gives. */
  readonly askAt: (url: string) => Promise<() => Promise<void>>;
  /** Zoom over TLS with this certificate, and how many connections were made to it. */
  readonly listenSecurely: (certificate: Certificate) => Promise<SecureZoom>;
  /** Finds whatever is secret here: keys, secrets, and every token that the stand-in wrote. */
  readonly scanner: () => Scanner;
  /** Everything the server wrote for its operator: request log and other lines. */
  readonly output: () => string;
  readonly close: () => Promise<void>;
}

export interface SecureZoom {
  readonly url: string;
  readonly connections: () => number;
  /** Shows another certificate from now on. */
  readonly show: (certificate: Certificate) => Promise<void>;
}

/** @param more Of the configuration, instead of what it has by that name. */
export async function startZoomServer(more: Readonly<Record<string, unknown>> = {}): Promise<ZoomServer> {
  const sandbox = createSandbox({
    apps: [{ sdkKey: SDK_KEY, sdkSecret: SDK_SECRET }],
    meetings: [
      { meetingNumber: OWN_MEETING, hostId: FIRST, passcode: "314159" },
      { meetingNumber: OTHER_MEETING, account: "other" },
    ],
    api: {
      apps: [
        {
          clientId: SDK_KEY,
          clientSecret: SDK_SECRET,
          kind: "general",
          accountId: "own",
          scopes: ["user:read:user", "user:read:token"],
          redirectUris: [REDIRECT_URI],
        },
        {
          clientId: "server_App_Id",
          clientSecret: ACCOUNT_SECRET,
          kind: "server-to-server",
          accountId: "own",
          scopes: ["user:read:token:admin", "meeting:read:meeting:admin"],
        },
      ],
      users: [FIRST, ...HOSTS, ...PROGRAMS].map((id) => ({
        id,
        email: `${id}@own.example`,
        accountId: "own",
      })),
    },
  });
  const recorded = SECRETS.of(sandbox);
  SECRETS.add("sdkSecret", SDK_SECRET);
  SECRETS.add("accountSecret", ACCOUNT_SECRET);
  SECRETS.add("keys", KEYS);
  let zoom = await startSandbox({ sandbox: recorded, port: 0 });
  const { port, url: zoomUrl } = zoom;

  const folder = temporaryFolder("zoom");
  const write = (name: string, text: string): string => {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    chmodSync(path, 0o600);
    return path;
  };
  const keys = new Map<CallerName, string>();
  const records: ApiKey[] = [];
  for (const id of [FIRST, ...HOSTS, ...PROGRAMS, ...GUESTS] as const) {
    const scopes: ApiKey["scopes"] = PROGRAMS.some((name) => name === id)
      ? ["join:mint", "obf:read"]
      : GUESTS.some((name) => name === id)
        ? ["join:mint"]
        : ["join:mint", "host:mint", "zak:read", "diagnose"];
    // What the record names is nobody's; the rules say what each may have.
    const { key, record } = await createApiKey({ id, meetings: ["999000111"], scopes });
    keys.set(id, key);
    SECRETS.add(`the key of ${id}`, key);
    records.push(record);
  }
  write("sdk-secret", SDK_SECRET);
  write("account-secret", ACCOUNT_SECRET);
  write("keys", KEYS);
  write("api-keys.json", JSON.stringify(records));
  const own = { meetings: [OWN_MEETING], account: "own", passcode: "314159" };
  const configure = (askedAt: string): string =>
    write(
      "countersign.config.json",
      JSON.stringify({
        app: { sdkKey: SDK_KEY, sdkSecret: { file: "sdk-secret" } },
        callers: { apiKeys: { file: "api-keys.json" } },
        policy: [
          {
            rules: [
              ...[FIRST, ...HOSTS].map((id) => ({
                ...own,
                callers: [`key:${id}`],
                maxRole: 1,
                participant: "signed-in",
                zoomUser: id,
              })),
              ...PROGRAMS.map((id) => ({
                callers: [`key:${id}`],
                meetings: [OTHER_MEETING],
                maxRole: 0,
                account: "other",
                participant: "app",
                zoomUser: id,
              })),
              ...GUESTS.map((id) => ({ ...own, callers: [`key:${id}`], maxRole: 0, participant: "guest" })),
            ],
          },
        ],
        limits: {
          address: false,
          person: false,
          server: false,
          meeting: false,
          hostsPerMinute: 1000,
          hostsPerHour: 1000,
        },
        state: { audit: { sqlite: "audit.sqlite", keys: { file: "keys" } } },
        zoom: {
          account: { accountId: "own", clientId: "server_App_Id", clientSecret: { file: "account-secret" } },
          users: true,
          redirectUri: REDIRECT_URI,
          grants: { sqlite: "grants.sqlite", keys: { file: "keys" } },
          oauthUrl: askedAt,
          apiUrl: askedAt,
        },
        ...more,
      }),
    );

  const path = configure(zoomUrl);

  const lines: string[] = [];
  const service = await configured({
    path,
    env: {},
    log: (record) => void lines.push(JSON.stringify(record)),
    tell: (line) => void lines.push(line),
  });
  const served = await serve({ fetch: service.fetch, port: 0, metrics: service.metrics });
  const keyOf = (name: CallerName): string => keys.get(name) ?? "";

  /** What a user's browser does, from a link to its end. */
  async function authorize(id: (typeof PROGRAMS)[number]): Promise<void> {
    const grant = sandbox.zoom;
    grant.consentAs(id);
    const start = await service.fetch(
      new Request("http://127.0.0.1:4000/oauth/start", {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${keyOf(id)}` },
        body: JSON.stringify({ zoomUser: id }),
      }),
      { remoteAddress: "127.0.0.1" },
    );
    const { url } = (await start.json()) as { readonly url: string };
    const started = await service.fetch(new Request(url));
    const cookie = started.headers.getSetCookie().map((one) => one.replace(/;.*/, ""));
    const atZoom = await fetch(started.headers.get("location") ?? "", { redirect: "manual" });
    const back = new Request(atZoom.headers.get("location") ?? "", {
      headers: { cookie: cookie.join("; ") },
    });
    const { status } = await service.fetch(back);
    if (status !== 200) throw new Error(`${id} could not authorize the app: ${status}`);
  }
  for (const id of PROGRAMS) await authorize(id);

  async function moveTo(askedAt: string): Promise<void> {
    configure(askedAt);
    const reloaded = await service.reload();
    if (!reloaded.ok) throw new Error(reloaded.message);
  }

  const closing: (() => Promise<void>)[] = [];
  async function listenSecurely(certificate: Certificate): Promise<SecureZoom> {
    let tls = await startSandbox({ sandbox: recorded, port: 0, tls: certificate });
    const counting = await startFaultProxy(tls.port);
    closing.push(counting.close, () => tls.close());
    return {
      url: `https://127.0.0.1:${counting.port}`,
      connections: counting.taken,
      async show(other) {
        await tls.close();
        tls = await startSandbox({ sandbox: recorded, port: tls.port, tls: other });
      },
    };
  }

  return {
    url: served.url,
    sandbox,
    service,
    keyOf,
    async askAt(url) {
      await moveTo(url);
      return () => moveTo(zoomUrl);
    },
    listenSecurely,
    async stopListening() {
      await zoom.close();
      return async () => {
        zoom = await startSandbox({ sandbox: recorded, port });
      };
    },
    scanner: () => SECRETS.scanner(),
    output: () => lines.join("\n"),
    async close() {
      await served.close();
      await service.close();
      await zoom.close();
      for (const end of closing) await end();
      lookThrough("what the server wrote for its operator", lines.join("\n"));
      folder.remove();
    },
  };
}
