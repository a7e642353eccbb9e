/** Whose tokens: those of a person who has authorized an app, or those of an account (Server-to-Server OAuth). */
export interface GrantKey {
  readonly tenant: string;
  /** The client id of the Zoom app. */
  readonly app: string;
  readonly kind: "account" | "user";
  /** The id of the Zoom user, or of the account. */
  readonly user: string;
}

/**
 * - `active`: may be used.
 * - `uncertain`: a refresh was begun and nobody knows how it ended. The token may still be good: it is tried once more.
 * - `needs-reauthorization`: a person has to authorize the app again. What was stored stays.
 * - `revoked`: deliberately ended. The tokens are gone, the row stays so that its generation does.
 */
export type GrantState = "active" | "needs-reauthorization" | "revoked" | "uncertain";

/** One row. Tokens are sealed; times are what is left of them by the store's own clock, in milliseconds. */
export interface Grant {
  /** Grows by one with each refresh and each authorization. */
  readonly generation: number;
  readonly state: GrantState;
  /** Why it is not `active`. */
  readonly reason: string | undefined;
  readonly refreshToken: string | undefined;
  /** The one before, sealed for `generation - 1`. */
  readonly previousRefreshToken: string | undefined;
  readonly accessToken: string | undefined;
  readonly accessLeft: number;
  readonly leaseOwner: string | undefined;
  readonly leaseLeft: number;
  /** Until another try is allowed. */
  readonly retryLeft: number;
  /** Refreshes begun in this generation whose end is not known. */
  readonly tries: number;
}

export interface NewTokens {
  /** Sealed for the generation that the save makes. */
  readonly refreshToken: string | undefined;
  readonly accessToken: string | undefined;
  /** How long the access token is to be used from now, in milliseconds. */
  readonly accessLife: number;
  /** Before the next refresh, in milliseconds: where the answer had no access token that could be used. */
  readonly retryIn?: number | undefined;
}

export interface GrantsInTrouble {
  readonly needsReauthorization: number;
  readonly uncertain: number;
}

/** How a lease ends where there are no new tokens. */
export type Ending =
  /** Zoom was not asked, or said that it did nothing. */
  | { readonly kind: "released"; readonly retryIn: number }
  /** Zoom may or may not have used the token up. The lease stays with its owner. */
  | { readonly kind: "uncertain"; readonly reason: string; readonly retryIn: number }
  | { readonly kind: "needs-reauthorization"; readonly reason: string };

/**
 * Where grants are kept. Each method is one statement, so two processes cannot both succeed where one may. Durable
 * before it resolves.
 *
 * Every method throws StoreUnavailable where the store does not answer.
 */
export interface GrantStore {
  readonly read: (key: GrantKey) => Promise<Grant | undefined>;

  /** A row without tokens, where there is none yet. For accounts, which need no authorization by a person. */
  readonly begin: (key: GrantKey) => Promise<void>;

  /**
   * Somebody has authorized the app: generation `expected + 1`, whatever the state was. Whoever holds a lease loses it.
   *
   * @param expected The generation that was read, 0 for no row.
   * @returns false where it is another by now
   */
  readonly authorize: (key: GrantKey, expected: number, tokens: NewTokens) => Promise<boolean>;

  /**
   * Takes the right to refresh this generation, before Zoom is asked.
   *
   * @returns the row as it then is; nothing where somebody else has the right, or the generation is another
   */
  readonly lease: (
    key: GrantKey,
    generation: number,
    owner: string,
    milliseconds: number,
  ) => Promise<Grant | undefined>;

  /** @returns false where the generation or the owner is another: then nothing was changed */
  readonly save: (key: GrantKey, generation: number, owner: string, tokens: NewTokens) => Promise<boolean>;

  /** @returns false where the generation or the owner is another: then nothing was changed */
  readonly end: (key: GrantKey, generation: number, owner: string, ending: Ending) => Promise<boolean>;

  /**
   * Forgets the tokens, because the person or Zoom said so.
   *
   * @param authorizedBefore Seconds since 1970. A grant given later stays: the message is about an earlier one.
   */
  readonly revoke: (key: GrantKey, reason: string, authorizedBefore?: number) => Promise<boolean>;

  /**
   * Gives what was kept one more try, because an operator knows that Zoom was down.
   *
   * @returns false where the grant needs no authorization, or nothing was kept
   */
  readonly tryAgain: (key: GrantKey) => Promise<boolean>;

  /** How many users' grants are not in order. */
  readonly inTrouble: () => Promise<GrantsInTrouble>;

  readonly close: () => Promise<void>;
}
