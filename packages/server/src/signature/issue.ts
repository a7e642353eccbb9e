import { LIMITS, type Signed, type SignedNative } from "@countersign/core";
import type { Admit } from "../access/admit.ts";
import type { Caller } from "../access/caller.ts";
import { type AuthorizationProblem, decide, type Grant } from "../access/decide.ts";
import type { DistinctMeetings } from "../access/distinct-meetings.ts";
import { canHost, type HostGate, type HostPass } from "../access/host-gate.ts";
import { isPerson, type Limits, limitHeaders, subjectOf } from "../access/limits.ts";
import type { Policy, Wish } from "../access/policy.ts";
import { readBody } from "../http/body.ts";
import { type Exchange, refusal } from "../http/exchange.ts";
import type { ProblemEntry } from "../http/problem.ts";
import type { SignatureRequest } from "./request.ts";
import type { Tenants } from "./tenants.ts";

const SIGNATURE_BODY_BYTES_MAX = 4096;

/** All that stands between a request and a signature. */
export interface SignatureService {
  readonly admit: Admit;
  readonly policy: Policy;
  readonly distinctMeetings: DistinctMeetings | undefined;
  readonly limits: Limits;
  readonly gate: HostGate;
  readonly tenants: Tenants;
  readonly allowNative: boolean;
  readonly now: () => number;
}

/** A signature and what it was given for. */
export interface Issued<Read extends SignatureRequest> {
  readonly caller: Caller;
  readonly request: Read;
  readonly grant: Grant;
  readonly signed: Signed | SignedNative;
  /** There where somebody can host with it. Only with this is anything else given with which somebody can host. */
  readonly hostPass: HostPass | undefined;
}

/** Reads a body: what it asks for, or all that is wrong with it. */
export type Reader<Read extends SignatureRequest> = (
  text: string,
  service: SignatureService,
) => { readonly request: Read } | { readonly errors: readonly ProblemEntry[] };

/**
 * The one way to a signature, for every route that gives one: authenticate, read, decide, limits, gate, sign, audit.
 * The order matters: a stranger learns nothing about bodies, nobody gets a signature for a wish but for a grant, and
 * what somebody can host with is answered only once it is recorded.
 *
 * @returns a Response where the request is refused
 */
export async function issue<Read extends SignatureRequest>(
  service: SignatureService,
  request: Request,
  exchange: Exchange,
  read: Reader<Read>,
): Promise<Issued<Read> | Response> {
  const caller = await service.admit(request, exchange, SIGNATURE_BODY_BYTES_MAX);
  if (caller instanceof Response) return caller;

  const body = await readBody(request, exchange.bytes, SIGNATURE_BODY_BYTES_MAX);
  if ("problem" in body) return refusal(exchange, request, body.problem);
  const asked = read(body.text, service);
  if ("errors" in asked) return refusal(exchange, request, asked.errors);

  const { wish } = asked.request;
  const grant = await decideWithinLimits(service, caller, wish);
  if (typeof grant === "string") return refusal(exchange, request, grant);

  const exceeded = await service.limits.take(caller, grant, exchange.remoteAddress);
  if (exceeded) return refusal(exchange, request, "rate-limited", limitHeaders(exceeded));

  if (!canHost(grant)) {
    const signed = signFor(service, caller, grant, asked.request);
    return { caller, request: asked.request, grant, signed, hostPass: undefined };
  }

  const hostPass = await service.gate.open(request, exchange, caller, wish, grant);
  if (typeof hostPass === "string") return refusal(exchange, request, hostPass);
  if ("rule" in hostPass) return refusal(exchange, request, "rate-limited", limitHeaders(hostPass));
  const signed = signFor(service, caller, grant, asked.request);
  const unrecorded = await service.gate.record(exchange, hostPass, signed);
  if (unrecorded) return refusal(exchange, request, unrecorded);
  return { caller, request: asked.request, grant, signed, hostPass };
}

function decideWithinLimits(
  { policy, distinctMeetings }: SignatureService,
  caller: Caller,
  wish: Wish,
): Promise<Grant | AuthorizationProblem> | AuthorizationProblem {
  if (distinctMeetings !== undefined && wish.kind === "web" && isPerson(caller)) {
    const meeting = wish.meetingNumber ?? `resource ${wish.resource}`;
    if (!distinctMeetings.admits(subjectOf(caller), meeting)) return "meeting-not-allowed";
  }
  return decide(policy, caller, wish);
}

/** Signs what is granted, for no longer than it may live. */
export function signFor(
  { tenants, now }: Pick<SignatureService, "now" | "tenants">,
  caller: Caller,
  grant: Grant,
  { expirationSeconds, videoWebRtcMode }: Pick<SignatureRequest, "expirationSeconds" | "videoWebRtcMode">,
): Signed | SignedNative {
  const tenant = tenants.get(caller.tenant);
  if (tenant === undefined) throw new TypeError("the caller is of a tenant that this server does not have");
  if (grant.kind === "native") return tenant.forHosts.signNative();
  const { meetingNumber, role, permission } = grant;
  if (role === 1) return tenant.forHosts.sign({ meetingNumber, role, videoWebRtcMode });
  const seconds = lifetime(expirationSeconds, permission.maxLifetime, caller, now);
  return tenant.sign({ meetingNumber, role, expirationSeconds: seconds, videoWebRtcMode });
}

/** The shortest of what is asked, granted and left of the credential's own life, as far as Zoom takes it. */
function lifetime(
  asked: number = LIMITS.expirationSecondsDefault,
  granted: number | undefined,
  { expiresAt }: Caller,
  now: () => number,
): number {
  const left = expiresAt === undefined ? asked : Math.floor(expiresAt - now());
  return Math.max(LIMITS.expirationSecondsMin, Math.min(asked, granted ?? asked, left));
}
