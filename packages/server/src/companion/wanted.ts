import { ZoomUnavailable } from "./companion.ts";

/** In seconds. Zoom's own default is two hours and its most a year; its least is not known. */
const TTL_DEFAULT = 600;
const TTL_MAX = 7200;

/** @throws TypeError */
export function ttlOf(ttl: number = TTL_DEFAULT): number {
  if (!Number.isInteger(ttl) || ttl < 1) throw new TypeError("ttl is a whole number of seconds");
  return Math.min(ttl, TTL_MAX);
}

/** @throws TypeError */
export function checkNumber(meetingNumber: string): void {
  if (!/^[0-9]{9,11}$/.test(meetingNumber)) throw new TypeError("a meeting number has 9 to 11 digits");
}

const USER = /^(?:[A-Za-z0-9_-]{1,64}|[\x21-\x2e\x30-\x3f\x41-\x7e]{1,64}@[A-Za-z0-9.-]{1,190})$/;

/**
 * `me` is whoever the token belongs to: for an account the owner of the app, whom no policy has named.
 *
 * @throws ZoomUnavailable
 */
export function checkUser(zoomUser: string): void {
  if (USER.test(zoomUser) && zoomUser.toLowerCase() !== "me") return;
  throw new ZoomUnavailable("zoom-refused", "the Zoom user is named by no id and no e-mail address");
}
