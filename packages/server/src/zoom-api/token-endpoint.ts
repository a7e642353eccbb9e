import { type ZoomProblem, ZoomUnavailable } from "../companion/companion.ts";
import type { GrantKey } from "../grants/grant.ts";
import type { Refreshed } from "../grants/refreshing.ts";
import type { PlainTokens } from "../grants/tokens.ts";
import type { JsonRecord } from "./json-object.ts";
import type { ZoomHttp } from "./zoom-http.ts";

export interface TokenEndpointOptions {
  readonly http: ZoomHttp;
  /** The client secret of an app; nothing where the configuration has none (any more). */
  readonly secretOf: (tenant: string, app: string) => string | undefined;
}

/** Zoom's tokens live an hour, https://developers.zoom.us/docs/integrations/oauth/ (read 2026-11-24). None is used for longer. */
const LIFE_MAX = 3600;

/** RFC 6749, appendix A: visible characters. Zoom's tokens have some hundred of them. */
const TOKEN = /^[\x21-\x7e]{1,4096}$/;
const REFRESH_TOKEN_IN_TEXT = /"refresh_token"\s*:\s*"([\x21\x23-\x5b\x5d-\x7e]{1,4096})"/g;

/** RFC 6749, 5.2: it is the app that Zoom does not take, and no user's grant is the worse for it. */
const APP_REFUSED: ReadonlySet<unknown> = new Set([
  "invalid_client",
  "unauthorized_client",
  "unsupported_grant_type",
]);

/**
 * Asks Zoom for new tokens: `refresh_token` of a person's grant, `account_credentials` for an account
 * (Server-to-Server OAuth). One request, never repeated here. No error holds a token, a secret or words of Zoom's.
 */
export function tokenEndpoint({
  http,
  secretOf,
}: TokenEndpointOptions): (key: GrantKey, refreshToken: string | undefined) => Promise<Refreshed> {
  return async (key, refreshToken) => {
    const { tenant, app, kind, user } = key;
    const secret = secretOf(tenant, app);
    if (secret === undefined) return refused("the configuration has no client secret for this app");
    if (kind === "user" && refreshToken === undefined)
      return notDone("zoom-grant-missing", "there is no refresh token");
    const outcome = await http.send({
      service: "oauth",
      method: "POST",
      path: "/oauth/token",
      form:
        kind === "account"
          ? { grant_type: "account_credentials", account_id: user }
          : { grant_type: "refresh_token", refresh_token: refreshToken ?? "" },
      authorization: `Basic ${Buffer.from(`${app}:${secret}`).toString("base64")}`,
      account: kind === "account" ? user : JSON.stringify([tenant, app]),
    });
    switch (outcome.kind) {
      case "done":
        return tokensOf(outcome.body, kind);
      case "refused":
        return refusal(outcome.status, outcome.body, kind);
      case "unknown":
        return salvaged(outcome.text, kind) ?? { kind: "unknown", error: outcome.error };
      case "not-done":
        return outcome;
    }
  };
}

/** What can be used of an answer of 200, whatever was asked for. */
export function tokensOf(body: JsonRecord, kind: GrantKey["kind"]): Refreshed {
  const { access_token: access, token_type: type, expires_in: life, refresh_token: refresh } = body;
  const accessToken =
    isToken(access) && typeof type === "string" && /^bearer$/i.test(type) && isLife(life)
      ? access
      : undefined;
  const refreshToken = kind === "user" && isToken(refresh) ? refresh : undefined;
  if (accessToken === undefined && refreshToken === undefined) {
    return {
      kind: "unknown",
      error: new ZoomUnavailable("zoom-unavailable", "Zoom's answer holds no usable token", 5),
    };
  }
  return { kind: "tokens", tokens: { accessToken, refreshToken, life: lifeOf(accessToken, life) } };
}

/** The old refresh token may be used up already, so a new one is kept however spoiled the answer around it is. */
function salvaged(text: string | undefined, kind: GrantKey["kind"]): Refreshed | undefined {
  if (text === undefined || kind !== "user") return undefined;
  const found = new Set([...text.matchAll(REFRESH_TOKEN_IN_TEXT)].map(([, token]) => token));
  const [refreshToken] = found;
  // Two different ones: nobody knows which of them is good.
  if (found.size !== 1 || refreshToken === undefined) return undefined;
  const tokens: PlainTokens = { refreshToken, accessToken: undefined, life: 0 };
  return { kind: "tokens", tokens };
}

function refusal(status: number, { error }: JsonRecord, kind: GrantKey["kind"]): Refreshed {
  if (error === "invalid_grant" && kind === "user") return { kind: "invalid-grant" };
  if (isAppRefused(error)) return refused(`Zoom does not take the credentials of the app (${error})`);
  return notDone("zoom-refused", `Zoom refused to give a token (HTTP ${status})`);
}

export function isAppRefused(error: unknown): boolean {
  return APP_REFUSED.has(error);
}

function refused(message: string): Refreshed {
  return notDone("zoom-credentials-refused", message);
}

function notDone(code: ZoomProblem, message: string): Refreshed {
  return { kind: "not-done", error: new ZoomUnavailable(code, message) };
}

function isToken(value: unknown): value is string {
  return typeof value === "string" && TOKEN.test(value);
}

function isLife(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1;
}

function lifeOf(accessToken: string | undefined, life: unknown): number {
  return accessToken !== undefined && isLife(life) ? Math.min(life, LIFE_MAX) : 0;
}
