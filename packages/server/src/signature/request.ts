import {
  CountersignError,
  LIMITS,
  parseMeetingNumber,
  type Role,
  type VideoWebRtcMode,
} from "@countersign/core";
import type { Wish } from "../access/policy.ts";
import { type Members, readMembers } from "../http/members.ts";
import { entry, type ProblemEntry } from "../http/problem.ts";
import type { JsonValue } from "../json/value.ts";
import { seen } from "./seen.ts";

/** What a body asks for: every field of a closed type, none of it allowed yet. */
export interface SignatureRequest {
  readonly wish: Wish;
  readonly expirationSeconds: number | undefined;
  readonly videoWebRtcMode: VideoWebRtcMode | undefined;
}

export type ReadRequest =
  | { readonly request: SignatureRequest }
  | { readonly errors: readonly ProblemEntry[] };

/** No control and format characters, and none of the private ones. */
const RESOURCE = /^[^\p{C}\p{Zl}\p{Zp}]{1,128}$/u;

export const JSON_LIMITS: { readonly depth: number; readonly keys: number } = { depth: 8, keys: 16 };

/** Names under which people send the client secret. Other unknown keys are ignored, as Zoom's sample does. */
const SECRETS: ReadonlySet<string> = new Set([
  "apiSecret",
  "api_secret",
  "clientSecret",
  "client_secret",
  "sdkSecret",
  "sdk_secret",
]);

/** Reads the body of Zoom's sample endpoint, strictly, and reports all that is wrong with it at once. */
export function readSignatureRequest(text: string, { allowNative }: { allowNative: boolean }): ReadRequest {
  const body = readMembers(text, JSON_LIMITS);
  if ("error" in body) return { errors: [body.error] };
  const errors: ProblemEntry[] = [];
  const request = signatureFields(body.members, allowNative, (error) => void errors.push(error));
  return errors.length > 0 ? { errors } : { request };
}

/** The same of a body's members. What it gives counts only where nothing was noted. */
export function signatureFields(members: Members, allowNative: boolean, note: Note): SignatureRequest {
  for (const name of members.keys()) {
    if (SECRETS.has(name)) note(entry("secret-in-request", { property: name }));
  }
  const meetingNumber = readMeetingNumber(members.get("meetingNumber"), note);
  const resource = readResource(members.get("resource"), note);
  const role = readRole(members.get("role"), note);
  const expirationSeconds = readExpirationSeconds(members.get("expirationSeconds"), note);
  const videoWebRtcMode = readVideoWebRtcMode(members.get("videoWebRtcMode"), note);
  checkPresence(members, allowNative, note);

  const wish: Wish = role === undefined ? { kind: "native" } : { kind: "web", meetingNumber, resource, role };
  return { wish, expirationSeconds, videoWebRtcMode };
}

/** Takes what is wrong, and gives nothing in its place. */
export type Note = (error: ProblemEntry) => undefined;

/** Meeting (by its number or by the caller's own name for it) and role for the Web SDK, neither for a native one. */
function checkPresence(members: Members, allowNative: boolean, note: Note): void {
  const number = members.has("meetingNumber");
  const resource = members.has("resource");
  const role = members.has("role");
  if (number && resource) {
    note(entry("resource-invalid", { reason: "resource and meetingNumber are both given" }));
  } else if ((number || resource) !== role) {
    const [given, missing] = role
      ? ["role", "meetingNumber"]
      : [number ? "meetingNumber" : "resource", "role"];
    note(entry("meeting-number-and-role-together", { reason: `${given} is given without ${missing}` }));
  } else if (!role && !allowNative) {
    note(entry("meeting-number-missing"));
    note(entry("role-missing"));
  }
}

function readMeetingNumber(value: JsonValue | undefined, note: Note): string | undefined {
  if (value === undefined) return undefined;
  const text = value.kind === "string" ? value.text : wholeNumber(value);
  if (text === undefined) {
    const reason = `meetingNumber is ${seen(value)}: a meeting number is text or a whole number, its digits only`;
    return note(entry("meeting-number-invalid", { reason }));
  }
  try {
    return parseMeetingNumber(text).meetingNumber;
  } catch (error) {
    if (!CountersignError.is(error)) throw error;
    return note(entry("meeting-number-invalid", { reason: error.message, help: error.help }));
  }
}

/** What a team calls its meetings by is its own affair, as long as it can stand in a log. */
function readResource(value: JsonValue | undefined, note: Note): string | undefined {
  if (value === undefined) return undefined;
  if (value.kind === "string" && RESOURCE.test(value.text)) return value.text;
  const reason = `resource is ${seen(value)}; it is text of 1 to 128 visible characters`;
  return note(entry("resource-invalid", { reason }));
}

function readRole(value: JsonValue | undefined, note: Note): Role | undefined {
  if (value === undefined) return undefined;
  const bit = zeroOrOne(value);
  return bit ?? note(entry("role-invalid", { reason: `role is ${seen(value)}; it is 0 or 1` }));
}

function readVideoWebRtcMode(value: JsonValue | undefined, note: Note): VideoWebRtcMode | undefined {
  if (value === undefined) return undefined;
  const reason = `videoWebRtcMode is ${seen(value)}; it is 0 or 1, or left out`;
  return zeroOrOne(value) ?? note(entry("video-webrtc-mode-invalid", { reason }));
}

function readExpirationSeconds(value: JsonValue | undefined, note: Note): number | undefined {
  if (value === undefined) return undefined;
  const { expirationSecondsMin: min, expirationSecondsMax: max } = LIMITS;
  const seconds = Number(wholeNumber(value));
  if (seconds >= min && seconds <= max) return seconds;
  const reason = `expirationSeconds is ${seen(value)}; it is a whole number from ${min} to ${max}`;
  return note(entry("expiration-seconds-invalid", { reason }));
}

/** Exactly `0`, `1`, `"0"` or `"1"`. Zoom's sample takes what parseInt() makes of a text, so "1abc" hosts there. */
function zeroOrOne(value: JsonValue): 0 | 1 | undefined {
  const digit = wholeNumber(value);
  return digit === "0" ? 0 : digit === "1" ? 1 : undefined;
}

/** The digits of a whole number in its one plain spelling, as a number or in quotes: no sign, point or exponent. */
function wholeNumber(value: JsonValue): string | undefined {
  const text = value.kind === "number" ? value.literal : value.kind === "string" ? value.text : "";
  return /^(?:0|[1-9][0-9]{0,15})$/.test(text) ? text : undefined;
}
