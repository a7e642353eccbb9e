import type { CompanionTokens } from "../companion/companion.ts";
import type { Exchange } from "../http/exchange.ts";
import { type Audit, type Limiter, type LimitRule, StoreUnavailable } from "../state/stores.ts";
import { BoundedMap } from "./bounded-map.ts";
import { sha256 } from "./bytes.ts";
import type { Caller } from "./caller.ts";
import type { Grant } from "./decide.ts";
import {
  actionOf,
  type Given,
  type Guarded,
  type GuardedProblem,
  hasScope,
  isGranted,
  refusedAs,
} from "./guarded.ts";
import { isHostAtZoom } from "./host-check.ts";
import { checkPoints, type Exceeded, type LimitSettings, subjectOf, takeAll } from "./limits.ts";
import type { Wish } from "./policy.ts";

/*
 * With a signature for a host, or one for a native SDK, which names no meeting, somebody can host; with a ZAK too,
 * whatever the role of the signature beside it; with an OBF token somebody enters in another's name. Each is given
 * only where all of these hold:
 *
 *   1. the credential can be used for it (its scope)                                  hasScope
 *   2. the policy names this caller as host of this meeting; for a ZAK or an OBF
 *      token it names the Zoom user whose it is                                       isGranted
 *   3. the number that is signed is the policy's                                      isTheSameMeeting
 *   4. where it is switched on: Zoom says that the mapped user hosts the meeting.
 *      A ZAK or an OBF token for role 0 is for who does not host it: nothing to ask   isHostAtZoom
 *   5. a signature has the shortest life that Zoom takes, whatever was asked for      HOST_LIFETIME_SECONDS
 *   6. a row in the audit, for each of them, is durable before the answer             record
 *   7. the caller had few of them this minute and this hour; a new pair is noted      limits, isNewPair
 *   8. a ZAK comes with it or not at all: only a HostPass gets one, in its answer     HostPass
 *   9. a page that asks is on the list of origins, and nothing is given on GET        isFromKnownPage
 *
 * Development mode differs in 6 and 7: there is nobody to be told apart, and only this machine is answered. It has no
 * Zoom user, so that it has no ZAK and no OBF token either.
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

export type HostProblem =
  | GuardedProblem
  | "audit-unavailable"
  | "host-check-unavailable"
  | "meeting-not-allowed"
  | "origin-not-allowed";

export interface HostCheck {
  readonly companion: Pick<CompanionTokens, "meeting">;
  /** What Zoom said a while ago does while Zoom does not answer. No unless given. */
  readonly allowStale?: boolean | undefined;
}

/** One answer that may hold what it names. Made here only. */
export interface HostPass {
  readonly caller: Caller;
  readonly grant: Grant;
  readonly gives: readonly Guarded[];
}

export interface HostGate {
  /** Conditions 1 to 4, 7 and 9 for each of what is wanted. Nothing is signed or fetched before. */
  readonly open: (
    request: Request,
    exchange: Exchange,
    caller: Caller,
    wish: Wish,
    grant: Grant,
    wanted: readonly Guarded[],
  ) => Promise<HostPass | HostProblem | Exceeded>;
  /** Condition 6, with a row for each. What was signed and fetched is answered only where nothing comes back. */
  readonly record: (
    exchange: Exchange,
    pass: HostPass,
    given: readonly Given[],
  ) => Promise<"audit-unavailable" | undefined>;
}

const PAIRS_MAX = 100_000;
/** A minute, in each process, while the store of limits is down. */
const ALONE = 2;

export function hostGate(options: HostGateOptions): HostGate {
  const { limiter, audit, limits = {}, hostCheck, now } = options;
  const { hostsPerMinute = 5, hostsPerHour = 30, obfTokensPerMinute = 30 } = limits;
  const minute: LimitRule = { name: "host-minute", points: hostsPerMinute, seconds: 60, pointsAlone: ALONE };
  const hour: LimitRule = { name: "host-hour", points: hostsPerHour, seconds: 3600 };
  const obfTokens: LimitRule = { name: "obf-token", points: obfTokensPerMinute, seconds: 60 };
  for (const { name, points } of [minute, hour, obfTokens]) checkPoints(points, name);
  const pairs = new BoundedMap<true>(PAIRS_MAX);

  return {
    async open(request, exchange, caller, wish, grant, wanted) {
      if (!isFromKnownPage(request, exchange, caller)) return "origin-not-allowed";
      for (const what of wanted) {
        if (!hasScope(caller, grant, what) || !isGranted(grant, what)) return refusedAs(grant, what);
      }
      if (!isTheSameMeeting(wish, grant)) return "meeting-not-allowed";
      const hosts = wanted.includes("signature") || wanted.includes("zak");
      if (caller.method !== "development") {
        const rules = [
          ...(hosts ? [minute, hour] : []),
          ...(wanted.includes("obf-token") ? [obfTokens] : []),
        ];
        const subject = subjectOf(caller);
        const exceeded = await takeAll(
          limiter,
          rules.map((rule) => [rule, subject] as const),
        );
        if (exceeded) return exceeded;
      }
      if (hostCheck && wanted.includes("signature")) {
        const checked = await isHostAtZoom(hostCheck, caller, grant);
        if (checked === "unavailable") return "host-check-unavailable";
        if (!checked) return refusedAs(grant, "signature");
      }
      if (hosts && isNewPair(pairs, caller, grant)) exchange.alarm = "host-first-seen";
      return { caller, grant, gives: wanted };
    },

    async record(exchange, { caller, grant, gives }, given) {
      if (given.some(({ what }) => !gives.includes(what))) {
        throw new TypeError("what is to be recorded is not what the gate was opened for");
      }
      if (audit === undefined) {
        const signedHere = caller.method === "development" && given.every(({ what }) => what === "signature");
        return signedHere ? undefined : "audit-unavailable";
      }
      try {
        for (const { what, token, expiresAt } of given) {
          await audit.append({
            at: Math.floor(now()),
            requestId: exchange.requestId,
            tenant: caller.tenant,
            caller: caller.id,
            action: actionOf(grant, what),
            ...(grant.kind === "web" && {
              meetingNumber: grant.meetingNumber,
              zoomUser: grant.permission.zoomUser,
            }),
            tokenSha256: await sha256(token),
            expiresAt,
          });
        }
        return undefined;
      } catch (error) {
        if (!StoreUnavailable.is(error)) throw error;
        return "audit-unavailable";
      }
    },
  };
}

function isTheSameMeeting(wish: Wish, grant: Grant): boolean {
  if (wish.kind === "native" || grant.kind === "native") return wish.kind === grant.kind;
  if (grant.meetingNumber !== grant.permission.meetingNumber) return false;
  return wish.meetingNumber === undefined || wish.meetingNumber === grant.meetingNumber;
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
