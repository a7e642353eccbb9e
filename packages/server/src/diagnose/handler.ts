import { diagnose } from "@countersign/core/diagnose";
import { readBody } from "../http/body.ts";
import { answer, type Exchange, refusal } from "../http/exchange.ts";
import type { SignatureService } from "../signature/issue.ts";
import { readEvidence } from "./evidence.ts";
import { wouldSign } from "./would-sign.ts";

const BODY_BYTES_MAX = 16_384;

/**
 * One request for a diagnosis, from the same callers that may ask for signatures: strangers learn nothing, and
 * cannot make this server compute. Of what was sent the log gets the result only.
 */
export async function handleDiagnose(
  service: SignatureService,
  now: () => number,
  request: Request,
  exchange: Exchange,
): Promise<Response> {
  const caller = await service.admit(request, exchange, BODY_BYTES_MAX);
  if (caller instanceof Response) return caller;
  if (!caller.scopes.has("diagnose")) return refusal(exchange, request, "scope-missing");

  const body = await readBody(request, exchange.bytes, BODY_BYTES_MAX);
  if ("problem" in body) return refusal(exchange, request, body.problem);
  const read = readEvidence(body.text, now());
  if ("errors" in read) return refusal(exchange, request, read.errors);

  const report = diagnose(read.evidence);
  const instead = await wouldSign(service, caller, read.evidence, report);
  const rule = report.verdict === null ? "" : `:${report.verdict.rule}`;
  exchange.outcome = `diagnosed:${report.outcome}${rule}`;
  return answer(exchange, request, 200, { report, ...(instead && { wouldSign: instead }) });
}
