import { parseMeetingNumber } from "@countersign/core";
import { refuseToStart } from "../errors.ts";
import { type ApiKey, idOfKey, isApiKeyId, secondsOf } from "./api-key.ts";
import { sha256 } from "./bytes.ts";
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
import type { Policy } from "./policy.ts";
import { sameText } from "./same-text.ts";
import { checkScopes } from "./scopes.ts";

const BEARER = /^bearer +(zsk_[\x21-\x7e]{1,252})$/i;
const NO_KEY = "0".repeat(64);

/**
 * `Authorization: Bearer zsk_…`. For servers only: a browser sends `Origin`, and a key that a browser holds is
 * everybody's, so such a request is refused before its key is looked at.
 *
 * @throws StartUpError `api-keys-invalid`
 */
export function apiKeys(keys: readonly ApiKey[]): Authenticator {
  const known = new Map<string, { readonly sha256: string; readonly caller: Caller }>();
  for (const key of checked(keys)) {
    const caller: Caller = {
      id: callerId(key),
      method: "api-key",
      tenant: key.tenant ?? DEFAULT_TENANT,
      scopes: scopesOfKey(key),
      claims: NO_CLAIMS,
      expiresAt: endOf(key),
    };
    known.set(key.id, { sha256: key.sha256.toLowerCase(), caller });
  }
  const callers = [...known.values()].map(({ caller }) => caller);
  const facts = {
    prefix: "key:",
    tenants: [...new Set(callers.map(({ tenant }) => tenant))],
    scopes: new Set(callers.flatMap(({ scopes }) => [...scopes])),
    fromBrowsers: false,
    challenge: 'Bearer realm="countersign"',
  };

  return authenticator(facts, async (request, { now }) => {
    const presented = BEARER.exec(request.headers.get("authorization") ?? "")?.[1];
    if (presented === undefined) return undefined;
    if (request.headers.has("origin")) return "api-key-from-browser";
    const id = idOfKey(presented);
    if (id === undefined) return "authentication-required";
    const found = known.get(id);
    const same = sameText(await sha256(presented), found?.sha256 ?? NO_KEY);
    if (!found || !same) return "authentication-required";
    const { expiresAt } = found.caller;
    return expiresAt === undefined || now() < expiresAt ? found.caller : "authentication-required";
  });
}

/** What the record of a caller's API key says. To all who came otherwise it says no. */
export function apiKeyRecords(keys: readonly ApiKey[]): Policy {
  const rights = new Map(
    checked(keys).map((key) => [callerId(key), { ...key, meetings: meetingsOf(key) }] as const),
  );
  return (caller, wish) => {
    const right = caller.method === "api-key" ? rights.get(caller.id) : undefined;
    if (right === undefined) return "no";
    if (wish.kind === "native") return right.native ? wish : "no";
    const { meetingNumber } = wish;
    if (meetingNumber === undefined) return "no";
    if (right.meetings !== "any" && !right.meetings.has(meetingNumber)) return "no";
    return { kind: "web", meetingNumber, maxRole: right.maxRole };
  };
}

function callerId({ id }: ApiKey): string {
  return `key:${id}`;
}

function endOf({ id, expiresAt }: ApiKey): number | undefined {
  if (expiresAt === undefined) return undefined;
  return (
    secondsOf(expiresAt) ??
    bad("expiresAt", `the API key ${id} has an expiresAt that is not written as in 2027-01-31T00:00:00Z`)
  );
}

/** What a key can be used for at most: what its record says, or what follows from its rights. */
export function scopesOfKey({ id, maxRole, native, scopes: given }: ApiKey): ReadonlySet<Scope> {
  if (given !== undefined) return checkScopes(given, `the API key ${id}`);
  const scopes = new Set<Scope>(SERVERS);
  if (maxRole === 1) scopes.add("host:mint");
  if (native) scopes.add("native:mint");
  return scopes;
}

function checked(keys: readonly ApiKey[]): readonly ApiKey[] {
  if (!Array.isArray(keys) || keys.length === 0) return bad("keys", "there is no API key");
  const ids = new Set<string>();
  for (const { id, sha256, maxRole, native, tenant } of keys) {
    if (typeof id !== "string" || !isApiKeyId(id)) {
      return bad("id", "the id of an API key is not 1 to 32 lower-case letters, digits and dashes");
    }
    if (ids.has(id)) return bad("id", `two API keys have the id ${id}`);
    ids.add(id);
    if (typeof sha256 !== "string" || !/^[0-9a-fA-F]{64}$/.test(sha256)) {
      return bad("sha256", `the API key ${id} has no SHA-256 hash of 64 hexadecimal digits`);
    }
    if (maxRole !== 0 && maxRole !== 1)
      return bad("maxRole", `the API key ${id} has a maxRole that is not 0 or 1`);
    if (typeof native !== "boolean")
      return bad("native", `the API key ${id} has a native that is not true or false`);
    if (tenant !== undefined && !isTenantName(tenant))
      return bad(
        "tenant",
        `the API key ${id} has a tenant that is not lower-case letters, digits and dashes`,
      );
  }
  return keys;
}

function meetingsOf({ id, meetings }: ApiKey): "any" | ReadonlySet<string> {
  if (meetings === "any") return "any";
  if (!Array.isArray(meetings))
    return bad("meetings", `the API key ${id} has meetings that are not a list or "any"`);
  return new Set(meetings.map((number) => parseMeetingNumber(number).meetingNumber));
}

function bad(field: string, message: string): never {
  return refuseToStart(
    "api-keys-invalid",
    field,
    message,
    "A record of an API key is { id, sha256, meetings, maxRole, native }, as createApiKey() gives it.",
  );
}
