import { createSigner, credentialsFromEnv, type Signer } from "@countersign/core";
import { answer, bodyOf, refusal } from "../../../lib/answer";
import { mayJoin } from "../../../lib/policy";
import { visitorOf } from "../../../lib/session";

/** Made when first needed: `next build` loads this file too, where there is no secret. */
let signer: Signer | undefined;

/** Who asks, what they may have, and only then a signature. */
export async function POST(request: Request): Promise<Response> {
  const visitor = visitorOf(request);
  if (visitor === undefined) return refusal(401, "Not signed in", "Nobody is signed in.");
  const { meetingNumber, role } = await bodyOf(request);
  if (!mayJoin(visitor, meetingNumber, role)) {
    return refusal(403, "Not allowed", "This visitor may not join that meeting in that role.");
  }
  signer ??= createSigner(credentialsFromEnv(process.env));
  return answer(signer.sign({ meetingNumber: String(meetingNumber), role: 0 }));
}
