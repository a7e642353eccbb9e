import { decodeJwt, type JSONWebKeySet, type JWTVerifyOptions, errors as joseErrors, jwtVerify } from "jose";
import { refuseToStart } from "../errors.ts";
import { checkOutboundUrl } from "../http/outbound.ts";
import {
  type Authenticator,
  authenticator,
  type Caller,
  DEFAULT_TENANT,
  PEOPLE,
  type Scope,
} from "./caller.ts";
import { givenKeys, type KeySource, KeysUnavailable, remoteKeys } from "./jwks.ts";
import { checkScopes } from "./scopes.ts";

export type OidcAlgorithm = "ES256" | "EdDSA" | "PS256" | "RS256";

export interface OidcOptions {
  /** Exactly as it stands in the tokens' `iss`. */
  readonly issuer: string;
  /** What stands in `aud` of tokens for this server; one of several. */
  readonly audience: string | readonly string[];
  /** Where the issuer publishes its keys (`jwks_uri` of its discovery document), or the keys themselves. */
  readonly jwks: string | URL | JSONWebKeySet;
  /** ES256, EdDSA, PS256 and RS256 unless given. */
  readonly algorithms?: readonly OidcAlgorithm[] | undefined;
  /** Short for the issuer, in the ids of its users: its host unless given. Lower-case letters, digits, dots, dashes. */
  readonly name?: string | undefined;
  /** Whose Zoom app signs, where the server has several. */
  readonly tenant?: string | undefined;
  /** What its users can have at most, whatever the policy says: to join, to host and to diagnose unless given. */
  readonly scopes?: readonly Scope[] | undefined;
  /** Seconds that the issuer's clock may be apart: 30 unless given, 60 at most. */
  readonly clockTolerance?: number | undefined;
  /** Seconds that a token may be old: 3600 unless given, which is also the most. */
  readonly maxTokenAge?: number | undefined;
  /** The token's `typ`, as in `at+jwt`. Not looked at unless given. */
  readonly typ?: string | undefined;
  /** Seconds of a clock that only goes forward, for the age of the keys. */
  readonly monotonic?: (() => number) | undefined;
}

const ALGORITHMS: readonly OidcAlgorithm[] = ["ES256", "EdDSA", "PS256", "RS256"];
const BEARER = /^bearer +([A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]{2,})$/i;
const TOKEN_CHARACTERS_MAX = 8000;
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/;
/** What can host needs keys that were seen more lately. */
const HOST_KEYS_SECONDS = 3600;
const CAN_HOST: ReadonlySet<Scope> = new Set(["host:mint", "native:mint", "obf:read", "zak:read"]);

/**
 * Callers with a token of the team's own identity provider: `Authorization: Bearer` and a JWT that its published
 * keys verify. The id of a caller is issuer and subject together.
 *
 * @throws StartUpError `setting-invalid`
 */
export function oidc(options: OidcOptions): Authenticator {
  const { issuer, name, tenant = DEFAULT_TENANT } = checked(options);
  const scopes = options.scopes === undefined ? PEOPLE : checkScopes(options.scopes, "the issuer");
  const guests = new Set([...scopes].filter((scope) => !CAN_HOST.has(scope)));
  const keys = keysOf(options);
  const verifying: JWTVerifyOptions = {
    issuer,
    audience: [options.audience].flat(),
    algorithms: [...(options.algorithms ?? ALGORITHMS)],
    requiredClaims: ["exp", "sub"],
    clockTolerance: options.clockTolerance ?? 30,
    maxTokenAge: options.maxTokenAge ?? 3600,
    ...(options.typ !== undefined && { typ: options.typ }),
  };
  const prefix = `oidc:${name}:`;
  const facts = {
    prefix,
    tenants: [tenant],
    scopes,
    fromBrowsers: true,
    challenge: 'Bearer realm="countersign"',
  };

  return authenticator(facts, async (request, { now }) => {
    const token = BEARER.exec(request.headers.get("authorization") ?? "")?.[1];
    if (token === undefined || issuerOf(token) !== issuer) return undefined;
    if (token.length > TOKEN_CHARACTERS_MAX || !token.split(".").every(isCanonical)) {
      return "authentication-required";
    }
    try {
      const currentDate = new Date(now() * 1000);
      const { payload } = await jwtVerify(token, keys.find, { ...verifying, currentDate });
      const { sub, exp } = payload;
      if (typeof sub !== "string" || sub === "" || sub.length > 255) return "authentication-required";
      const caller: Caller = {
        id: prefix + sub,
        method: "oidc",
        tenant,
        scopes: keys.age() <= HOST_KEYS_SECONDS ? scopes : guests,
        claims: payload,
        expiresAt: exp,
      };
      return caller;
    } catch (error) {
      if (error instanceof KeysUnavailable) return "authentication-unavailable";
      if (error instanceof joseErrors.JOSEError || error instanceof TypeError)
        return "authentication-required";
      throw error;
    }
  });
}

function keysOf({ jwks, monotonic = processSeconds }: OidcOptions): KeySource {
  return typeof jwks === "string" || jwks instanceof URL
    ? remoteKeys(checkOutboundUrl(jwks, "jwks"), monotonic)
    : givenKeys(jwks);
}

/** Not verified: only to tell whose token it may be. */
function issuerOf(token: string): unknown {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

/** The bits of the last character that belong to no byte are zero, so that a token has one spelling. */
function isCanonical(part: string): boolean {
  const rest = part.length % 4;
  return (
    rest === 0 || (rest === 2 && /[AQgw]$/.test(part)) || (rest === 3 && /[AEIMQUYcgkosw048]$/.test(part))
  );
}

function processSeconds(): number {
  return performance.now() / 1000;
}

function checked(options: OidcOptions): OidcOptions & { readonly name: string } {
  if (typeof options !== "object" || options === null)
    throw new TypeError("oidc() wants { issuer, audience, jwks }");
  const {
    issuer,
    audience,
    jwks,
    algorithms = ALGORITHMS,
    clockTolerance = 30,
    maxTokenAge = 3600,
  } = options;
  if (typeof issuer !== "string" || !/^https?:\/\/[^\s]+$/.test(issuer) || !URL.canParse(issuer)) {
    return bad("issuer", "the issuer is not an address, as it stands in `iss`");
  }
  const audiences = [audience].flat();
  if (audiences.length === 0 || audiences.some((one) => typeof one !== "string" || one === "")) {
    return bad("audience", "the audience is missing: any token of the issuer would do");
  }
  if (jwks === undefined || jwks === null)
    return bad("jwks", "there are no keys of the issuer, and no address of them");
  if (algorithms.length === 0 || algorithms.some((one) => !ALGORITHMS.includes(one))) {
    return bad("algorithms", `the algorithms are not among ${ALGORITHMS.join(", ")}`);
  }
  if (!(clockTolerance >= 0 && clockTolerance <= 60))
    return bad("clockTolerance", "clockTolerance is not 0 to 60 s");
  if (!(maxTokenAge > 0 && maxTokenAge <= 3600)) return bad("maxTokenAge", "maxTokenAge is not 1 to 3600 s");
  const name = options.name ?? new URL(issuer).host.replace(":", "-");
  return NAME.test(name)
    ? { ...options, name }
    : bad("name", "the issuer's name is not letters, digits, dots, dashes");
}

function bad(field: string, message: string): never {
  return refuseToStart(
    "setting-invalid",
    field,
    message,
    "See docs/access.md, Tokens of your identity provider.",
  );
}
