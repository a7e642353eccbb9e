import { parseMeetingNumber } from "@countersign/core";
import { refuseToStart } from "../errors.ts";
import type { Authenticate, Authority } from "./access.ts";
import { type ApiKey, idOfKey, isApiKeyId, sha256 } from "./api-key.ts";

const BEARER = /^bearer +([\x21-\x7e]{1,256})$/i;
const NO_KEY = "0".repeat(64);

/**
 * `Authorization: Bearer zsk_…`. For servers only: a browser sends `Origin`, and a key that a browser holds is
 * everybody's, so such a request is refused before its key is looked at.
 */
export function apiKeysGate(keys: readonly ApiKey[]): Authenticate {
  const known = new Map<string, { sha256: string; authority: Authority }>();
  for (const key of checked(keys)) {
    known.set(key.id, {
      sha256: key.sha256.toLowerCase(),
      authority: { meetings: meetingsOf(key), maxRole: key.maxRole, native: key.native },
    });
  }

  return async (request) => {
    if (request.headers.has("origin")) return "api-key-from-browser";
    const presented = BEARER.exec(request.headers.get("authorization") ?? "")?.[1];
    const id = presented === undefined ? undefined : idOfKey(presented);
    if (presented === undefined || id === undefined) return "authentication-required";
    const found = known.get(id);
    const same = sameText(await sha256(presented), found?.sha256 ?? NO_KEY);
    return found && same ? { id: `key:${id}`, authority: found.authority } : "authentication-required";
  };
}

function checked(keys: readonly ApiKey[]): readonly ApiKey[] {
  if (!Array.isArray(keys) || keys.length === 0) return bad("keys", "there is no API key");
  const ids = new Set<string>();
  for (const { id, sha256, maxRole, native } of keys) {
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
  }
  return keys;
}

function meetingsOf({ id, meetings }: ApiKey): Authority["meetings"] {
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

/** Takes as long for a wrong text as for a right one. Both are hashes, so their length says nothing. */
function sameText(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  }
  return difference === 0;
}
