import {
  apiKeys,
  createApiKey,
  createRequestKey,
  memoryNonces,
  oidc,
  session,
  signedRequests,
  signRequest,
} from "@countersign/server";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { type Authenticator, PEOPLE, type Scope } from "../../src/access/caller.ts";
import { development } from "../../src/access/development.ts";
import { MEETING, NOW } from "../support.ts";

/** Callers of every kind as a request may carry them, right and wrong, for one server that knows them all. */

export const HERE = "http://localhost:4000";
export const LISTED_PAGE = "https://app.school.example";
const FOREIGN_PAGE = "https://evil.example";
const ISSUER = "https://login.school.example";

export interface Asking {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

export interface Carried {
  readonly headers?: Readonly<Record<string, string>>;
  readonly remoteAddress?: string;
  /** It was sent before, and this is the second time. */
  readonly again?: true;
}

export type Carry = (asking: Asking) => Promise<Carried> | Carried;

const all = ["diagnose", "host:mint", "join:mint", "native:mint"] as const;
const full = { meetings: "any", maxRole: 1, native: true, scopes: all } as const;
const key = await createApiKey({ id: "portal", ...full });
const impostor = await createApiKey({ id: "portal", ...full });
const ended = await createApiKey({ id: "ended", ...full, validDays: 1, now: NOW - 86_400 });
const inspector = await createApiKey({ id: "inspector", ...full, scopes: ["diagnose"] });
const requestKey = createRequestKey("backend");
const { publicKey, privateKey } = await generateKeyPair("ES256");
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: "k1" }] };

/** A token of the identity provider for alice, unless it is said otherwise. */
export function tokenOf(claims: JWTPayload = {}): Promise<string> {
  return new SignJWT({
    iss: ISSUER,
    aud: "countersign",
    sub: "alice",
    iat: NOW - 60,
    exp: NOW + 3000,
    ...claims,
  })
    .setProtectedHeader({ alg: "ES256", kid: "k1" })
    .sign(privateKey);
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const token = await tokenOf();
const tokenEnded = await tokenOf({ iat: NOW - 3600, exp: NOW - 100 });
const tokenOfOther = await tokenOf({ iss: "https://login.other.example" });
const signed: Carry = async ({ method, path, body = "" }) => ({
  headers: {
    authorization: await signRequest({ key: requestKey, method, url: HERE + path, body, now: NOW }),
  },
});

export const CREDENTIALS_OF_EVERY_KIND: Readonly<Record<string, Carry>> = {
  nothing: () => ({}),
  "API key": () => ({ headers: bearer(key.key) }),
  "wrong API key": () => ({ headers: bearer(impostor.key) }),
  "ended API key": () => ({ headers: bearer(ended.key) }),
  "API key in a listed page": () => ({ headers: { ...bearer(key.key), origin: LISTED_PAGE } }),
  "API key to diagnose with": () => ({ headers: bearer(inspector.key) }),
  "OIDC token": () => ({ headers: bearer(token) }),
  "ended OIDC token": () => ({ headers: bearer(tokenEnded) }),
  "OIDC token of another issuer": () => ({ headers: bearer(tokenOfOther) }),
  "OIDC token in a listed page": () => ({ headers: { ...bearer(token), origin: LISTED_PAGE } }),
  "OIDC token in a foreign page": () => ({ headers: { ...bearer(token), origin: FOREIGN_PAGE } }),
  "signed request": signed,
  "signed request again": async (asking) => ({ ...(await signed(asking)), again: true }),
  session: () => ({ headers: { cookie: "user=alice" } }),
  "ended session": () => ({ headers: { cookie: "user=ended" } }),
  "session in a foreign page": () => ({ headers: { cookie: "user=alice", origin: FOREIGN_PAGE } }),
  "two Authorization headers": () => ({
    // As Headers holds two of them. What comes over a socket is tried in credentials.test.ts.
    headers: { authorization: `Bearer ${key.key}, Bearer ${token}` },
  }),
  "development, this machine": () => ({ remoteAddress: "127.0.0.1" }),
  "development, another machine": () => ({ remoteAddress: "203.0.113.9" }),
};

/** The ids of the four that may be given something, in the policy's words. */
export const IDS = {
  "API key": "key:portal",
  "OIDC token": "oidc:login.school.example:alice",
  "signed request": "hmac:backend",
  session: "session:alice",
} as const;

/**
 * One that knows all of them but development, which is an access of its own.
 *
 * @param beside Scopes that all have beside their own.
 */
export function authenticatorsFor(
  credential: string,
  scopesOfSigned: readonly Scope[] = ["diagnose", "join:mint"],
  beside: readonly Scope[] = [],
): readonly Authenticator[] {
  if (credential.startsWith("development")) {
    return [development({ kind: "development", meetings: [MEETING], maxRole: 1, native: true })];
  }
  return [
    apiKeys([{ ...key.record, scopes: [...all, ...beside] }, ended.record, inspector.record]),
    oidc({ issuer: ISSUER, audience: "countersign", jwks, scopes: [...PEOPLE, ...beside] }),
    signedRequests({
      keys: [{ ...requestKey, scopes: [...scopesOfSigned, ...beside] }],
      nonces: memoryNonces(),
    }),
    session({
      scopes: [...PEOPLE, ...beside],
      authenticate: ({ headers }) => {
        const subject = /^user=(\w+)$/.exec(headers.get("cookie") ?? "")?.[1];
        return subject === undefined
          ? undefined
          : { subject, expiresAt: NOW + (subject === "ended" ? 0 : 3000) };
      },
    }),
  ];
}

/** The request that carries a credential, from where it comes. */
export async function carried(
  credential: string,
  asking: Asking,
): Promise<{ send: Request; first: Request | undefined; remoteAddress: string }> {
  const carry = CREDENTIALS_OF_EVERY_KIND[credential];
  if (carry === undefined) throw new TypeError(`no credential is named ${credential}`);
  const { headers = {}, remoteAddress = "203.0.113.9", again } = await carry(asking);
  const { method, path, body } = asking;
  const request = (): Request =>
    new Request(HERE + path, {
      method,
      headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body }),
    });
  return { send: request(), first: again && request(), remoteAddress };
}
