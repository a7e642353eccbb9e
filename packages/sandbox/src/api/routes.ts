import type { Answer } from "./answer.ts";
import type { Endpoint } from "./failure.ts";
import { oauthAuthorize } from "./oauth-authorize.ts";
import { oauthRevoke } from "./oauth-revoke.ts";
import { oauthToken } from "./oauth-token.ts";
import { asked, meeting, ownZak, user, userToken } from "./rest.ts";
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
  if (request.method === "POST" && url.pathname === "/oauth/revoke") {
    const token = form.get("token") ?? url.searchParams.get("token") ?? "";
    return { names: ["oauth/revoke"], work: (state) => oauthRevoke(state, request, token) };
  }
  if (request.method === "GET") return readingRoute(request, url);
  if (url.pathname === "/elsewhere") return { names: ["elsewhere"], work: elsewhere };
  return undefined;
}

function readingRoute(request: Request, url: URL): Route | undefined {
  const { pathname, searchParams: query } = url;
  if (pathname === "/elsewhere") return { names: ["elsewhere"], work: elsewhere };
  if (pathname === "/oauth/authorize") {
    return { names: ["oauth/authorize"], work: (state) => oauthAuthorize(state, query) };
  }
  if (pathname === "/v2/users/me/zak") {
    return { names: ["users/zak"], work: (state) => asked(state, request, "zak", ownZak) };
  }
  const [, userId, ofUser] = /^\/v2\/users\/([^/]+)(\/token)?$/.exec(pathname) ?? [];
  if (userId !== undefined && ofUser !== undefined) {
    const type = (["zak", "onbehalf"] as const).find((name) => name === query.get("type"));
    return {
      names: type ? [`users/token/${type}`, "users/token"] : ["users/token"],
      work: (state) => asked(state, request, "token", userToken(decoded(userId), query)),
    };
  }
  if (userId !== undefined) {
    return { names: ["users/me"], work: (state) => asked(state, request, "me", user(decoded(userId))) };
  }
  const [, meetingNumber] = /^\/v2\/meetings\/([^/]+)$/.exec(pathname) ?? [];
  if (meetingNumber === undefined) return undefined;
  return {
    names: ["meetings/get"],
    work: (state) => asked(state, request, "meeting", meeting(decoded(meetingNumber))),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
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
