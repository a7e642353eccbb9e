import { LIMITS, type Signed, type SignedNative } from "@countersign/core";
import type { Admit } from "../access/admit.ts";
import type { Caller } from "../access/caller.ts";
import { type AuthorizationProblem, decide, type Grant } from "../access/decide.ts";
import type { DistinctMeetings } from "../access/distinct-meetings.ts";
import { canHost, type Given, type Guarded } from "../access/guarded.ts";
import type { HostGate, HostPass } from "../access/host-gate.ts";
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

/** A request that the policy grants, within the limits that count for all. Nothing is signed yet. */
export interface Authorized<Read extends SignatureRequest> {
  readonly caller: Caller;
  readonly request: Read;
  readonly grant: Grant;
}

/** Reads a body: what it asks for, or all that is wrong with it. */
export type Reader<Read extends SignatureRequest> = (
  text: string,
  service: SignatureService,
) => { readonly request: Read } | { readonly errors: readonly ProblemEntry[] };

/**
 * The one way to a signature, for every route that gives one: authenticate, read, decide, limits (`authorize`), gate
 * (`openGate`), sign, audit (`give`). The order matters: a stranger learns nothing about bodies, nobody gets a
 * signature for a wish but for a grant, and what somebody can host with is answered only once it is recorded.
 *
 * @returns a Response where the request is refused
 */
export async function issue(
  service: SignatureService,
  request: Request,
  exchange: Exchange,
  read: Reader<SignatureRequest>,
): Promise<Signed | SignedNative | Response> {
  const authorized = await authorize(service, request, exchange, read);
  if (authorized instanceof Response) return authorized;
  const opening = openGate(service, request, exchange, authorized, []);
  const pass = opening === undefined ? undefined : await opening;
  if (pass instanceof Response) return pass;
  return give(service, request, exchange, authorized, pass, []);
}

/** Who asks, for what, and what of it the policy grants, within the limits. */
export async function authorize<Read extends SignatureRequest>(
  service: SignatureService,
  request: Request,
  exchange: Exchange,
  read: Reader<Read>,
): Promise<Authorized<Read> | Response> {
  const caller = await service.admit(request, exchange, SIGNATURE_BODY_BYTES_MAX);
  if (caller instanceof Response) return caller;

  const body = await readBody(request, exchange.bytes, SIGNATURE_BODY_BYTES_MAX);
  if ("problem" in body) return refusal(exchange, request, body.problem);
  const asked = read(body.text, service);
  if ("errors" in asked) return refusal(exchange, request, asked.errors);

  const grant = await decideWithinLimits(service, caller, asked.request.wish);
  if (typeof grant === "string") return refusal(exchange, request, grant);

  const taken = service.limits.take(caller, grant, exchange.remoteAddress);
  const exceeded = taken instanceof Promise ? await taken : taken;
  if (exceeded) return refusal(exchange, request, "rate-limited", limitHeaders(exceeded));
  return { caller, request: asked.request, grant };
}

/**
 * The gate, for a signature with which somebody can host and for the tokens that are wanted beside it. `undefined`
 * where none of them is.
 */
export function openGate(
  service: SignatureService,
  request: Request,
  exchange: Exchange,
  authorized: Authorized<SignatureRequest>,
  tokens: readonly Exclude<Guarded, "signature">[],
): Promise<HostPass | Response> | undefined {
  const wanted: readonly Guarded[] = canHost(authorized.grant) ? ["signature", ...tokens] : tokens;
  return wanted.length === 0 ? undefined : openGateFor(wanted, service, request, exchange, authorized);
}

async function openGateFor(
  wanted: readonly Guarded[],
  service: SignatureService,
  request: Request,
  exchange: Exchange,
  { caller, grant, request: { wish } }: Authorized<SignatureRequest>,
): Promise<HostPass | Response> {
  const pass = await service.gate.open(request, exchange, caller, wish, grant, wanted);
  if (typeof pass === "string") return refusal(exchange, request, pass);
  if ("rule" in pass) return refusal(exchange, request, "rate-limited", limitHeaders(pass));
  return pass;
}

/** Signs, and records what somebody can host with, and what comes beside it, before any of it is answered. */
export function give(
  service: SignatureService,
  request: Request,
  exchange: Exchange,
  { caller, grant, request: asked }: Authorized<SignatureRequest>,
  pass: HostPass | undefined,
  tokens: readonly Given[],
): Promise<Signed | SignedNative | Response> | Signed | SignedNative {
  const hosts = canHost(grant);
  if (pass === undefined && (hosts || tokens.length > 0)) throw new TypeError("the gate was not opened");
  const signed = signFor(service, caller, grant, asked);
  if (pass === undefined) return signed;
  const { signature: token, expiresAt } = signed;
  const given: readonly Given[] = hosts ? [{ what: "signature", token, expiresAt }, ...tokens] : tokens;
  return service.gate
    .record(exchange, pass, given)
    .then((unrecorded) => (unrecorded ? refusal(exchange, request, unrecorded) : signed));
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
