import type { PlainTokens } from "../grants/tokens.ts";
import { isAppRefused, tokensOf } from "../zoom-api/token-endpoint.ts";
import type { OAuthOutcome } from "./outcome.ts";
import type { Flow } from "./sealed.ts";
import type { OAuthService } from "./service.ts";

export interface WholeTokens extends PlainTokens {
  readonly refreshToken: string;
  readonly accessToken: string;
}

export type Exchanged =
  | { readonly kind: "tokens"; readonly tokens: WholeTokens }
  | { readonly kind: "none"; readonly outcome: OAuthOutcome; readonly retryAfter?: number | undefined };

/**
 * RFC 6749, 4.1.3 with RFC 7636, 4.5: one request, never repeated. A code serves once, so an answer that was lost
 * means to begin again.
 */
export async function exchangeCode(service: OAuthService, flow: Flow, code: string): Promise<Exchanged> {
  const { tenant, app, verifier } = flow;
  const secret = service.apps.get(tenant)?.clientSecret ?? "";
  const outcome = await service.http.send({
    service: "oauth",
    method: "POST",
    path: "/oauth/token",
    form: {
      grant_type: "authorization_code",
      code,
      redirect_uri: service.redirectUri,
      code_verifier: verifier,
    },
    authorization: basic(app, secret),
    account: JSON.stringify([tenant, app]),
  });
  switch (outcome.kind) {
    case "done": {
      const read = tokensOf(outcome.body, "user");
      const { refreshToken, accessToken, life } =
        read.kind === "tokens" ? read.tokens : { refreshToken: undefined, accessToken: undefined, life: 0 };
      // Without the one nobody can be told by it, without the other it would end within the hour.
      return refreshToken === undefined || accessToken === undefined
        ? { kind: "none", outcome: "outcome-unknown" }
        : { kind: "tokens", tokens: { refreshToken, accessToken, life } };
    }
    case "refused":
      if (outcome.body.error === "invalid_grant") return { kind: "none", outcome: "code-refused" };
      return { kind: "none", outcome: isAppRefused(outcome.body.error) ? "app-refused" : "zoom-refused" };
    case "not-done":
      return { kind: "none", outcome: "zoom-unavailable", retryAfter: outcome.error.retryAfter };
    case "unknown":
      return { kind: "none", outcome: "outcome-unknown" };
  }
}

export function basic(clientId: string, clientSecret: string): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
}
