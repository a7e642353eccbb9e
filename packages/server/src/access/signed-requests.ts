import { refuseToStart } from "../errors.ts";
import { type Nonces, StoreUnavailable } from "../state/stores.ts";
import {
  type Authenticator,
  authenticator,
  type Caller,
  DEFAULT_TENANT,
  isTenantName,
  NO_CLAIMS,
  type Scope,
  SERVERS,
} from "./caller.ts";
import { sameText } from "./same-text.ts";
import { checkScopes } from "./scopes.ts";
import { type CryptoKey, isRequestKeyId, macKey, macOf, type RequestKey, SCHEME } from "./sign-request.ts";

/** A caller's key as the server knows it. */
export interface RequestKeyRecord extends RequestKey {
  /** What the key can be used for: `join:mint` and `diagnose` unless given. */
  readonly scopes?: readonly Scope[] | undefined;
  /** Whose Zoom app signs for it, where the server has several. */
  readonly tenant?: string | undefined;
}

export interface SignedRequestsOptions {
  readonly keys: readonly RequestKeyRecord[];
  /** Remembers each nonce for ten minutes. All processes of a server have to share it. */
  readonly nonces: Nonces;
}

const HEADER = new RegExp(
  `^${SCHEME} +key=([a-z0-9-]{1,32}), ?ts=([1-9][0-9]{9}), ?nonce=([A-Za-z0-9_-]{22,86}), ?mac=([A-Za-z0-9_-]{43})$`,
  "i",
);
const OF_THE_SCHEME = new RegExp(`^${SCHEME}(?: |$)`, "i");

/** Seconds that the clocks of both sides may be apart. */
const SKEW_SECONDS = 300;
/** Twice that, so that a nonce is remembered for as long as its time stamp is taken. */
const NONCE_SECONDS = 600;
const SECRET_CHARACTERS_MIN = 32;

/**
 * Requests that another server signs with `signRequest`. A store of nonces that does not answer refuses them all:
 * without it a request that somebody recorded would work again.
 *
 * @throws StartUpError `request-keys-invalid`
 */
export function signedRequests({ keys, nonces }: SignedRequestsOptions): Authenticator {
  const known = new Map<
    string,
    { readonly secret: string; readonly caller: Caller; key?: Promise<CryptoKey> }
  >();
  for (const key of checked(keys)) {
    const scopes = key.scopes === undefined ? SERVERS : checkScopes(key.scopes, `the key ${key.id}`);
    const tenant = key.tenant ?? DEFAULT_TENANT;
    const caller: Caller = { id: `hmac:${key.id}`, method: "hmac", tenant, scopes, claims: NO_CLAIMS };
    known.set(key.id, { secret: key.secret, caller });
  }
  const callers = [...known.values()].map(({ caller }) => caller);
  const facts = {
    prefix: "hmac:",
    tenants: [...new Set(callers.map(({ tenant }) => tenant))],
    scopes: new Set(callers.flatMap(({ scopes }) => [...scopes])),
    fromBrowsers: false,
    challenge: `${SCHEME} realm="countersign"`,
  };

  return authenticator(facts, async (request, peer) => {
    const header = request.headers.get("authorization") ?? "";
    if (!OF_THE_SCHEME.test(header)) return undefined;
    if (request.headers.has("origin")) return "api-key-from-browser";
    const [, id = "", timestamp = "", nonce = "", presented = ""] = HEADER.exec(header) ?? [];
    const found = known.get(id);
    // Also for a header that does not match, whose time stamp is no number then.
    if (!(Math.abs(peer.now() - Number(timestamp || Number.NaN)) <= SKEW_SECONDS))
      return "authentication-required";
    if (found === undefined) return "authentication-required";

    const body = await peer.body();
    if (typeof body === "string") return body;
    const { pathname, search } = new URL(request.url);
    found.key ??= macKey(found.secret);
    const signed = { method: request.method, path: pathname + search, body, timestamp, nonce };
    if (!sameText(await macOf(await found.key, signed), presented)) return "authentication-required";
    try {
      const first = await nonces.claim(`hmac|${id}|${nonce}`, NONCE_SECONDS);
      return first ? found.caller : "authentication-required";
    } catch (error) {
      if (!StoreUnavailable.is(error)) throw error;
      return "authentication-unavailable";
    }
  });
}

function checked(keys: readonly RequestKeyRecord[]): readonly RequestKeyRecord[] {
  if (!Array.isArray(keys) || keys.length === 0) return bad("keys", "there is no key for signed requests");
  const ids = new Set<string>();
  for (const { id, secret, tenant } of keys) {
    if (!isRequestKeyId(id)) {
      return bad("id", "the id of a key is not 1 to 32 lower-case letters, digits and dashes");
    }
    if (ids.has(id)) return bad("id", `two keys have the id ${id}`);
    ids.add(id);
    if (typeof secret !== "string" || secret.length < SECRET_CHARACTERS_MIN || /\s/.test(secret)) {
      return bad("secret", `the secret of the key ${id} has white space or less than 32 characters`);
    }
    if (tenant !== undefined && !isTenantName(tenant)) return bad("tenant", `the tenant of ${id} is no name`);
  }
  return keys;
}

function bad(field: string, message: string): never {
  return refuseToStart(
    "request-keys-invalid",
    field,
    message,
    "A key is { id, secret, scopes, tenant }; createRequestKey(id) makes the first two.",
  );
}
