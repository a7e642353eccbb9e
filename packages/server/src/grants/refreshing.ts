import { setTimeout as pause } from "node:timers/promises";
import { ZoomUnavailable } from "../companion/companion.ts";
import { StoreUnavailable } from "../state/stores.ts";
import type { AccessTokensOptions, GrantTimes } from "./access-tokens.ts";
import type { Ending, Grant, GrantKey, NewTokens } from "./grant.ts";
import { type PlainTokens, sealTokens } from "./tokens.ts";

/** What came of asking Zoom for new tokens. */
export type Refreshed =
  /** Whatever of the answer can be used: a refresh token is kept even where the rest of the answer is nonsense. */
  | { readonly kind: "tokens"; readonly tokens: PlainTokens }
  /** Zoom says that the refresh token is none. */
  | { readonly kind: "invalid-grant" }
  /** Zoom was not asked, or did nothing. */
  | { readonly kind: "not-done"; readonly error: ZoomUnavailable }
  /** Zoom may have used the refresh token up. */
  | { readonly kind: "unknown"; readonly error: ZoomUnavailable };

/** For the log and for alarms. Names no user and no token. */
export interface GrantReport {
  readonly event:
    | "grant-needs-reauthorization"
    | "grant-refreshed"
    | "grant-save-delayed"
    | "grant-save-refused"
    | "grant-uncertain";
  readonly tenant: string;
  readonly app: string;
  /** The same for the same row, and nobody's id. */
  readonly grant: string;
  readonly generation: number;
  readonly reason?: string | undefined;
}

/** A new refresh token is only in memory until it is saved: the store is tried for this long, however it fails. */
const SAVE_FOR = 10 * 60_000;

type Options = AccessTokensOptions & { readonly times: GrantTimes; readonly owner: string };

/**
 * The refresh itself, by whoever holds the lease. Resolves where the row is to be read again.
 *
 * @throws ZoomUnavailable, StoreUnavailable
 */
export function refreshing(
  options: Options,
): (key: GrantKey, leased: Grant, refreshToken: string | undefined, leasedAt: number) => Promise<void> {
  const { store, keys, refresh, report, times, owner } = options;

  async function tell(
    event: GrantReport["event"],
    key: GrantKey,
    generation: number,
    reason?: string,
  ): Promise<void> {
    if (!report) return;
    const { tenant, app, kind, user } = key;
    const grant = (await keys.nameOf("grant", tenant, app, kind, user)).slice(0, 16);
    try {
      report({ event, tenant, app, grant, generation, reason });
    } catch {
      // Who listens cannot stop a save.
    }
  }

  /** A store that is down now leaves the lease to run out, which says the same. */
  async function end(key: GrantKey, generation: number, ending: Ending): Promise<boolean> {
    try {
      return await store.end(key, generation, owner, ending);
    } catch (error) {
      if (StoreUnavailable.is(error)) return false;
      throw error;
    }
  }

  /** @returns false where the row is another's by now: then it stays as it is */
  async function save(key: GrantKey, generation: number, tokens: NewTokens): Promise<boolean> {
    const began = performance.now();
    for (let tries = 0; ; tries++) {
      try {
        if (await store.save(key, generation, owner, tokens)) return true;
        // A save whose answer was lost was a save all the same.
        const row = await store.read(key);
        return (
          row?.generation === generation + 1 &&
          row.accessToken === tokens.accessToken &&
          row.refreshToken === tokens.refreshToken
        );
      } catch (error) {
        if (!StoreUnavailable.is(error) || performance.now() - began > SAVE_FOR) throw error;
        if (tries === 0) await tell("grant-save-delayed", key, generation);
      }
      await pause(Math.min(100 * 2 ** tries, 2000));
    }
  }

  async function needsReauthorization(key: GrantKey, generation: number, reason: string): Promise<void> {
    if (await end(key, generation, { kind: "needs-reauthorization", reason })) {
      await tell("grant-needs-reauthorization", key, generation, reason);
    }
  }

  return async (key, leased, refreshToken, leasedAt) => {
    const { generation } = leased;
    // A process that was stopped in between may have lost its lease without knowing.
    if (Date.now() - leasedAt > times.lease - times.deadline) {
      await end(key, generation, { kind: "released", retryIn: 0 });
      return;
    }
    const refreshed = await refresh(key, refreshToken);
    switch (refreshed.kind) {
      case "tokens": {
        // RFC 6749, 6: without a new refresh token the old one stays.
        const tokens = { ...refreshed.tokens, refreshToken: refreshed.tokens.refreshToken ?? refreshToken };
        const sealed = await sealTokens(keys, key, generation + 1, tokens);
        const usable = sealed.accessToken !== undefined;
        const saved = await save(key, generation, usable ? sealed : { ...sealed, retryIn: times.retry });
        await tell(saved ? "grant-refreshed" : "grant-save-refused", key, generation + 1);
        if (saved && !usable) {
          throw new ZoomUnavailable("zoom-unavailable", "Zoom answered without a usable access token", 5);
        }
        return;
      }
      case "invalid-grant": {
        // Somebody else may have refreshed in the meantime; then it was the old token that Zoom refused.
        const row = await store.read(key);
        if (row?.generation === generation) await needsReauthorization(key, generation, "invalid-grant");
        return;
      }
      case "not-done": {
        const { retryAfter = 5 } = refreshed.error;
        await end(key, generation, { kind: "released", retryIn: retryAfter * 1000 });
        throw refreshed.error;
      }
      case "unknown": {
        const reason = refreshed.error.message;
        if (key.kind === "account") {
          await end(key, generation, { kind: "released", retryIn: times.retry });
        } else if (leased.tries > 1) {
          await needsReauthorization(key, generation, `twice: ${reason}`);
        } else if (await end(key, generation, { kind: "uncertain", reason, retryIn: times.retry })) {
          await tell("grant-uncertain", key, generation, reason);
        }
        throw refreshed.error;
      }
    }
  };
}
