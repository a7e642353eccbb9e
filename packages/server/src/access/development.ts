import { parseMeetingNumber, type Role } from "@countersign/core";
import { refuseToStart } from "../errors.ts";
import {
  type Authenticator,
  authenticator,
  type Caller,
  DEFAULT_TENANT,
  NO_CLAIMS,
  type Scope,
} from "./caller.ts";
import { isLoopbackAddress, isLoopbackName } from "./loopback.ts";
import type { Policy } from "./policy.ts";

/** Nobody has to say who they are, so nobody but this machine is answered. */
export interface DevelopmentAccess {
  readonly kind: "development";
  /** Meeting numbers that may be signed for. */
  readonly meetings: readonly string[];
  /** 0 unless given. */
  readonly maxRole?: Role;
  /** Signatures for native SDKs too, which name no meeting. No unless given. */
  readonly native?: boolean;
}

/** The one caller of development mode. */
export const DEVELOPMENT = "development";

/**
 * Lets in whoever sits on this machine. Three things could make a stranger look like that, and each is looked
 * for: a proxy in front (forwarding headers), a host name that was pointed here to get around the browser's
 * same-origin rule (`Host`), and a foreign page in the developer's own browser (`Origin`).
 *
 * @throws StartUpError `setting-invalid` where it could sign nothing
 */
export function development(access: DevelopmentAccess): Authenticator {
  const { meetings, maxRole = 0, native = false } = access;
  if (maxRole !== 0 && maxRole !== 1) throw new TypeError("maxRole has to be 0 or 1");
  if (!Array.isArray(meetings) || (meetings.length === 0 && !native)) {
    return refuseToStart(
      "setting-invalid",
      "meetings",
      "development mode names no meeting, so it could sign nothing",
      "List the meeting numbers that you develop with.",
    );
  }
  const scopes = new Set<Scope>(["diagnose", "join:mint"]);
  if (maxRole === 1) scopes.add("host:mint");
  if (native) scopes.add("native:mint");
  const caller: Caller = {
    id: DEVELOPMENT,
    method: "development",
    tenant: DEFAULT_TENANT,
    scopes,
    claims: NO_CLAIMS,
  };
  const facts = {
    prefix: DEVELOPMENT,
    tenants: [DEFAULT_TENANT],
    scopes,
    fromBrowsers: true,
    challenge: 'Bearer realm="countersign"',
  };

  return authenticator(facts, (request, { remoteAddress, originListed }) => {
    if (remoteAddress === undefined || !isLoopbackAddress(remoteAddress)) return "development-loopback-only";
    if (!forwardedFromHere(request.headers)) return "development-loopback-only";
    const url = new URL(request.url);
    const host = request.headers.get("host");
    if (!isLoopbackName(url.hostname)) return "development-loopback-only";
    if (host !== null && !isLoopbackName(host.replace(/:\d*$/, ""))) return "development-loopback-only";
    const origin = request.headers.get("origin");
    return origin === null || originListed || origin === url.origin ? caller : "origin-not-allowed";
  });
}

/** What an operator has to know as long as it is served. */
export function developmentWarning({ maxRole = 0 }: { readonly maxRole?: Role | undefined }): string {
  const hosts = maxRole === 1 ? ", and can host with it" : "";
  return `development mode: whoever can reach this machine's loopback gets a signature${hosts}, without saying who they are`;
}

/** The listed meetings, to whoever the development mode lets in and nobody else. */
export function developmentMeetings(access: DevelopmentAccess): Policy {
  const { maxRole = 0, native = false } = access;
  const meetings = new Set(access.meetings.map((number) => parseMeetingNumber(number).meetingNumber));
  return (caller, wish) => {
    if (caller.method !== "development") return "no";
    if (wish.kind === "native") return native ? wish : "no";
    const { meetingNumber } = wish;
    return meetingNumber !== undefined && meetings.has(meetingNumber)
      ? { kind: "web", meetingNumber, maxRole }
      : "no";
  };
}

function forwardedFromHere(headers: Headers): boolean {
  if (headers.has("forwarded")) return false;
  const chain = headers.get("x-forwarded-for");
  return chain === null || chain.split(",").every((address) => isLoopbackAddress(address.trim()));
}
