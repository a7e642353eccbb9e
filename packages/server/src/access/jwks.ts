import {
  type CryptoKey,
  createLocalJWKSet,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWSHeaderParameters,
} from "jose";
import { askJson } from "../http/outbound.ts";

/** Finds the key that a token was signed with. Keys that a token brings along are never looked at. */
export interface KeySource {
  /** @throws KeysUnavailable; errors of jose where there is no such key */
  readonly find: (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>;
  /** How long ago the keys were fetched, in seconds. */
  readonly age: () => number;
}

/** The keys cannot be had now, which says nothing about the token. */
export class KeysUnavailable extends Error {
  override readonly name: string = "KeysUnavailable";
}

type LocalKeys = ReturnType<typeof createLocalJWKSet>;

export function givenKeys(jwks: JSONWebKeySet): KeySource {
  return { find: createLocalJWKSet(jwks), age: () => 0 };
}

const TIMEOUT_MILLISECONDS = 5_000;
const FRESH_SECONDS = 600;
/** Between two requests, whatever made them seem needed. */
const COOL_DOWN_SECONDS = 30;
const STALE_SECONDS = 24 * 3600;
/** A key that is known does not wait longer for a set of keys that is slow to come. */
const PATIENCE_MILLISECONDS = 500;

interface Fetched {
  readonly find: LocalKeys;
  readonly ids: ReadonlySet<string>;
  readonly at: number;
}

/** @param seconds A clock that only goes forward. */
export function remoteKeys(url: string, seconds: () => number): KeySource {
  let fetched: Fetched | undefined;
  let lastTry = Number.NEGATIVE_INFINITY;
  let failed = false;
  let pending: Promise<void> | undefined;

  const age = (): number => (fetched ? seconds() - fetched.at : Number.POSITIVE_INFINITY);

  /** Nothing while one is too recent. Never rejects. */
  function refresh(): Promise<void> | undefined {
    if (pending) return pending;
    if (seconds() - lastTry < COOL_DOWN_SECONDS) return undefined;
    lastTry = seconds();
    pending = fetchKeys(url, lastTry).then(
      (keys) => {
        fetched = keys;
        failed = false;
        pending = undefined;
      },
      () => {
        failed = true;
        pending = undefined;
      },
    );
    return pending;
  }

  return {
    age,
    async find(header, token) {
      const isKnown = (): boolean =>
        fetched !== undefined && (header.kid === undefined || fetched.ids.has(header.kid));
      if (age() > FRESH_SECONDS) {
        const coming = refresh();
        if (coming)
          await (isKnown() && age() <= STALE_SECONDS ? within(coming, PATIENCE_MILLISECONDS) : coming);
      }
      if (!isKnown()) await refresh();
      if (!fetched || age() > STALE_SECONDS || (failed && !isKnown())) {
        throw new KeysUnavailable("the key set does not come");
      }
      return fetched.find(header, token);
    },
  };
}

async function fetchKeys(url: string, at: number): Promise<Fetched> {
  const { status, json } = await askJson({ url, method: "GET", milliseconds: TIMEOUT_MILLISECONDS });
  if (status !== 200) throw new Error(`status ${status}`);
  // It checks that there is a list of keys.
  const find = createLocalJWKSet(json as JSONWebKeySet);
  const ids = find.jwks().keys.flatMap(({ kid }) => (typeof kid === "string" ? [kid] : []));
  return { find, ids: new Set(ids), at };
}

async function within(promise: Promise<void>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([
    promise,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    }),
  ]);
  clearTimeout(timer);
}
