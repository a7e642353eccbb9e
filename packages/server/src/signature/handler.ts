import type { Signed, SignedNative } from "@countersign/core";
import { answer, type Exchange } from "../http/exchange.ts";
import { issue, type SignatureService } from "./issue.ts";
import { readSignatureRequest } from "./request.ts";

/** One request for a signature. */
export async function handleSignature(
  service: SignatureService,
  request: Request,
  exchange: Exchange,
): Promise<Response> {
  const signed = await issue(service, request, exchange, readSignatureRequest);
  if (signed instanceof Response) return signed;
  exchange.outcome = "signed";
  exchange.gave = gaveOf(signed);
  return answer(exchange, request, 200, signedAsJson(signed));
}

/** For whom a signature is, for what counts them. */
export function gaveOf(signed: Signed | SignedNative): NonNullable<Exchange["gave"]> {
  if (!("role" in signed)) return "native";
  return signed.role === 1 ? "host" : "participant";
}

/** `signature` and `sdkKey` as Zoom's sample has them; then what a client would otherwise have to decode. */
export function signedAsJson(signed: Signed | SignedNative): object {
  const { signature, sdkKey, expiresIn } = signed;
  const expiresAt = new Date(signed.expiresAt * 1000).toISOString();
  if (!("meetingNumber" in signed)) return { signature, sdkKey, expiresAt, expiresIn };
  const { meetingNumber, role } = signed;
  return { signature, sdkKey, expiresAt, expiresIn, meetingNumber, role };
}
