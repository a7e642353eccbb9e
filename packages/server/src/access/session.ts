import {
  type Authenticator,
  authenticator,
  DEFAULT_TENANT,
  NO_CLAIMS,
  PEOPLE,
  type Scope,
} from "./caller.ts";
import { checkScopes } from "./scopes.ts";

/** Somebody whom the embedding program knows. */
export interface SessionUser {
  /** Who it is, the same each time: 1 to 255 characters. */
  readonly subject: string;
  /** For the policy. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** Whose Zoom app signs, where the server has several: one of the `tenants`. */
  readonly tenant?: string | undefined;
  /** When the session ends, in seconds since 1970. One that has ended is nobody's. */
  readonly expiresAt?: number | undefined;
}

export interface SessionOptions {
  /** The program's own check of its session. Nobody: `undefined`. */
  readonly authenticate: (request: Request) => Promise<SessionUser | undefined> | SessionUser | undefined;
  /** What its users can have at most, whatever the policy says: to join, to host and to diagnose unless given. */
  readonly scopes?: readonly Scope[] | undefined;
  /** Every tenant that `authenticate` may name. */
  readonly tenants?: readonly string[] | undefined;
}

/**
 * Callers that the embedding program knows, by its cookie for instance. A browser sends cookies along with what a
 * foreign page asks for, so a request of a page counts only from the same host or from a listed origin.
 */
export function session(options: SessionOptions): Authenticator {
  if (typeof options?.authenticate !== "function") throw new TypeError("session() wants { authenticate }");
  const { authenticate, tenants = [DEFAULT_TENANT] } = options;
  const scopes = options.scopes === undefined ? PEOPLE : checkScopes(options.scopes, "the session");
  const facts = {
    prefix: "session:",
    tenants,
    scopes,
    fromBrowsers: true,
    challenge: 'Session realm="countersign"',
  };
  return authenticator(facts, async (request, { originListed, now }) => {
    const user = await authenticate(request);
    if (user === undefined) return undefined;
    if (!originListed && fromForeignPage(request)) return "origin-not-allowed";
    const { subject, claims = NO_CLAIMS, tenant = tenants[0], expiresAt } = user;
    if (typeof subject !== "string" || subject === "" || subject.length > 255) {
      throw new TypeError("the subject of a session has to be 1 to 255 characters");
    }
    if (
      tenant === undefined ||
      !tenants.includes(tenant) ||
      (user.tenant === undefined && tenants.length > 1)
    ) {
      throw new TypeError("the tenant of a session has to be one of those that session() was given");
    }
    if (expiresAt !== undefined && !Number.isFinite(expiresAt)) {
      throw new TypeError("expiresAt of a session has to be seconds since 1970");
    }
    if (expiresAt !== undefined && now() >= expiresAt) return "authentication-required";
    return { id: `session:${subject}`, method: "session", tenant, scopes, claims, expiresAt };
  });
}

function fromForeignPage({ headers, url }: Request): boolean {
  const origin = headers.get("origin");
  if (origin === null) return headers.get("sec-fetch-site") === "cross-site";
  const host = headers.get("host") ?? new URL(url).host;
  // By host alone: behind a proxy that ends TLS this server does not know the scheme of its own address.
  return !URL.canParse(origin) || new URL(origin).host !== host.toLowerCase();
}
