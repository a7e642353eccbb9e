import type { JsonRecord } from "../zoom-api/json-object.ts";
import type { MeetingHosts } from "./companion.ts";

/** A ZAK is a JWT as far as anybody has shown one, an OBF token is opaque: text of this form goes into a join as it is. */
const TOKEN = /^[\x21-\x7e]{16,4096}$/;

/** The token of an answer of `GET /users/{userId}/token`. @returns nothing where there is none that could be used */
export function tokenOf({ token }: JsonRecord): string | undefined {
  return typeof token === "string" && TOKEN.test(token) ? token : undefined;
}

const USER_ID = /^[\x21-\x7e]{1,128}$/;
const EMAIL = /^[^\s@;,]{1,128}@[^\s@;,]{1,253}$/;
const ALTERNATIVE_HOSTS_MAX = 500;

/**
 * The answer of `GET /meetings/{meetingId}`. What a host is known by is looked at strictly; the rest is left out where
 * it is not as expected.
 *
 * @returns nothing where it is not about this meeting, or does not say who hosts it
 */
export function hostsOf(body: JsonRecord, meetingNumber: string): Omit<MeetingHosts, "stale"> | undefined {
  const { host_id: hostId, host_email: hostEmail, password, settings = {} } = body;
  if (!isAbout(body, meetingNumber) || !isRecord(settings)) return undefined;
  const alternativeHosts = alternativeHostsOf(settings.alternative_hosts);
  if (!matches(hostId, USER_ID) || alternativeHosts === undefined) return undefined;
  if (hostEmail !== undefined && hostEmail !== "" && !matches(hostEmail, EMAIL)) return undefined;
  const { approval_type: approval, meeting_authentication: signIn } = settings;
  return {
    hostId,
    hostEmail: hostEmail === "" ? undefined : hostEmail,
    alternativeHosts,
    passcode: typeof password === "string" && password.length <= 128 ? password : undefined,
    registrationRequired: approval === 2 ? false : approval === 0 || approval === 1 ? true : undefined,
    signInRequired: typeof signIn === "boolean" ? signIn : undefined,
  };
}

/** A meeting under somebody's personal number may have an id of its own, and that number beside it. */
function isAbout({ id, pmi }: JsonRecord, meetingNumber: string): boolean {
  return [id, pmi].some(
    (number) =>
      (typeof number === "number" || typeof number === "string") && String(number) === meetingNumber,
  );
}

/** E-mail addresses in one text. Zoom has written commas and semicolons between them. */
function alternativeHostsOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  if (typeof value !== "string") return undefined;
  const hosts = value
    .split(/[;,]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  return hosts.length <= ALTERNATIVE_HOSTS_MAX && hosts.every((one) => EMAIL.test(one)) ? hosts : undefined;
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === "string" && pattern.test(value);
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
