import { createSandbox, type Sandbox, startSandbox } from "@countersign/sandbox";
import { apiKeyRecords, apiKeys, createApiKey, memoryNonces, serve, session } from "@countersign/server";
import { onTestFinished } from "vitest";
import { createKeyRing, type KeyRing } from "../../src/crypto/key-ring.ts";
import { type AccessTokens, createAccessTokens } from "../../src/grants/access-tokens.ts";
import type { GrantKey, GrantState, GrantStore } from "../../src/grants/grant.ts";
import { openToken } from "../../src/grants/tokens.ts";
import type { OAuthOptions, OAuthReport } from "../../src/oauth/options.ts";
import { type OAuthRoutes, oauthRoutes } from "../../src/oauth/routes.ts";
import { tokenEndpoint } from "../../src/zoom-api/token-endpoint.ts";
import { createZoomHttp } from "../../src/zoom-api/zoom-http.ts";
import { type Browser, newBrowser, type Shown } from "./browser.ts";

export const RETURN_TO = "https://app.example.com/settings/zoom?tab=1";
export const SECRETS = { north: "north_App_Secret_0123456789", south: "south_App_Secret_9876543210" };
const APPS = { north: "north_App_Id", south: "south_App_Id" } as const;
export type Tenant = keyof typeof APPS;

/** One grant as it lies there, with its tokens opened. */
export interface Row {
  readonly generation: number;
  readonly state: GrantState;
  readonly refreshToken: string | undefined;
  readonly accessToken: string | undefined;
}

export interface World {
  /** Of the server. */
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly zoomUrl: string;
  readonly keys: KeyRing;
  readonly store: GrantStore;
  readonly tokens: AccessTokens;
  readonly clock: { seconds: number };
  readonly reports: OAuthReport[];
  /** Everything that the server answered to anybody. */
  readonly answers: Shown[];
  /** Two Zoom users whom no other test knows, so that tests can share a database. */
  readonly ada: string;
  readonly bob: string;
  readonly browser: () => Browser;
  /** As a team's server. `key`: of north unless given. */
  readonly post: (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Shown>;
  /** What a server of this tenant sends to be known. */
  readonly as: (caller: Tenant | "north-join-only") => Readonly<Record<string, string>>;
  /** The link that a server is given. */
  readonly link: (body?: object, tenant?: Tenant) => Promise<string>;
  /** Follows a link to Zoom and consents there: the address that Zoom leads back to. */
  readonly consented: (browser: Browser, link: string) => Promise<string>;
  /** From link to callback. */
  readonly authorize: (browser: Browser, body?: object, tenant?: Tenant) => Promise<Shown>;
  readonly row: (user?: string, tenant?: Tenant) => Promise<Row | undefined>;
  readonly atZoom: (
    user?: string,
    tenant?: Tenant,
  ) => { readonly refreshToken: string; readonly live: boolean } | undefined;
  readonly keyOf: (user?: string, tenant?: Tenant) => GrantKey;
  /** Another process: other routes on the same store, keys and nonces. */
  readonly routes: (options?: Partial<OAuthOptions>) => OAuthRoutes;
}

let worlds = 0;

/** The stand-in and the routes over HTTP, with two tenants that each have an app of their own. */
export async function world(
  store: GrantStore,
  over: Partial<OAuthOptions> = {},
  deadline = 5000,
): Promise<World> {
  worlds += 1;
  const unique = `${process.pid}-${worlds}`;
  const [ada, bob] = [`ada-${unique}`, `bob-${unique}`];
  const clock = { seconds: Math.floor(Date.now() / 1000) };
  const now = (): number => clock.seconds;
  let routes: OAuthRoutes | undefined;
  const served = await serve({
    port: 0,
    fetch: async (request, info) =>
      (await routes?.(request, info)) ?? new Response("nothing here", { status: 404 }),
  });
  const redirectUri = `${served.url}/oauth/callback`;
  const common = { kind: "general", accountId: "own", redirectUris: [redirectUri] } as const;
  const scopes = ["user:read:user", "user:read:token"];
  const sandbox = createSandbox({
    apps: [],
    meetings: [],
    now,
    api: {
      apps: (["north", "south"] as const).map((tenant) => ({
        ...common,
        clientId: APPS[tenant],
        clientSecret: SECRETS[tenant],
        scopes,
      })),
      users: [ada, bob].map((id) => ({ id, email: `${id}@own.example`, accountId: "own" })),
    },
  });
  const zoom = await startSandbox({ sandbox, port: 0 });
  const urls = { oauth: zoom.url, api: zoom.url };
  const http = createZoomHttp({ urls, deadline, callsPerSecond: 10_000 });
  onTestFinished(async () => {
    http.close();
    await served.close();
    await zoom.close();
  });
  const keys = await createKeyRing([new Uint8Array(32).map((_, at) => at + 1)]);
  const refresh = tokenEndpoint({ http, secretOf: (tenant) => SECRETS[tenant as Tenant] });
  const tokens = createAccessTokens({ store, keys, refresh });
  const reports: OAuthReport[] = [];
  const answers: Shown[] = [];
  const made = {
    north: await createApiKey({ id: "north", tenant: "north", meetings: [], scopes: ["zak:read"] }),
    south: await createApiKey({ id: "south", tenant: "south", meetings: [], scopes: ["obf:read"] }),
    "north-join-only": await createApiKey({ id: "north-join-only", tenant: "north", meetings: [] }),
  };
  const records = Object.values(made).map(({ record }) => record);
  const options: OAuthOptions = {
    apps: {
      north: { clientId: APPS.north, clientSecret: SECRETS.north },
      south: { clientId: APPS.south, clientSecret: SECRETS.south },
    },
    redirectUri,
    access: {
      authenticate: [
        apiKeys(records),
        session({
          authenticate: ({ headers }) => {
            const subject = headers.get("x-user");
            return subject === null ? undefined : { subject };
          },
          tenants: ["north"],
        }),
      ],
      policy: apiKeyRecords(records),
    },
    store,
    keys,
    accessTokens: tokens,
    nonces: memoryNonces({ now: () => clock.seconds * 1000 }),
    http,
    urls,
    report: (report) => reports.push(report),
    now,
    ...over,
  };
  routes = oauthRoutes(options);

  const keyOf: World["keyOf"] = (user = ada, tenant = "north") => ({
    tenant,
    app: APPS[tenant],
    kind: "user",
    user,
  });
  const as: World["as"] = (caller) => ({ authorization: `Bearer ${made[caller].key}` });
  const post: World["post"] = async (path, body, headers = as("north")) => {
    const response = await fetch(served.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const shown = { status: response.status, location: "", text, headers: response.headers };
    answers.push(shown);
    return shown;
  };
  const link: World["link"] = async (body = {}, tenant = "north") => {
    const { text } = await post("/oauth/start", body, as(tenant));
    return (JSON.parse(text) as { url: string }).url;
  };
  const consented: World["consented"] = async (browser, url) => {
    const { location } = await browser.open(url);
    return (await browser.open(location)).location;
  };

  return {
    url: served.url,
    zoomUrl: zoom.url,
    sandbox,
    keys,
    store,
    tokens,
    clock,
    reports,
    answers,
    ada,
    bob,
    browser: () => newBrowser(served.url, (shown) => answers.push(shown)),
    post,
    as,
    link,
    consented,
    authorize: async (browser, body, tenant) =>
      browser.open(await consented(browser, await link(body, tenant))),
    async row(user, tenant) {
      const key = keyOf(user, tenant);
      const grant = await store.read(key);
      if (!grant) return undefined;
      const { generation, state, refreshToken, accessToken } = grant;
      return {
        generation,
        state,
        refreshToken: await openToken(keys, key, "refresh-token", generation, refreshToken),
        accessToken: await openToken(keys, key, "access-token", generation, accessToken),
      };
    },
    atZoom(userId = ada, tenant = "north") {
      const found = sandbox.zoom.grantNow({ clientId: APPS[tenant], userId });
      return found && { refreshToken: found.refreshToken, live: found.live };
    },
    keyOf,
    routes: (more = {}) => oauthRoutes({ ...options, ...more }),
  };
}

/** The heading of a page of ours. */
export function headingOf({ text }: Shown): string | undefined {
  return /<h1>(.*)<\/h1>/.exec(text)?.[1];
}
