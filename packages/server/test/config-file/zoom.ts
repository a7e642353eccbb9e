import { createHmac } from "node:crypto";
import { createSandbox, type Sandbox, startSandbox } from "@countersign/sandbox";
import { type App, createApiKey } from "@countersign/server";
import { onTestFinished } from "vitest";
import { SECRETS } from "../../../../test/canary/support/suite.ts";
import { APP, Folder, WEBHOOK_SECRET } from "./folder.ts";

export const NOW = 1_795_000_000;
export const MEETING = "87654321098";
export const REDIRECT_URI = "http://127.0.0.1:4000/oauth/callback";
const CLIENT_SECRET = "q3Zr8Lw1Vt6Yp2Nx0Cm9Bk5Jh4Gf7Ds";

export interface ZoomFolder {
  readonly folder: Folder;
  readonly sandbox: Sandbox;
  /** Of a caller with every scope. */
  readonly key: string;
  /** A whole configuration: Ada hosts the meeting, and the caller may have her tokens. `zoom` may be changed. */
  readonly config: (zoom?: object, more?: object) => string;
}

/** A folder with a configuration, and a stand-in for Zoom that runs. Both end with the test. */
export async function zoomFolder(): Promise<ZoomFolder> {
  const folder = new Folder();
  const app = { clientId: "general_App_Id", clientSecret: CLIENT_SECRET, accountId: "own" } as const;
  const made = createSandbox({
    apps: [],
    now: () => NOW,
    meetings: [{ meetingNumber: MEETING, hostId: "ada", alternativeHostIds: ["bob"], passcode: "314159" }],
    api: {
      apps: [
        {
          ...app,
          kind: "general",
          scopes: ["user:read:token", "user:read:user"],
          redirectUris: [REDIRECT_URI],
        },
        {
          ...app,
          clientId: "server_App_Id",
          kind: "server-to-server",
          scopes: ["user:read:token:admin", "meeting:read:meeting:admin"],
        },
      ],
      users: ["ada", "bob", "eve"].map((id) => ({ id, email: `${id}@own.example`, accountId: "own" })),
    },
  });
  const sandbox = SECRETS.of(made);
  SECRETS.add("clientSecret", CLIENT_SECRET);
  const { url, close } = await startSandbox({ sandbox, port: 0 });
  onTestFinished(async () => {
    await close();
    folder.remove();
  });
  const scopes = ["join:mint", "host:mint", "zak:read", "obf:read"] as const;
  const { key, record } = await createApiKey({ id: "shop", meetings: ["87270695528"], maxRole: 1, scopes });
  SECRETS.add("an API key", key);
  folder.write("api-keys.json", JSON.stringify([record]));
  folder.write("client-secret", CLIENT_SECRET);
  const secret = { clientSecret: { file: "client-secret" } };
  const zoom = {
    account: { accountId: "own", clientId: "server_App_Id", ...secret },
    users: { clientId: "general_App_Id", ...secret },
    redirectUri: REDIRECT_URI,
    grants: { sqlite: "grants.sqlite", keys: { file: "audit-keys" } },
    oauthUrl: url,
    apiUrl: url,
  };
  return {
    folder,
    sandbox,
    key,
    config: (changed = {}, more = {}) =>
      folder.config({
        app: APP,
        callers: { apiKeys: { file: "api-keys.json" } },
        policy: [{ rules: [{ callers: ["key:shop"], meetings: [MEETING], maxRole: 1, zoomUser: "ada" }] }],
        state: { audit: { sqlite: "audit.sqlite", keys: { file: "audit-keys" } } },
        webhooks: { secrets: { file: "webhook-secret" } },
        ...more,
        zoom: { ...zoom, ...changed },
      }),
  };
}

/** Sends JSON as the caller, and gives the status and the answer. */
export async function send(
  fetch: App,
  key: string,
  path: string,
  body: object,
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const response = await fetch(
    new Request(`http://127.0.0.1:4000${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    }),
    { remoteAddress: "127.0.0.1" },
  );
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** As Zoom sends them. */
export async function webhook(fetch: App, event: object): Promise<number> {
  const body = JSON.stringify(event);
  const mac = createHmac("sha256", WEBHOOK_SECRET).update(`v0:${NOW}:${body}`).digest("hex");
  const request = new Request("http://127.0.0.1:4000/v1/webhooks", {
    method: "POST",
    headers: { "x-zm-request-timestamp": String(NOW), "x-zm-signature": `v0=${mac}` },
    body,
  });
  return (await fetch(request)).status;
}

/** What a browser does from a link to its end. Gives the last page's status. */
export async function authorize(app: App, link: string): Promise<number> {
  const started = await app(new Request(link));
  const cookie = started.headers.getSetCookie().map((one) => one.replace(/;.*/, ""));
  const atZoom = await fetch(started.headers.get("location") ?? "", { redirect: "manual" });
  const back = atZoom.headers.get("location") ?? "";
  return (await app(new Request(back, { headers: { cookie: cookie.join("; ") } }))).status;
}
