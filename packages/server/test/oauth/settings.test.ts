import { memoryNonces, StartUpError } from "@countersign/server";
import { expect, onTestFinished, test } from "vitest";
import { createKeyRing } from "../../src/crypto/key-ring.ts";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";
import type { OAuthOptions } from "../../src/oauth/options.ts";
import { oauthRoutes } from "../../src/oauth/routes.ts";
import { createZoomHttp } from "../../src/zoom-api/zoom-http.ts";

async function begin(over: object): Promise<unknown> {
  const store = await openSqliteGrants(":memory:");
  const http = createZoomHttp();
  onTestFinished(async () => {
    http.close();
    await store.close();
  });
  const options: OAuthOptions = {
    apps: { default: { clientId: "general_App_Id", clientSecret: "general_App_Secret_0123456789" } },
    redirectUri: "https://app.example.com/oauth/callback",
    access: { kind: "development", meetings: ["87270695528"] },
    store,
    keys: await createKeyRing([new Uint8Array(32).map((_, at) => at)]),
    accessTokens: { forget: async () => undefined },
    nonces: memoryNonces(),
    http,
    ...over,
  };
  try {
    return typeof oauthRoutes(options);
  } catch (error) {
    if (!StartUpError.is(error)) throw error;
    return [error.code, error.field];
  }
}

const app = { clientId: "a", clientSecret: "b" };
const at = (field: string) => ["setting-invalid", field];

test.each<[what: string, over: object, comesTo: unknown]>([
  ["https", {}, "function"],
  ["http on this machine", { redirectUri: "http://127.0.0.1:4000/oauth/callback" }, "function"],
  ["a path before it", { redirectUri: "https://app.example.com/sign/oauth/callback" }, "function"],
  ["http elsewhere", { redirectUri: "http://app.example.com/oauth/callback" }, at("redirectUri")],
  ["no URL", { redirectUri: "/oauth/callback" }, at("redirectUri")],
  ["nothing", { redirectUri: undefined }, at("redirectUri")],
  ["another path", { redirectUri: "https://app.example.com/callback" }, at("redirectUri")],
  ["a slash behind it", { redirectUri: "https://app.example.com/oauth/callback/" }, at("redirectUri")],
  ["a query", { redirectUri: "https://app.example.com/oauth/callback?a=b" }, at("redirectUri")],
  ["the path in a query", { redirectUri: "https://app.example.com/?/oauth/callback" }, at("redirectUri")],
  ["an empty query", { redirectUri: "https://app.example.com/oauth/callback?" }, at("redirectUri")],
  ["a fragment", { redirectUri: "https://app.example.com/oauth/callback#" }, at("redirectUri")],
  ["a user name", { redirectUri: "https://a@app.example.com/oauth/callback" }, at("redirectUri")],
  ["capitals in the host", { redirectUri: "https://App.example.com/oauth/callback" }, at("redirectUri")],
  [
    "the port that is meant anyway",
    { redirectUri: "https://app.example.com:443/oauth/callback" },
    at("redirectUri"),
  ],
  ["dots in the path", { redirectUri: "https://app.example.com/a/../oauth/callback" }, at("redirectUri")],
  ["a return address", { returnTo: ["https://app.example.com/a?b=c"] }, "function"],
  ["a return address without a slash", { returnTo: ["https://app.example.com"] }, at("returnTo")],
  ["a return address with http", { returnTo: ["http://app.example.com/"] }, at("returnTo")],
  ["a return address that is a path", { returnTo: ["/settings"] }, at("returnTo")],
  ["a return address that is a program", { returnTo: ["javascript:alert(1)"] }, at("returnTo")],
  ["a return address with a fragment", { returnTo: ["https://app.example.com/#/a"] }, at("returnTo")],
  ["no app", { apps: {} }, at("apps")],
  ["an app without a secret", { apps: { default: { ...app, clientSecret: "" } } }, at("apps")],
  ["a secret with a line end", { apps: { default: { ...app, clientSecret: "a\n" } } }, at("apps")],
  ["a client id with a colon", { apps: { default: { ...app, clientId: "a:b" } } }, at("apps")],
  [
    "a stand-in elsewhere",
    { urls: { oauth: "http://10.0.0.1", api: "http://10.0.0.1" } },
    at("zoom.oauthUrl"),
  ],
])("%s", async (_what, over, comesTo) => {
  expect(await begin(over)).toEqual(comesTo);
});
