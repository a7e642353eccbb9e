import { inspect } from "node:util";
import { createSandbox, type FailureKind, type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { GrantKey } from "../../src/grants/grant.ts";
import type { Refreshed } from "../../src/grants/refreshing.ts";
import { tokenEndpoint } from "../../src/zoom-api/token-endpoint.ts";
import { createZoomHttp } from "../../src/zoom-api/zoom-http.ts";
import { found, pieces } from "../pieces.ts";
import { answering, http, httpServer } from "./servers.ts";

const GENERAL = {
  clientId: "general_App_Id",
  clientSecret: "general:Secret+With/Signs=0123",
  kind: "general",
  accountId: "own",
  scopes: ["user:read:token"],
} as const;
const SERVER = { ...GENERAL, clientId: "server_App_Id", kind: "server-to-server" } as const;
const USER: GrantKey = { tenant: "default", app: GENERAL.clientId, kind: "user", user: "ada" };
const ACCOUNT: GrantKey = { tenant: "default", app: SERVER.clientId, kind: "account", user: "own" };
const OLD = "old-refresh-token-0123456789";
const NEW = "new-refresh-token-9876543210";

type Refresh = ReturnType<typeof tokenEndpoint>;

function endpointAt(
  url: string,
  secret: string | undefined = GENERAL.clientSecret,
  deadline = 8000,
): Refresh {
  const made = createZoomHttp({ urls: { oauth: url, api: url }, callsPerSecond: 10_000, deadline });
  onTestFinished(() => made.close());
  return tokenEndpoint({ http: made, secretOf: () => secret });
}

function told(refreshed: Refreshed): unknown {
  if (refreshed.kind === "tokens") return refreshed.tokens;
  if (refreshed.kind === "invalid-grant") return "invalid-grant";
  const { code, message, retryAfter } = refreshed.error;
  return [refreshed.kind, code, message, retryAfter];
}

const UNUSABLE = ["unknown", "zoom-unavailable", "Zoom's answer holds no usable token", 5];
const NOT_JSON = ["unknown", "zoom-unavailable", "Zoom answered something that is not JSON", 5];
const GOOD = { access_token: "a.b-c", token_type: "bearer", expires_in: 3599, refresh_token: NEW };
const KEPT = { accessToken: undefined, refreshToken: NEW, life: 0 };
const ONLY_ACCESS = { accessToken: "a.b-c", refreshToken: undefined, life: 3599 };
const without = (...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(GOOD).filter(([name]) => !names.includes(name)));

describe("an answer of 200", () => {
  test.each<[what: string, body: object | string, comesTo: unknown]>([
    ["as it should be", GOOD, { accessToken: "a.b-c", refreshToken: NEW, life: 3599 }],
    [
      "with members nobody asked for",
      { ...GOOD, scope: "x", api_url: "http://10.0.0.1" },
      { accessToken: "a.b-c", refreshToken: NEW, life: 3599 },
    ],
    ["Bearer", { ...GOOD, token_type: "Bearer" }, { accessToken: "a.b-c", refreshToken: NEW, life: 3599 }],
    [
      "the same refresh token",
      { ...GOOD, refresh_token: OLD },
      { accessToken: "a.b-c", refreshToken: OLD, life: 3599 },
    ],
    ["no refresh token", without("refresh_token"), ONLY_ACCESS],
    ["refresh token: null", { ...GOOD, refresh_token: null }, ONLY_ACCESS],
    ["refresh token: empty", { ...GOOD, refresh_token: "" }, ONLY_ACCESS],
    ["refresh token with a space", { ...GOOD, refresh_token: "a b" }, ONLY_ACCESS],
    ["refresh token with a line break", { ...GOOD, refresh_token: "a\nb" }, ONLY_ACCESS],
    ["refresh token: a list", { ...GOOD, refresh_token: [NEW] }, ONLY_ACCESS],
    ["refresh token beyond any length", { ...GOOD, refresh_token: "r".repeat(4097) }, ONLY_ACCESS],
    ["no access token", without("access_token"), KEPT],
    ["access token: a number", { ...GOOD, access_token: 7 }, KEPT],
    ["access token with a line break", { ...GOOD, access_token: "a\r\nX-Y: z" }, KEPT],
    ["access token beyond ASCII", { ...GOOD, access_token: "ä" }, KEPT],
    ["no token type", without("token_type"), KEPT],
    ["token type: mac", { ...GOOD, token_type: "mac" }, KEPT],
    ["no expires_in", without("expires_in"), KEPT],
    ["expires_in: -1", { ...GOOD, expires_in: -1 }, KEPT],
    ["expires_in: 0", { ...GOOD, expires_in: 0 }, KEPT],
    ["expires_in: 0.5", { ...GOOD, expires_in: 0.5 }, KEPT],
    ["expires_in: text", { ...GOOD, expires_in: "3599" }, KEPT],
    ["expires_in: null", { ...GOOD, expires_in: null }, KEPT],
    ["expires_in: 1e999", JSON.stringify(GOOD).replace("3599", "1e999"), KEPT],
    ["expires_in: NaN", JSON.stringify(GOOD).replace("3599", "NaN"), KEPT],
    ["expires_in: 1", { ...GOOD, expires_in: 1 }, { accessToken: "a.b-c", refreshToken: NEW, life: 1 }],
    [
      "expires_in: 1e12, an hour at most",
      JSON.stringify(GOOD).replace("3599", "1e12"),
      { accessToken: "a.b-c", refreshToken: NEW, life: 3600 },
    ],
    ["neither token", { token_type: "bearer", expires_in: 3599 }, UNUSABLE],
    ["an error in spite of 200", { error: "invalid_grant" }, UNUSABLE],
    ["empty", {}, UNUSABLE],
    ["another member twice", JSON.stringify(GOOD).replace("{", '{"scope":"a","scope":"b",'), KEPT],
    [
      "the refresh token twice, the same",
      JSON.stringify(GOOD).replace("{", `{"refresh_token":"${NEW}",`),
      KEPT,
    ],
    ["two refresh tokens", JSON.stringify(GOOD).replace("{", '{"refresh_token":"another",'), NOT_JSON],
    ["cut behind the refresh token", JSON.stringify(GOOD).slice(0, -1), KEPT],
    ["cut in the refresh token", JSON.stringify(GOOD).slice(0, -3), NOT_JSON],
    ["a name of the prototype", JSON.stringify(GOOD).replace("{", '{"__proto__":{},'), KEPT],
    ["a list", "[]", NOT_JSON],
    ["a page", "<p>refresh_token", NOT_JSON],
  ])("%s", async (_what, body, comesTo) => {
    const server = await answering(
      http("200 OK", {}, typeof body === "string" ? body : JSON.stringify(body)),
    );
    expect(told(await endpointAt(server.url)(USER, OLD))).toEqual(comesTo);
  });

  test("for an account a refresh token is nothing that is kept", async () => {
    const server = await answering(http("200 OK", {}, JSON.stringify(GOOD)));
    expect(told(await endpointAt(server.url)(ACCOUNT, undefined))).toEqual(ONLY_ACCESS);
    const spoiled = await answering(http("200 OK", {}, JSON.stringify({ ...GOOD, expires_in: -1 })));
    expect(told(await endpointAt(spoiled.url)(ACCOUNT, undefined))).toEqual(UNUSABLE);
    const cut = await answering(http("200 OK", {}, JSON.stringify(GOOD).slice(0, -1)));
    expect(told(await endpointAt(cut.url)(ACCOUNT, undefined))).toEqual(NOT_JSON);
  });
});

describe("a refusal", () => {
  const app = (error: string): unknown => [
    "not-done",
    "zoom-credentials-refused",
    `Zoom does not take the credentials of the app (${error})`,
    undefined,
  ];
  const other = (status: number): unknown => [
    "not-done",
    "zoom-refused",
    `Zoom refused to give a token (HTTP ${status})`,
    undefined,
  ];
  test.each<[status: number, body: string, user: unknown, account: unknown]>([
    [400, '{"reason":"Invalid Token!","error":"invalid_grant"}', "invalid-grant", other(400)],
    [401, '{"error":"invalid_grant"}', "invalid-grant", other(401)],
    [401, '{"error":"invalid_client"}', app("invalid_client"), app("invalid_client")],
    [400, '{"error":"unauthorized_client"}', app("unauthorized_client"), app("unauthorized_client")],
    [400, '{"error":"unsupported_grant_type"}', app("unsupported_grant_type"), app("unsupported_grant_type")],
    [400, '{"error":"invalid_request","reason":"Bad Request"}', other(400), other(400)],
    [400, '{"error":"invalid_grant ","reason":"x"}', other(400), other(400)],
    [400, '{"error":["invalid_grant"]}', other(400), other(400)],
    [400, '{"error":"invalid_grant","error":"invalid_client"}', other(400), other(400)],
    [400, "invalid_grant", other(400), other(400)],
    [403, "<p>Forbidden", other(403), other(403)],
    [404, "", other(404), other(404)],
  ])("%s %s", async (status, body, user, account) => {
    const server = await httpServer((_request, response) => response.writeHead(status).end(body));
    const refresh = endpointAt(server.url);
    expect([told(await refresh(USER, OLD)), told(await refresh(ACCOUNT, undefined))]).toEqual([
      user,
      account,
    ]);
  });

  test("invalid_grant with HTTP 500 is none: nobody knows what Zoom did", async () => {
    const server = await answering(http("500 Oops", {}, '{"error":"invalid_grant"}'));
    expect(told(await endpointAt(server.url)(USER, OLD))).toEqual([
      "unknown",
      "zoom-unavailable",
      "Zoom answered HTTP 500",
      5,
    ]);
  });

  test("nothing is asked without a secret, or without a refresh token", async () => {
    const server = await httpServer((_request, response) => response.end("{}"));
    const made = createZoomHttp({ urls: { oauth: server.url, api: server.url } });
    const refresh = tokenEndpoint({ http: made, secretOf: () => undefined });
    expect(told(await refresh(USER, OLD))).toEqual([
      "not-done",
      "zoom-credentials-refused",
      "the configuration has no client secret for this app",
      undefined,
    ]);
    expect(told(await endpointAt(server.url)(USER, undefined))).toEqual([
      "not-done",
      "zoom-grant-missing",
      "there is no refresh token",
      undefined,
    ]);
    made.close();
    expect(server.connections()).toBe(0);
  });
});

describe("against the stand-in", () => {
  let sandbox: Sandbox;
  let url: string;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const users = [{ id: "ada", email: "ada@own.example", accountId: "own" }];
    sandbox = createSandbox({ apps: [], meetings: [], api: { apps: [GENERAL, SERVER], users } });
    ({ url, close } = await startSandbox({ sandbox, port: 0 }));
  });
  afterEach(() => close());
  const consent = () => sandbox.zoom.grant({ clientId: GENERAL.clientId, userId: "ada" });

  test("a person's grant is refreshed and rotates; the spent token is refused", async () => {
    const first = consent();
    const refresh = endpointAt(url);
    const refreshed = await refresh(USER, first.refreshToken);
    const now = sandbox.zoom.grantNow({ clientId: GENERAL.clientId, userId: "ada" });
    expect(refreshed).toEqual({
      kind: "tokens",
      tokens: {
        accessToken: expect.stringMatching(/^sandbox-access-/),
        refreshToken: now?.refreshToken,
        life: 3600,
      },
    });
    expect(now?.refreshToken).not.toBe(first.refreshToken);
    expect(told(await refresh(USER, first.refreshToken))).toBe("invalid-grant");
  });

  test("an account gets a token without any", async () => {
    expect(told(await endpointAt(url)(ACCOUNT, undefined))).toEqual({
      accessToken: expect.stringMatching(/^sandbox-access-/),
      refreshToken: undefined,
      life: 3600,
    });
  });

  test("a wrong secret costs nobody the grant", async () => {
    const { refreshToken } = consent();
    expect(told(await endpointAt(url, "not the secret")(USER, refreshToken))).toEqual([
      "not-done",
      "zoom-credentials-refused",
      expect.any(String),
      undefined,
    ]);
    expect((await endpointAt(url)(USER, refreshToken)).kind).toBe("tokens");
  });

  const FAILURES: readonly FailureKind[] = [
    { kind: "status", status: 500 },
    { kind: "oauth-error", error: "invalid_grant" },
    { kind: "oauth-error", error: "invalid_client", status: 401 },
    { kind: "rest-error", status: 400, code: 300 },
    { kind: "rate-limited", retryAfter: "absent" },
    { kind: "silent" },
    { kind: "reset" },
    { kind: "cut-off" },
    { kind: "truncated" },
    { kind: "html" },
    { kind: "garbage" },
    { kind: "wrong-form" },
    { kind: "wrong-types" },
    { kind: "duplicate-keys" },
    { kind: "member", name: "expires_in", raw: "-1" },
    { kind: "member", name: "access_token", raw: "{}" },
    { kind: "without", name: "refresh_token" },
    { kind: "huge", bytes: 200_000 },
    { kind: "gzip-bomb", bytes: 2_000_000 },
    { kind: "redirect" },
    { kind: "dribble", bytesPerSecond: 1 },
  ];
  test.each(FAILURES)("no error holds a token or the secret: %o", async (failure) => {
    const { refreshToken, accessToken } = consent();
    sandbox.zoom.fail("oauth/token/refresh_token", { ...failure, times: 1, done: true });
    const refreshed = await endpointAt(url, GENERAL.clientSecret, 300)(USER, refreshToken);
    const now = sandbox.zoom.grantNow({ clientId: GENERAL.clientId, userId: "ada" });
    const secrets = [refreshToken, accessToken, now?.refreshToken ?? "", GENERAL.clientSecret];
    const needles = new Set(secrets.flatMap((secret) => [...pieces(secret)]));
    if (refreshed.kind === "tokens" || refreshed.kind === "invalid-grant") return;
    expect(found(inspect(refreshed, { depth: 9, showHidden: true }), needles)).toBeUndefined();
  });
});
