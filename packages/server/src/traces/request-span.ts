import type { Exchange } from "../http/exchange.ts";
import { isSdkRegistered } from "./registered.ts";

/** One span for a request, where somebody takes spans. */
export function inRequestSpan(
  request: Request,
  exchange: Exchange,
  work: () => Promise<Response> | Response,
): Promise<Response> | Response {
  if (!isSdkRegistered()) return work();
  return import("./spanned.ts").then(({ inSpan }) => inSpan(request, exchange, work));
}
