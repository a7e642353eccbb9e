import { moment } from "./time.ts";

const HEADER_MEANINGS: { readonly [name: string]: string } = {
  alg: "how it is signed; Zoom takes HS256 only",
  typ: "that it is a JWT",
};

/** The claims of a Meeting SDK signature (https://developers.zoom.us/docs/meeting-sdk/auth/, read 2026-11-24). */
const CLAIM_MEANINGS: { readonly [name: string]: string } = {
  appKey: "the app's client id; native SDKs and Web from 5.0.0 read this one",
  sdkKey: "the app's client id again; Web up to 3.x reads this one",
  mn: "the meeting number",
  role: "0 for a participant, 1 for a host",
  iat: "issued",
  exp: "expiry of the signature",
  tokenExp: "expiry of the session token",
  video_webrtc_mode: "1 asks for video over WebRTC, 0 against it",
};

const TIMES = new Set(["iat", "exp", "tokenExp"]);

export function headerMeaning(name: string): string {
  return (Object.hasOwn(HEADER_MEANINGS, name) ? HEADER_MEANINGS[name] : undefined) ?? "not used by Zoom";
}

/** What one claim says, in words; a time with its date and how far away it is. */
export function claimMeaning(name: string, value: unknown, now: number): string {
  const meaning = Object.hasOwn(CLAIM_MEANINGS, name) ? CLAIM_MEANINGS[name] : undefined;
  if (meaning === undefined) return "no claim of a Meeting SDK signature";
  if (name === "role" && (value === 0 || value === 1)) return value === 0 ? "participant" : "host";
  if (!TIMES.has(name)) return meaning;
  const when = typeof value === "number" ? moment(value, now) : undefined;
  return `${meaning}: ${when ?? "this is no time in seconds since 1970"}`;
}
