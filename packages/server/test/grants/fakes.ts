import { createKeyRing, type KeyRing } from "../../src/crypto/key-ring.ts";
import type { Grant, GrantKey, NewTokens } from "../../src/grants/grant.ts";
import { openToken } from "../../src/grants/tokens.ts";
import { StoreUnavailable } from "../../src/state/stores.ts";

/** Rows and answers of a store as a test wants them, without a store. */

export const ADA: GrantKey = { tenant: "north", app: "app-1", kind: "user", user: "ada" };
export const OWN: GrantKey = { ...ADA, kind: "account", user: "own" };

export const KEYS: KeyRing = await createKeyRing([new Uint8Array(32).map((_, at) => at + 1)]);

export const away = (): StoreUnavailable => new StoreUnavailable("grants", new Error("away"));

/** A grant of generation 4 whose tokens are named after it, sealed as they would be. */
export async function grantOf(key: GrantKey, more: Partial<Grant> = {}): Promise<Grant> {
  const generation = more.generation ?? 4;
  const seal = (text: string, token: string): Promise<string> =>
    KEYS.seal(text, {
      tenant: key.tenant,
      app: key.app,
      user: key.user,
      kind: `${key.kind}/${token}`,
      generation,
    });
  return {
    generation,
    state: "active",
    reason: undefined,
    refreshToken: await seal(`refresh ${generation}`, "refresh-token"),
    previousRefreshToken: undefined,
    accessToken: await seal(`access ${generation}`, "access-token"),
    accessLeft: 0,
    leaseOwner: undefined,
    leaseLeft: 0,
    retryLeft: 0,
    tries: 0,
    ...more,
  };
}

/** What was sealed for this generation, opened. */
export async function opened(key: GrantKey, generation: number, tokens: NewTokens): Promise<object> {
  return {
    ...tokens,
    refreshToken: await openToken(KEYS, key, "refresh-token", generation, tokens.refreshToken),
    accessToken: await openToken(KEYS, key, "access-token", generation, tokens.accessToken),
  };
}

/** Gives one after the other, the last one again and again. What is an error is thrown. */
export function inTurn<Value>(values: readonly (Value | Error)[]): () => Promise<Value> {
  let at = 0;
  return async () => {
    const value = values[Math.min(at, values.length - 1)];
    at += 1;
    if (value instanceof Error) throw value;
    return value as Value;
  };
}

/** A promise, and what ends it. */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

export function deferred<Value>(): Deferred<Value> {
  let ends: Omit<Deferred<Value>, "promise"> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    ends = { resolve, reject };
  });
  if (ends === undefined) throw new TypeError("a promise begins at once");
  return { promise, ...ends };
}
