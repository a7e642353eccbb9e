import { type Answer, oauthError } from "./answer.ts";
import type { ApiState } from "./state.ts";
import { keep } from "./tokens.ts";

/** `GET /oauth/authorize`: no page; whoever `zoom.consentAs` names has consented already, or refused. */
export function oauthAuthorize(state: ApiState, query: URLSearchParams): Answer {
  const app = state.apps.find((one) => one.kind === "general" && one.clientId === query.get("client_id"));
  if (!app) return oauthError(400, "invalid_client", "Invalid client_id");
  const redirectUri = query.get("redirect_uri") ?? "";
  // Nothing is sent to an address that the app did not register, not even an error (RFC 6749, 4.1.2.1).
  if (!(app.redirectUris ?? []).includes(redirectUri)) {
    return oauthError(400, "invalid_request", "Invalid redirect url");
  }
  const challenge = query.get("code_challenge") ?? undefined;
  const method = query.get("code_challenge_method") ?? "plain";
  if (query.get("response_type") !== "code") return back({ error: "unsupported_response_type" });
  if (method !== "S256" && method !== "plain") return back({ error: "invalid_request" });
  if (state.consents === undefined) return back({ error: "access_denied" });

  const code = state.tokens.make("code");
  keep(state.codes, code, {
    clientId: app.clientId,
    userId: state.consents,
    redirectUri,
    challenge,
    method,
    expiresAt: state.now() + state.lifetimes.code,
    used: false,
  });
  return back({ code });

  function back(answer: Record<string, string>): Answer {
    const url = new URL(redirectUri);
    for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
    const asked = query.get("state");
    if (asked !== null) url.searchParams.set("state", asked);
    return { status: 302, headers: { location: url.href } };
  }
}
