import type { Signed, SignedNative, Signer } from "@countersign/core";
import type { Admit } from "../access/admit.ts";
import type { Caller } from "../access/caller.ts";
import { decide, type Grant } from "../access/decide.ts";
import type { Policy } from "../access/policy.ts";
import { readBody } from "../http/body.ts";
import { type Exchange, refusal } from "../http/exchange.ts";
import type { ProblemEntry } from "../http/problem.ts";
import type { SignatureRequest } from "./request.ts";

const SIGNATURE_BODY_BYTES_MAX = 4096;

/** All that stands between a request and a signature. */
export interface SignatureService {
  readonly admit: Admit;
  readonly policy: Policy;
  readonly signer: Signer;
  readonly allowNative: boolean;
}

/** A signature and what it was given for. */
export interface Issued<Read extends SignatureRequest> {
  readonly caller: Caller;
  readonly request: Read;
  readonly grant: Grant;
  readonly signed: Signed | SignedNative;
}

/** Reads a body: what it asks for, or all that is wrong with it. */
export type Reader<Read extends SignatureRequest> = (
  text: string,
  service: SignatureService,
) => { readonly request: Read } | { readonly errors: readonly ProblemEntry[] };

/**
 * The one way to a signature, for every route that gives one: authenticate, read, decide, sign. The order matters: a
 * stranger learns nothing about bodies, and nobody gets a signature for a wish, only for a grant.
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

  const grant = await decide(service.policy, caller, asked.request.wish);
  if (typeof grant === "string") return refusal(exchange, request, grant);

  const signed = signFor(service.signer, grant, asked.request);
  return { caller, request: asked.request, grant, signed };
}

/** Signs what is granted. */
export function signFor(
  signer: Signer,
  grant: Grant,
  { expirationSeconds, videoWebRtcMode }: Pick<SignatureRequest, "expirationSeconds" | "videoWebRtcMode">,
): Signed | SignedNative {
  if (grant.kind === "native") return signer.signNative({ expirationSeconds });
  const { meetingNumber, role } = grant;
  return signer.sign({ meetingNumber, role, expirationSeconds, videoWebRtcMode });
}
