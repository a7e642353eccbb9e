import { setTimeout as pause } from "node:timers/promises";
import { ZoomUnavailable } from "../companion/companion.ts";
import type { KeyRing } from "../crypto/key-ring.ts";
import type { ExpiringValues } from "../state/stores.ts";
import type { Grant, GrantKey, GrantStore } from "./grant.ts";
import { kept } from "./kept.ts";
import { type GrantReport, type Refreshed, refreshing } from "./refreshing.ts";
import { deadlined, Flights } from "./single-flight.ts";
import { openToken } from "./tokens.ts";

export interface AccessToken {
  readonly token: string;
  /** Of the grant it belongs to: a later token has a greater one. */
  readonly generation: number;
}

export interface AccessTokens {
  /**
   * A token that can be used now. It is refreshed by one caller of all processes, while the others wait.
   *
   * @param rejected The generation whose token Zoom refused before its time.
   * @throws ZoomUnavailable, StoreUnavailable
   */
  readonly get: (key: GrantKey, rejected?: number) => Promise<AccessToken>;
  /** After a grant was authorized or revoked: what is remembered of it is forgotten. */
  readonly forget: (key: GrantKey) => Promise<void>;
  /** Resolves when no refresh is under way. A process that ends before loses what Zoom has just given. */
  readonly settled: () => Promise<void>;
}

export interface AccessTokensOptions {
  readonly store: GrantStore;
  readonly keys: KeyRing;
  /** Asks Zoom. Never rejects for what Zoom does. `refreshToken` is absent for an account. */
  readonly refresh: (key: GrantKey, refreshToken: string | undefined) => Promise<Refreshed>;
  /** Spares reading the store with each use. May be lost, and may be down. */
  readonly cache?: ExpiringValues | undefined;
  readonly report?: ((report: GrantReport) => void) | undefined;
  /** All in milliseconds. */
  readonly times?: Partial<GrantTimes> | undefined;
}

export interface GrantTimes {
  /** More than Zoom is waited for at most. */
  readonly lease: number;
  /** What is left of a lease has to be more than this when Zoom is asked. */
  readonly deadline: number;
  /** How long a caller waits, for another process too. */
  readonly wait: number;
  /** Between two looks at the store. */
  readonly poll: number;
  /** Before a refresh of unknown outcome is tried once more. */
  readonly retry: number;
}

export const GRANT_TIMES: GrantTimes = {
  lease: 30_000,
  deadline: 10_000,
  wait: 15_000,
  poll: 100,
  retry: 5000,
};

export function createAccessTokens(options: AccessTokensOptions): AccessTokens {
  const { store, keys, cache } = options;
  const times = { ...GRANT_TIMES, ...options.times };
  const owner = crypto.randomUUID();
  const flights = new Flights<AccessToken>();
  const remembered = kept(keys, cache);
  const refreshHolding = refreshing({ ...options, times, owner });

  async function obtain(key: GrantKey, rejected: number): Promise<AccessToken> {
    const until = performance.now() + times.wait;
    for (;;) {
      const grant = await store.read(key);
      if (!grant) {
        if (key.kind === "user") throw missing();
        await store.begin(key);
        continue;
      }
      const usable = await tokenOf(key, grant, rejected);
      if (usable) return usable;
      refuseEnded(grant);
      if (grant.retryLeft > 0) throw later(grant.retryLeft);
      const refreshToken = await openToken(keys, key, "refresh-token", grant.generation, grant.refreshToken);
      if (key.kind === "user" && refreshToken === undefined) throw missing();
      if (performance.now() >= until) throw later(Math.max(grant.leaseLeft, 1000));
      const leasedAt = Date.now();
      const leased = await store.lease(key, grant.generation, owner, times.lease);
      if (leased) {
        // Refreshed by this process or found refreshed by another: the row tells, on the next way round.
        await refreshHolding(key, leased, refreshToken, leasedAt);
        continue;
      }
      await pause(times.poll * (0.5 + Math.random()));
    }
  }

  async function tokenOf(key: GrantKey, grant: Grant, rejected: number): Promise<AccessToken | undefined> {
    const { generation, accessToken, accessLeft } = grant;
    if (grant.state === "revoked" || accessLeft <= 0 || generation <= rejected) return undefined;
    const token = await openToken(keys, key, "access-token", generation, accessToken);
    if (token === undefined) return undefined;
    await remembered.set(key, { token, generation }, accessLeft);
    return { token, generation };
  }

  return {
    async get(key, rejected = -1) {
      const known = await remembered.get(key);
      if (known && known.generation > rejected) return known;
      const name = JSON.stringify([key.tenant, key.app, key.kind, key.user]);
      const until = performance.now() + times.wait;
      for (;;) {
        // Somebody else's flight may have begun before this token was refused.
        const flight = flights.join(name, () => obtain(key, rejected));
        const found = await deadlined(flight, until - performance.now(), () => later(times.retry));
        if (found.generation > rejected) return found;
      }
    },
    forget: (key) => remembered.forget(key),
    settled: () => flights.settled(),
  };
}

function refuseEnded({ state }: Grant): void {
  if (state === "revoked") throw missing();
  if (state === "needs-reauthorization") {
    throw new ZoomUnavailable(
      "zoom-grant-needs-reauthorization",
      "Zoom takes the stored authorization no more; the user has to authorize the app again",
    );
  }
}

function missing(): ZoomUnavailable {
  return new ZoomUnavailable("zoom-grant-missing", "the user has not authorized the app");
}

function later(milliseconds: number): ZoomUnavailable {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return new ZoomUnavailable(
    "zoom-unavailable",
    "the access token is being refreshed, or cannot be yet",
    seconds,
  );
}
