import { parseMeetingNumber, type Role } from "@countersign/core";

/** What is stored of an API key: enough to recognise it, not enough to use it. */
export interface ApiKey {
  /** Stands in the key itself and in the log. Lower-case letters, digits and dashes, at most 32. */
  readonly id: string;
  /** SHA-256 of the whole key, 64 hexadecimal digits. The key is 256 random bits, so a slow hash adds nothing. */
  readonly sha256: string;
  /** Meeting numbers this key may sign for. */
  readonly meetings: "any" | readonly string[];
  /** 1 where it may sign for hosts. */
  readonly maxRole: Role;
  /** May sign for native SDKs, which means for any meeting. */
  readonly native: boolean;
}

export interface NewApiKey {
  readonly id?: string;
  readonly meetings: "any" | readonly string[];
  /** 0 unless given. */
  readonly maxRole?: Role;
  /** No unless given. */
  readonly native?: boolean;
}

const ID = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;
const KEY = /^zsk_([a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?)_[A-Za-z0-9_-]{43}$/;
const RANDOM_BYTES = 32;

/**
 * Makes a key `zsk_<id>_<random>`. The key is to be shown once; the record is what the server keeps.
 *
 * @throws TypeError for an id that is not lower-case letters, digits and dashes
 * @throws CountersignError `meeting-number-invalid`
 */
export async function createApiKey(wanted: NewApiKey): Promise<{ key: string; record: ApiKey }> {
  const id = wanted.id ?? hex(crypto.getRandomValues(new Uint8Array(4)));
  if (!ID.test(id)) throw new TypeError("id has to be 1 to 32 lower-case letters, digits and dashes");
  const key = `zsk_${id}_${base64url(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)))}`;
  const { meetings, maxRole = 0, native = false } = wanted;
  const record: ApiKey = {
    id,
    sha256: await sha256(key),
    meetings: meetings === "any" ? "any" : meetings.map((number) => parseMeetingNumber(number).meetingNumber),
    maxRole,
    native,
  };
  return { key, record };
}

/** The id in a key, when it has a key's form at all. */
export function idOfKey(key: string): string | undefined {
  return KEY.exec(key)?.[1];
}

export function isApiKeyId(id: string): boolean {
  return ID.test(id);
}

/** 64 hexadecimal digits. WebCrypto, so that the app runs where there is no node:crypto. */
export async function sha256(text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
