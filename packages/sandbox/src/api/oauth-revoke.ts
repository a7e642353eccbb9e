import { type Answer, oauthError } from "./answer.ts";
import { clientOf } from "./oauth-token.ts";
import type { ApiState } from "./state.ts";

/** `POST /oauth/revoke` with an access token or a refresh token: the user's whole consent ends. */
export function oauthRevoke(state: ApiState, request: Request, token: string): Answer {
  const app = clientOf(state, request.headers.get("authorization"));
  if (!app) return oauthError(401, "invalid_client", "Invalid client_id or client_secret");
  const access = state.tokens.access.get(token);
  const grant = access?.grant ?? state.tokens.refresh.get(token);
  if ((access ?? grant)?.clientId !== app.clientId) return oauthError(400, "invalid_token", "Invalid Token!");
  if (grant) state.tokens.end(grant);
  if (access) access.ended = true;
  return { status: 200, body: { status: "success" } };
}
