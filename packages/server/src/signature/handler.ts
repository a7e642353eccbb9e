import type { Signed, SignedNative, Signer } from "@countersign/core";
import type { Authenticate } from "../access/access.ts";
import { admit } from "../access/admit.ts";
import { authorize, type Grant } from "../access/authorize.ts";
import { readBody } from "../http/body.ts";
import { answer, type Exchange, refusal } from "../http/exchange.ts";
import { readSignatureRequest, type SignatureRequest } from "./request.ts";

const SIGNATURE_BODY_BYTES_MAX = 4096;

export interface SignatureService {
  readonly signer: Signer;
  readonly authenticate: Authenticate;
  readonly allowNative: boolean;
}

/**
 * One request for a signature. The order matters: a stranger learns nothing about bodies, and nobody gets a
 * signature for a wish, only for a grant.
 */
export async function handleSignature(
  { signer, authenticate, allowNative }: SignatureService,
  request: Request,
  exchange: Exchange,
): Promise<Response> {
  const caller = await admit(authenticate, request, exchange);
  if (caller instanceof Response) return caller;

  const body = await readBody(request, SIGNATURE_BODY_BYTES_MAX);
  if ("problem" in body) return refusal(exchange, request, body.problem);
  const read = readSignatureRequest(body.text, { allowNative });
  if ("errors" in read) return refusal(exchange, request, read.errors);

  const grant = authorize(caller, read.request.wish);
  if (typeof grant === "string") return refusal(exchange, request, grant);

  exchange.outcome = "signed";
  return answer(exchange, request, 200, asJson(signFor(signer, grant, read.request)));
}

function signFor(signer: Signer, grant: Grant, request: SignatureRequest): Signed | SignedNative {
  const { expirationSeconds, videoWebRtcMode } = request;
  if (grant.kind === "native") return signer.signNative({ expirationSeconds });
  const { meetingNumber, role } = grant;
  return signer.sign({ meetingNumber, role, expirationSeconds, videoWebRtcMode });
}

/** `signature` and `sdkKey` as Zoom's sample has them; then what a client would otherwise have to decode. */
function asJson(signed: Signed | SignedNative): object {
  const { signature, sdkKey, expiresAt, expiresIn } = signed;
  return {
    signature,
    sdkKey,
    expiresAt: new Date(expiresAt * 1000).toISOString(),
    expiresIn,
    ...("meetingNumber" in signed && { meetingNumber: signed.meetingNumber, role: signed.role }),
  };
}
