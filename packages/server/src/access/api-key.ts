import { parseMeetingNumber, type Role } from "@countersign/core";
import { hex, randomBase64url, sha256 } from "./bytes.ts";
import type { Scope } from "./caller.ts";

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
  /** What it can be used for at most: to join and diagnose, and what `maxRole` and `native` say, unless given. */
  readonly scopes?: readonly Scope[] | undefined;
  /** Whose Zoom app signs for it, where the server has several. */
  readonly tenant?: string | undefined;
  /** When it ends, as in `2027-01-31T00:00:00Z`. It does not unless given. */
  readonly expiresAt?: string | undefined;
}

export interface NewApiKey {
  readonly id?: string;
  readonly meetings: "any" | readonly string[];
  /** 0 unless given. */
  readonly maxRole?: Role;
  /** No unless given. */
  readonly native?: boolean;
  readonly scopes?: readonly Scope[] | undefined;
  readonly tenant?: string | undefined;
  /** Days until it ends, 1 to 365. It does not end unless given. */
  readonly validDays?: number | undefined;
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: number | undefined;
}

const ID = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;
const KEY = /^zsk_([a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?)_[A-Za-z0-9_-]{43}$/;
const RANDOM_BYTES = 32;
const VALID_DAYS_MAX = 365;
const DAY_SECONDS = 86_400;

/**
 * Makes a key `zsk_<id>_<random>`. The key is to be shown once; the record is what the server keeps.
 *
 * @throws TypeError for an id that is not lower-case letters, digits and dashes, or days that are not 1 to 365
 * @throws CountersignError `meeting-number-invalid`
 */
export async function createApiKey(wanted: NewApiKey): Promise<{ key: string; record: ApiKey }> {
  const id = wanted.id ?? hex(crypto.getRandomValues(new Uint8Array(4)));
  if (!ID.test(id)) throw new TypeError("id has to be 1 to 32 lower-case letters, digits and dashes");
  const key = `zsk_${id}_${randomBase64url(RANDOM_BYTES)}`;
  const { meetings, maxRole = 0, native = false, scopes, tenant, validDays } = wanted;
  const record: ApiKey = {
    id,
    sha256: await sha256(key),
    meetings: meetings === "any" ? "any" : meetings.map((number) => parseMeetingNumber(number).meetingNumber),
    maxRole,
    native,
    ...(scopes && { scopes }),
    ...(tenant !== undefined && { tenant }),
    ...(validDays !== undefined && { expiresAt: endOf(validDays, wanted.now) }),
  };
  return { key, record };
}

function endOf(days: number, now = Date.now() / 1000): string {
  if (!Number.isInteger(days) || days < 1 || days > VALID_DAYS_MAX) {
    throw new TypeError(`validDays has to be a whole number from 1 to ${VALID_DAYS_MAX}`);
  }
  return new Date((Math.floor(now) + days * DAY_SECONDS) * 1000).toISOString().replace(".000Z", "Z");
}

/** Seconds since 1970; nothing for a text that is no such time. */
export function secondsOf(expiresAt: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(expiresAt)) return undefined;
  const seconds = Date.parse(expiresAt) / 1000;
  return Number.isNaN(seconds) ? undefined : seconds;
}

/** The id in a key, when it has a key's form at all. */
export function idOfKey(key: string): string | undefined {
  return KEY.exec(key)?.[1];
}

export function isApiKeyId(id: string): boolean {
  return ID.test(id);
}
