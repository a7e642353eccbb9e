import { BoundedMap } from "../access/bounded-map.ts";
import type { AccessToken, AccessTokens } from "../grants/access-tokens.ts";
import type { GrantKey } from "../grants/grant.ts";
import { StoreUnavailable } from "../state/stores.ts";
import type { JsonRecord } from "../zoom-api/json-object.ts";
import type { ZoomHttp } from "../zoom-api/zoom-http.ts";
import { ZoomUnavailable } from "./companion.ts";

/** One reading call to Zoom's REST API. */
export interface RestCall {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** For messages, as `the ZAK`. */
  readonly what: string;
  /** The scope it wants of either kind of grant. */
  readonly scopes: Readonly<Record<GrantKey["kind"], string>>;
}

export type RestAnswer =
  | { readonly kind: "done"; readonly body: JsonRecord }
  /** Zoom's `code` where its body has one. */
  | { readonly kind: "refused"; readonly status: number; readonly code: number | undefined };

/** Asks with the access token of a grant. @throws ZoomUnavailable for whatever has nothing to do with the call itself */
export type Ask = (key: GrantKey, call: RestCall) => Promise<RestAnswer>;

/** "Invalid access token", as users have it; Zoom's pages name 401. */
const TOKEN_REFUSED = 124;
/** https://developers.zoom.us/docs/integrations/oauth-error-messages/ (read 2026-11-24); 200 and 201: missing privileges. */
const NOT_PERMITTED: ReadonlySet<number | undefined> = new Set([4711, 200, 201]);
/** Whose new token was refused as well is not asked with again at once: each try would use up a refresh token. */
const REFUSED_MILLISECONDS = 5000;
const GRANTS_MAX = 10_000;

export interface AskOptions {
  readonly http: ZoomHttp;
  readonly accessTokens: Pick<AccessTokens, "get">;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
}

export function asking({ http, accessTokens, clock }: AskOptions): Ask {
  const refusedUntil = new BoundedMap<number>(GRANTS_MAX);

  async function tokenFor(key: GrantKey, rejected?: number): Promise<AccessToken> {
    try {
      return await accessTokens.get(key, rejected);
    } catch (error) {
      if (!StoreUnavailable.is(error)) throw error;
      throw new ZoomUnavailable("zoom-unavailable", "the store of grants does not answer", 5, error);
    }
  }

  return async (key, { path, query = {}, what, scopes }) => {
    const { tenant, app, kind, user } = key;
    const account = kind === "account" ? user : JSON.stringify([tenant, app]);
    const name = JSON.stringify([tenant, app, kind, user]);
    if ((refusedUntil.get(name) ?? 0) > clock()) throw credentialsRefused();
    let token = await tokenFor(key);
    for (let tries = 1; ; tries += 1) {
      const outcome = await http.send({
        service: "api",
        method: "GET",
        path,
        query,
        authorization: `Bearer ${token.token}`,
        account,
      });
      if (outcome.kind === "not-done" || outcome.kind === "unknown") throw outcome.error;
      if (outcome.kind === "done") return outcome;
      const { status } = outcome;
      const code = codeOf(outcome.body);
      if (NOT_PERMITTED.has(code)) {
        throw new ZoomUnavailable(
          "zoom-permission-missing",
          `Zoom does not permit to ask for ${what} (code ${code}); that wants the scope ${scopes[kind]}`,
        );
      }
      if (status !== 401 && code !== TOKEN_REFUSED) return { kind: "refused", status, code };
      if (tries === 2) {
        refusedUntil.set(name, clock() + REFUSED_MILLISECONDS);
        throw credentialsRefused();
      }
      // Another process may have a newer one already; otherwise it is refreshed.
      token = await tokenFor(key, token.generation);
    }
  };
}

export function refused(what: string, { status, code }: RestAnswer & { kind: "refused" }): ZoomUnavailable {
  const about = code === undefined ? `HTTP ${status}` : `HTTP ${status}, code ${code}`;
  return new ZoomUnavailable("zoom-refused", `Zoom refused to give ${what} (${about})`);
}

export function unusable(what: string): ZoomUnavailable {
  return new ZoomUnavailable("zoom-unavailable", `Zoom's answer is not usable as ${what}`, 5);
}

function credentialsRefused(): ZoomUnavailable {
  return new ZoomUnavailable("zoom-credentials-refused", "Zoom takes neither the access token nor a new one");
}

function codeOf({ code }: JsonRecord): number | undefined {
  return typeof code === "number" && Number.isInteger(code) && code >= 0 && code < 1_000_000
    ? code
    : undefined;
}
