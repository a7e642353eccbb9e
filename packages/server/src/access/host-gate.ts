import type { Signed, SignedNative } from "@countersign/core";
import { type CompanionTokens, ZoomUnavailable } from "../companion/companion.ts";
import type { Exchange } from "../http/exchange.ts";
import { type Audit, type Limiter, type LimitRule, StoreUnavailable } from "../state/stores.ts";
import { BoundedMap } from "./bounded-map.ts";
import { sha256 } from "./bytes.ts";
import type { Caller } from "./caller.ts";
import type { Grant } from "./decide.ts";
import { checkPoints, type Exceeded, type LimitSettings, subjectOf, takeAll } from "./limits.ts";
import type { Wish } from "./policy.ts";

/*
 * With a signature for a host, or one for a native SDK, which names no meeting, somebody can host. It is given only
 * where all of these hold:
 *
 *   1. the credential can be used for it (its scope)                                  hasScope
 *   2. the policy names this caller as host of this meeting                           isGranted
 *   3. the number that is signed is the policy's                                      isTheSameMeeting
 *   4. where it is switched on: Zoom says that the mapped user hosts the meeting      isHostAtZoom
 *   5. it has the shortest life that Zoom takes, whatever was asked for               HOST_LIFETIME_SECONDS
 *   6. a row in the audit is durable before the answer                                record
 *   7. the caller had few of them this minute and this hour; a new pair is noted      limits, isNewPair
 *   8. a ZAK comes with it or not at all: only a HostPass gets one, in its answer     HostPass
 *   9. a page that asks is on the list of origins, and nothing is given on GET        isFromKnownPage
 *
 * Development mode differs in 6 and 7: there is nobody to be told apart, and only this machine is answered.
 */

/** From `iat` to `exp`. The lifetime has to be above 1800 s (see LIMITS in core). */
export const HOST_LIFETIME_SECONDS = 1801;

export interface HostGateOptions {
  readonly limiter: Limiter;
  /** Without one nothing is given, but in development mode. */
  readonly audit?: Audit | undefined;
  readonly limits?: LimitSettings | undefined;
  /** Asks Zoom who hosts. Not asked unless given. */
  readonly hostCheck?: HostCheck | undefined;
  readonly now: () => number;
}

export interface HostCheck {
  readonly companion: Pick<CompanionTokens, "meeting">;
  /** What Zoom said a while ago does while Zoom does not answer. No unless given. */
  readonly allowStale?: boolean | undefined;
}

/** One answer that may hold what somebody can host with. Made here only. */
export interface HostPass {
  readonly caller: Caller;
  readonly grant: Grant;
}

export type HostProblem =
  | "audit-unavailable"
  | "host-check-unavailable"
  | "meeting-not-allowed"
  | "native-not-allowed"
  | "origin-not-allowed"
  | "role-not-allowed";

export interface HostGate {
  /** Conditions 1 to 4, 7 and 9. Nothing is signed before. */
  readonly open: (
    request: Request,
    exchange: Exchange,
    caller: Caller,
    wish: Wish,
    grant: Grant,
  ) => Promise<HostPass | HostProblem | Exceeded>;
  /** Condition 6. What was signed is answered only where nothing comes back. */
  readonly record: (
    exchange: Exchange,
    pass: HostPass,
    signed: Signed | SignedNative,
  ) => Promise<"audit-unavailable" | undefined>;
}

const PAIRS_MAX = 100_000;
/** A minute, in each process, while the store of limits is down. */
const ALONE = 2;

export function canHost(grant: Grant): boolean {
  return grant.kind === "native" || grant.role === 1;
}

export function hostGate(options: HostGateOptions): HostGate {
  const { limiter, audit, limits = {}, hostCheck, now } = options;
  const { hostsPerMinute = 5, hostsPerHour = 30 } = limits;
  const minute: LimitRule = { name: "host-minute", points: hostsPerMinute, seconds: 60, pointsAlone: ALONE };
  const hour: LimitRule = { name: "host-hour", points: hostsPerHour, seconds: 3600 };
  for (const { name, points } of [minute, hour]) checkPoints(points, name);
  const pairs = new BoundedMap<true>(PAIRS_MAX);

  return {
    async open(request, exchange, caller, wish, grant) {
      if (!isFromKnownPage(request, exchange, caller)) return "origin-not-allowed";
      const refused = grant.kind === "native" ? "native-not-allowed" : "role-not-allowed";
      if (!hasScope(caller, grant) || !isGranted(grant)) return refused;
      if (!isTheSameMeeting(wish, grant)) return "meeting-not-allowed";
      if (caller.method !== "development") {
        const subject = subjectOf(caller);
        const exceeded = await takeAll(limiter, [
          [minute, subject],
          [hour, subject],
        ]);
        if (exceeded) return exceeded;
      }
      const checked = hostCheck ? await isHostAtZoom(hostCheck, caller, grant) : true;
      if (checked === "unavailable") return "host-check-unavailable";
      if (!checked) return refused;
      if (isNewPair(pairs, caller, grant)) exchange.alarm = "host-first-seen";
      return { caller, grant };
    },

    async record(exchange, { caller, grant }, signed) {
      if (audit === undefined) {
        return caller.method !== "development" ? "audit-unavailable" : undefined;
      }
      try {
        await audit.append({
          at: Math.floor(now()),
          requestId: exchange.requestId,
          tenant: caller.tenant,
          caller: caller.id,
          action: grant.kind === "native" ? "native-signature" : "host-signature",
          ...(grant.kind === "web" && {
            meetingNumber: grant.meetingNumber,
            zoomUser: grant.permission.zoomUser,
          }),
          tokenSha256: await sha256(signed.signature),
          expiresAt: signed.expiresAt,
        });
        return undefined;
      } catch (error) {
        if (!StoreUnavailable.is(error)) throw error;
        return "audit-unavailable";
      }
    },
  };
}

function hasScope({ scopes }: Caller, grant: Grant): boolean {
  return scopes.has(grant.kind === "native" ? "native:mint" : "host:mint");
}

function isGranted(grant: Grant): boolean {
  return grant.kind === "native" ? grant.permission.kind === "native" : grant.permission.maxRole === 1;
}

function isTheSameMeeting(wish: Wish, grant: Grant): boolean {
  if (wish.kind === "native" || grant.kind === "native") return wish.kind === grant.kind;
  if (grant.meetingNumber !== grant.permission.meetingNumber) return false;
  return wish.meetingNumber === undefined || wish.meetingNumber === grant.meetingNumber;
}

/** A native signature names no meeting, so there is nothing to ask about it. */
async function isHostAtZoom(
  { companion, allowStale = false }: HostCheck,
  { tenant }: Caller,
  grant: Grant,
): Promise<boolean | "unavailable"> {
  if (grant.kind === "native") return true;
  const { zoomUser } = grant.permission;
  if (zoomUser === undefined) return false;
  try {
    const hosts = await companion.meeting({ tenant, meetingNumber: grant.meetingNumber });
    if (hosts === undefined) return false;
    if (hosts.stale && !allowStale) return "unavailable";
    const same = (one: string | undefined): boolean => one?.toLowerCase() === zoomUser.toLowerCase();
    return hosts.hostId === zoomUser || same(hosts.hostEmail) || hosts.alternativeHosts.some(same);
  } catch (error) {
    if (!ZoomUnavailable.is(error)) throw error;
    return "unavailable";
  }
}

/** Development and sessions look for their own page themselves, and more closely. */
function isFromKnownPage(request: Request, { originListed }: Exchange, { method }: Caller): boolean {
  if (request.method !== "POST") return false;
  if (originListed || !request.headers.has("origin")) return true;
  return method === "development" || method === "session";
}

/** Not seen by this process before. */
function isNewPair(pairs: BoundedMap<true>, caller: Caller, grant: Grant): boolean {
  const pair = `${subjectOf(caller)}|${grant.kind === "web" ? grant.meetingNumber : "native"}`;
  const isNew = !pairs.has(pair);
  pairs.set(pair, true);
  return isNew;
}
