import { createHash, timingSafeEqual } from "node:crypto";
import { type Answer, oauthError } from "./answer.ts";
import type { OAuthApp } from "./options.ts";
import { type ApiState, newAccessToken, newGrant } from "./state.ts";
import type { AccessToken, Grant } from "./tokens.ts";

/** `POST /oauth/token`: the three grants that Zoom documents. */
export function oauthToken(state: ApiState, request: Request, form: URLSearchParams): Answer {
  const app = clientOf(state, request.headers.get("authorization"));
  if (!app) return oauthError(401, "invalid_client", "Invalid client_id or client_secret");
  switch (form.get("grant_type")) {
    case "account_credentials":
      return accountCredentials(state, app, form);
    case "authorization_code":
      return authorizationCode(state, app, form);
    case "refresh_token":
      return refreshToken(state, app, form);
    default:
      return oauthError(400, "unsupported_grant_type", "unsupported grant type");
  }
}

/** Zoom wants client id and secret by HTTP Basic. */
export function clientOf(state: ApiState, authorization: string | null): OAuthApp | undefined {
  const [, encoded = ""] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization ?? "") ?? [];
  const [clientId, ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  const app = state.apps.find((one) => one.clientId === clientId);
  return app && same(app.clientSecret, secret.join(":")) ? app : undefined;
}

function accountCredentials(state: ApiState, app: OAuthApp, form: URLSearchParams): Answer {
  if (app.kind !== "server-to-server") {
    return oauthError(400, "unsupported_grant_type", "unsupported grant type");
  }
  if (form.get("account_id") !== app.accountId) {
    return oauthError(400, "invalid_request", "Bad Request");
  }
  const { clientId, accountId, scopes } = app;
  if (state.newServerToken === "ends-the-last") {
    state.tokens.endAccess((token) => token.clientId === clientId);
  }
  const token = newAccessToken(state, { clientId, accountId, userId: undefined, scopes, grant: undefined });
  return { status: 200, body: tokenBody(state, token) };
}

function authorizationCode(state: ApiState, app: OAuthApp, form: URLSearchParams): Answer {
  const code = state.codes.get(form.get("code") ?? "");
  if (app.kind !== "general" || !code || code.clientId !== app.clientId || code.used) {
    return oauthError(400, "invalid_grant", "Invalid authorization code");
  }
  // RFC 6749, 4.1.2: a code serves once, also where the exchange is refused for something else.
  code.used = true;
  if (code.expiresAt <= state.now()) return oauthError(400, "invalid_grant", "Invalid authorization code");
  if (code.redirectUri !== form.get("redirect_uri")) {
    return oauthError(400, "invalid_grant", "Redirect URI mismatch");
  }
  if (!isProved(code.challenge, code.method, form.get("code_verifier"))) {
    return oauthError(400, "invalid_grant", "code verifier does not match");
  }
  return granted(state, app, newGrant(state, app, code.userId));
}

function refreshToken(state: ApiState, app: OAuthApp, form: URLSearchParams): Answer {
  const sent = form.get("refresh_token") ?? "";
  const grant = state.tokens.refresh.get(sent);
  if (!grant || grant.clientId !== app.clientId) return oauthError(400, "invalid_grant", "Invalid Token!");
  if (grant.refreshToken !== sent) {
    if (state.spentRefreshToken === "ends-the-grant") state.tokens.end(grant);
    return oauthError(400, "invalid_grant", "Invalid Token!");
  }
  if (!grant.live || grant.refreshExpiresAt <= state.now()) {
    return oauthError(400, "invalid_grant", "Invalid Token!");
  }
  grant.generation += 1;
  state.tokens.rotate(grant, state.now() + state.lifetimes.refreshToken);
  return granted(state, app, grant);
}

function granted(state: ApiState, app: OAuthApp, grant: Grant): Answer {
  const { userId, scopes, refreshToken } = grant;
  const accountId = state.users.find((user) => user.id === userId)?.accountId ?? app.accountId;
  const token = newAccessToken(state, { clientId: app.clientId, accountId, userId, scopes, grant });
  return { status: 200, body: { ...tokenBody(state, token), refresh_token: refreshToken } };
}

function tokenBody(state: ApiState, { token, scopes }: AccessToken): { readonly [name: string]: unknown } {
  return {
    access_token: token,
    token_type: "bearer",
    expires_in: state.lifetimes.accessToken,
    scope: scopes.join(" "),
  };
}

/** RFC 7636, 4.6. Where no challenge came, no verifier is asked for. */
function isProved(challenge: string | undefined, method: "S256" | "plain", verifier: string | null): boolean {
  if (challenge === undefined) return true;
  if (verifier === null) return false;
  const proof = method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url");
  return same(challenge, proof);
}

function same(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
