import { type Companion, createCompanionTokens } from "../companion/create.ts";
import { createKeyRing, type KeyRing } from "../crypto/key-ring.ts";
import { type AccessTokens, createAccessTokens } from "../grants/access-tokens.ts";
import type { GrantKey, GrantStore } from "../grants/grant.ts";
import type { GrantReport } from "../grants/refreshing.ts";
import { meteredLimiter } from "../metrics/limits.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { State } from "../state/state.ts";
import type { Deauthorized } from "../webhooks/event.ts";
import { tokenEndpoint } from "../zoom-api/token-endpoint.ts";
import { createZoomHttp, type ZoomHttp } from "../zoom-api/zoom-http.ts";
import { openGrants } from "./grants-place.ts";
import type { ZoomSettings } from "./zoom-settings.ts";

/** What asks Zoom, open. */
export interface OpenZoom {
  readonly http: ZoomHttp;
  readonly store: GrantStore;
  readonly keys: KeyRing;
  readonly accessTokens: AccessTokens;
  readonly companion: Companion;
  /** After a user's grant has changed: nothing that came of it before is given out any more. */
  readonly forget: (key: GrantKey) => Promise<void>;
  /** Waits for refreshes that are under way: what Zoom has just given has to be saved. */
  readonly close: () => Promise<void>;
}

/** Of the settings what is open by them; the others may change without it. */
export type ZoomPlaces = Pick<ZoomSettings, "grants" | "tenants" | "urls">;

export interface ZoomSurroundings extends Pick<State, "limiter" | "values"> {
  /** Told when a user's grant is in trouble, and what Zoom did not give. Names no user and no token. */
  readonly tell?: ((line: string) => void) | undefined;
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: (() => number) | undefined;
  /** Counts calls to Zoom and what comes of them. Nothing is counted unless given. */
  readonly metrics?: Metrics | undefined;
}

/**
 * What `createApp` (`companion`) and `oauthRoutes` want, for a program that has no configuration file.
 *
 * @throws StartUpError
 */
export async function openZoom(
  { grants, tenants, urls }: ZoomPlaces,
  { limiter, values, tell, now, metrics }: ZoomSurroundings,
): Promise<OpenZoom> {
  const hasUsers = Object.values(tenants).some(({ users }) => users !== undefined);
  const { store, keys: given } = await openGrants(grants, hasUsers);
  try {
    const http = createZoomHttp({ urls, metrics });
    const keys = await createKeyRing(given);
    const secretOf = (tenant: string, app: string): string | undefined => {
      const { account, users } = tenants[tenant] ?? {};
      return [account, users].find((one) => one?.clientId === app)?.clientSecret;
    };
    const askForTokens = tokenEndpoint({ http, secretOf });
    const accessTokens = createAccessTokens({
      store,
      keys,
      cache: values,
      async refresh(key, refreshToken) {
        const refreshed = await askForTokens(key, refreshToken);
        metrics?.grants.refreshed(key.kind, refreshed.kind);
        return refreshed;
      },
      report: (report) => {
        metrics?.grants.reported(report.event);
        if (report.event !== "grant-refreshed") tell?.(wordsOf(report));
      },
    });
    const companion = createCompanionTokens({
      http,
      accessTokens,
      apps: tenants,
      limiter: meteredLimiter(limiter, metrics?.limits),
      now,
      report: ({ what, tenant, code, message }) =>
        tell?.(`zoom gave no ${what} (tenant ${tenant}): ${code}: ${message}`),
    });
    const forget = async (key: GrantKey): Promise<void> => {
      companion.forget({ tenant: key.tenant, zoomUser: key.user });
      await accessTokens.forget(key);
    };
    const unwatch = hasUsers ? metrics?.grants.watch(store) : undefined;
    const close = async (): Promise<void> => {
      unwatch?.();
      await accessTokens.settled();
      http.close();
      await store.close();
    };
    return { http, store, keys, accessTokens, companion, forget, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What is stored of a user who took the app away ends, unless they authorized it again since. @throws StoreUnavailable */
export async function endGrants(
  { store, forget }: OpenZoom,
  tenants: ZoomSettings["tenants"],
  { userId, clientId, at }: Deauthorized,
): Promise<void> {
  for (const [tenant, { users }] of Object.entries(tenants)) {
    if (users === undefined || (clientId !== undefined && clientId !== users.clientId)) continue;
    const key: GrantKey = { tenant, app: users.clientId, kind: "user", user: userId };
    await store.revoke(key, "deauthorized", at);
    await forget(key);
  }
}

function wordsOf({ event, tenant, grant, generation, reason }: GrantReport): string {
  const why = reason === undefined ? "" : `: ${reason}`;
  return `${event} (tenant ${tenant}, grant ${grant}, generation ${generation})${why}`;
}
