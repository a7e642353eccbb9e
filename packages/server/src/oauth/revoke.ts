import { ZoomUnavailable } from "../companion/companion.ts";
import type { Grant, GrantKey } from "../grants/grant.ts";
import { openToken, type TokenKind } from "../grants/tokens.ts";
import { answer, type Exchange, refusal } from "../http/exchange.ts";
import { entry } from "../http/problem.ts";
import { basic } from "./code-exchange.ts";
import type { Begun } from "./sealed.ts";
import type { OAuthService } from "./service.ts";
import { wishOf } from "./wish.ts";

/** What Zoom said to it. */
export type AtZoom = "confirmed" | "not-confirmed" | "nothing-to-revoke";

const HELP: Readonly<Record<AtZoom, string | undefined>> = {
  confirmed: undefined,
  "not-confirmed":
    "This server has forgotten the tokens. Whether Zoom has ended them is not known: the user can remove the app under Apps in Zoom's App Marketplace.",
  "nothing-to-revoke": undefined,
};

/**
 * `POST /oauth/revoke`: this server forgets the tokens first, whatever Zoom says then, since that is what the caller
 * can rely on. The answer tells whether Zoom has confirmed.
 *
 * @throws StoreUnavailable where nothing was done
 */
export async function revoke(
  service: OAuthService,
  request: Request,
  exchange: Exchange,
): Promise<{ readonly response: Response; readonly begun?: Begun }> {
  const asked = await wishOf(service, request, exchange, ["zoomUser"]);
  if (asked instanceof Response) return { response: asked };
  const { caller, wish } = asked;
  if (wish.zoomUser === undefined) {
    const missing = {
      property: "zoomUser",
      reason: "zoomUser is missing",
      help: "Give the id of the Zoom user whose authorization is to end.",
    };
    return { response: refusal(exchange, request, [entry("request-invalid", missing)]) };
  }
  const { tenant } = caller;
  const app = service.apps.get(tenant)?.clientId ?? "";
  const zoom = await revokeGrant(service, { tenant, app, kind: "user", user: wish.zoomUser });
  const help = HELP[zoom];
  const body = { revoked: true, zoom, ...(help !== undefined && { help }) };
  return { response: answer(exchange, request, 200, body), begun: { tenant, caller: caller.id } };
}

async function revokeGrant(service: OAuthService, key: GrantKey): Promise<AtZoom> {
  const { store, accessTokens } = service;
  const grant = await store.read(key);
  const revoked = await store.revoke(key, "revoked-by-caller");
  await accessTokens.forget(key);
  if (grant === undefined || !revoked) return "nothing-to-revoke";
  for (const token of await tokensOf(service, key, grant)) {
    if (await endedAtZoom(service, key, token)) return "confirmed";
  }
  return "not-confirmed";
}

/** The access token first, which Zoom documents; the refresh token where it is too late for that one. */
async function tokensOf(service: OAuthService, key: GrantKey, grant: Grant): Promise<readonly string[]> {
  const { generation, accessToken, refreshToken, accessLeft } = grant;
  const open = async (kind: TokenKind, sealed: string | undefined): Promise<string[]> => {
    try {
      const token = await openToken(service.keys, key, kind, generation, sealed);
      return token === undefined ? [] : [token];
    } catch (error) {
      // Sealed under a key that is gone: there is nothing to show Zoom.
      if (ZoomUnavailable.is(error)) return [];
      throw error;
    }
  };
  return [
    ...(await open("access-token", accessLeft > 0 ? accessToken : undefined)),
    ...(await open("refresh-token", refreshToken)),
  ];
}

/** RFC 7009. https://developers.zoom.us/docs/integrations/oauth/ (read 2026-11-24) */
async function endedAtZoom(
  service: OAuthService,
  { tenant, app }: GrantKey,
  token: string,
): Promise<boolean> {
  const outcome = await service.http.send({
    service: "oauth",
    method: "POST",
    path: "/oauth/revoke",
    form: { token },
    authorization: basic(app, service.apps.get(tenant)?.clientSecret ?? ""),
    account: JSON.stringify([tenant, app]),
  });
  return outcome.kind === "done" && outcome.body.status === "success";
}
