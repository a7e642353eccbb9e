import type { Answer } from "./answer.ts";
import type { Endpoint } from "./failure.ts";
import { oauthToken } from "./oauth-token.ts";
import type { ApiState } from "./state.ts";

/** One call: the names it is counted under, from the particular to the general, and what is to be done. */
export interface Route {
  readonly names: readonly [Endpoint, ...Endpoint[]];
  readonly work: (state: ApiState) => Answer | Promise<Answer>;
}

const GRANTS = ["account_credentials", "authorization_code", "refresh_token"] as const;

export function routeOf(request: Request, url: URL, form: URLSearchParams): Route | undefined {
  if (request.method === "POST" && url.pathname === "/oauth/token") {
    const grant = GRANTS.find((name) => name === form.get("grant_type"));
    return {
      names: grant ? [`oauth/token/${grant}`, "oauth/token"] : ["oauth/token"],
      work: (state) => oauthToken(state, request, form),
    };
  }
  if (url.pathname === "/elsewhere") return { names: ["elsewhere"], work: elsewhere };
  return undefined;
}

/** Looks like a good answer of any endpoint, so that only a client that follows no redirect is safe. */
function elsewhere(): Answer {
  return {
    status: 200,
    body: {
      access_token: "sandbox-from-elsewhere",
      refresh_token: "sandbox-from-elsewhere",
      token: "sandbox-from-elsewhere",
      token_type: "bearer",
      expires_in: 3600,
      scope: "",
    },
  };
}
