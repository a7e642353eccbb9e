/**
 * What the service remembers, by how much its loss would matter. Each has one file a place it can live in: memory or
 * SQLite on one machine; Redis or Valkey, and Postgres, on many. One suite of tests runs against all.
 */

/** May be lost: a limit starts anew. */
export interface Limiter {
  /** Takes one of `limit.points` for `key` in the current window. Never rejects: a store that is down counts locally. */
  take(limit: LimitRule, key: string): Promise<LimitAnswer> | LimitAnswer;
}

export interface LimitRule {
  /** Stands in metrics and in the store's keys: lower-case letters and dashes. */
  readonly name: string;
  readonly points: number;
  /** Length of the window. */
  readonly seconds: number;
  /** What takes effect while the shared store is down. Unless given: `points` divided by the replicas declared. */
  readonly pointsAlone?: number;
}

export interface LimitAnswer {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until the window ends. */
  readonly resetSeconds: number;
}

/** May be lost only where requests that depend on it are refused meanwhile. */
export interface Nonces {
  /** True for a value not seen within `seconds`. @throws StoreUnavailable */
  claim(nonce: string, seconds: number): Promise<boolean>;
  /** Takes a claim back: what it stood for was not done after all and may come again. @throws StoreUnavailable */
  release(nonce: string): Promise<void>;
}

/** May be lost: it is fetched anew. Values are encrypted by the caller where the place is shared. */
export interface ExpiringValues {
  /** @throws StoreUnavailable */
  get(key: string): Promise<string | undefined>;
  /** @throws StoreUnavailable */
  set(key: string, value: string, milliseconds: number): Promise<void>;
  /** @throws StoreUnavailable */
  delete(key: string): Promise<void>;
}

/** Must not be lost. */
export interface Audit {
  /** Resolves once the row is durable. @throws StoreUnavailable: then the answer that it stands for is not given */
  append(entry: AuditEntry): Promise<void>;
}

/**
 * One row before each answer with which somebody can host, or by whose link a user can let the app act for them. Identifiers are given as they are: the place that keeps
 * the row keeps HMACs of them, under a key that is not kept beside it. Tokens are not given at all, only hashes.
 */
export interface AuditEntry {
  /** Seconds since 1970. */
  readonly at: number;
  readonly requestId: string;
  readonly tenant: string;
  readonly caller: string;
  readonly action: "authorization-link" | "host-signature" | "native-signature" | "obf-token" | "zak";
  readonly meetingNumber?: string | undefined;
  readonly zoomUser?: string | undefined;
  /** SHA-256 of the signature, token or link given, 64 hexadecimal digits, so that one found later can be traced. */
  readonly tokenSha256?: string | undefined;
  readonly expiresAt?: number | undefined;
}

const BRAND = "StoreUnavailable";

/** A store did not answer in time, or not at all. */
export class StoreUnavailable extends Error {
  override readonly name: string = BRAND;
  /** Which store, by its name in the configuration. */
  readonly store: string;

  constructor(store: string, cause: unknown) {
    super(`the ${store} store does not answer`, { cause });
    this.store = store;
  }

  static is(error: unknown): error is StoreUnavailable {
    return error instanceof Error && error.name === BRAND;
  }
}
