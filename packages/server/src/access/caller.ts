import type { BodyProblem } from "../http/body.ts";

/** What a credential can be used for at most, whatever the policy grants. */
export type Scope = "diagnose" | "host:mint" | "join:mint" | "native:mint" | "obf:read" | "zak:read";

/** Somebody who is known. */
export interface Caller {
  /** Stable and printable: stands in the log and in limits. `key:<id>`, `oidc:<issuer's name>:<subject>`, … */
  readonly id: string;
  readonly method: "api-key" | "development" | "hmac" | "oidc" | "session";
  /** Whose Zoom app signs. It comes from the credential and from nothing in the request. */
  readonly tenant: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Verified claims of the credential, for the policy. Empty where the credential has none. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** When the credential itself ends, in seconds since 1970: no signature of its outlives it by more than Zoom's shortest life. */
  readonly expiresAt?: number | undefined;
}

export type AuthenticationProblem =
  | "api-key-from-browser"
  | "authentication-required"
  | "authentication-unavailable"
  | "development-loopback-only"
  | "origin-not-allowed";

/** What is known of a request besides itself. */
export interface Peer {
  readonly remoteAddress: string | undefined;
  /** The request's `Origin` is on the CORS list. */
  readonly originListed: boolean;
  /** The body's bytes, read once and within the route's limit. A signed request binds them. */
  readonly body: () => Promise<Uint8Array<ArrayBuffer> | BodyProblem>;
  /** The server's clock, in seconds since 1970. */
  readonly now: () => number;
}

/** `undefined` where the request carries no credential of this kind, so that the next is asked. */
export type Authentication = Caller | AuthenticationProblem | BodyProblem | undefined;

/** What is said of an authenticator before anybody calls, so that what is not safe does not start. */
export interface AuthenticatorFacts {
  /** What the ids of its callers begin with. No two authenticators share one, or two people could be one caller. */
  readonly prefix: string;
  /** The tenants that its callers can be of. */
  readonly tenants: readonly string[];
  /** What its callers can have at most. */
  readonly scopes: ReadonlySet<Scope>;
  /** Pages may carry its credential. Where none may, a request that a browser sends is refused at once. */
  readonly fromBrowsers: boolean;
  /** How `WWW-Authenticate` asks for it (RFC 9110, 11.6.1). */
  readonly challenge: string;
}

/** Says who calls. */
export interface Authenticator {
  (request: Request, peer: Peer): Promise<Authentication> | Authentication;
  readonly facts: AuthenticatorFacts;
}

/** The only tenant of a server that has one Zoom app. */
export const DEFAULT_TENANT = "default";

export const NO_CLAIMS: Caller["claims"] = Object.freeze({});

export function authenticator(
  facts: AuthenticatorFacts,
  authenticate: (request: Request, peer: Peer) => Promise<Authentication> | Authentication,
): Authenticator {
  return Object.assign(authenticate, { facts });
}

/** What people may do who have logged in somewhere. What is missing has to be given on purpose. */
export const PEOPLE: ReadonlySet<Scope> = new Set(["diagnose", "host:mint", "join:mint"]);

/** What other servers may do. */
export const SERVERS: ReadonlySet<Scope> = new Set(["diagnose", "join:mint"]);

export const SCOPES: readonly Scope[] = [
  "diagnose",
  "host:mint",
  "join:mint",
  "native:mint",
  "obf:read",
  "zak:read",
];

const TENANT = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

export function isTenantName(text: unknown): text is string {
  return typeof text === "string" && TENANT.test(text);
}
