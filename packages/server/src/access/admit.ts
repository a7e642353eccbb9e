import { type Exchange, refusal } from "../http/exchange.ts";
import type { Authenticate, Caller } from "./access.ts";

/** RFC 9110, 11.6.1: a 401 says how to authenticate. */
const CHALLENGE = { "WWW-Authenticate": 'Bearer realm="countersign"' };

/** Who calls, noted for the log; or the refusal, for somebody who is not known. */
export async function admit(
  authenticate: Authenticate,
  request: Request,
  exchange: Exchange,
): Promise<Caller | Response> {
  const caller = await authenticate(request, exchange);
  if (typeof caller === "string") {
    return refusal(exchange, request, caller, caller === "authentication-required" ? CHALLENGE : {});
  }
  exchange.caller = caller.id;
  return caller;
}
