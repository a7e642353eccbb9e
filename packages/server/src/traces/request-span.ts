import type { Exchange } from "../http/exchange.ts";
import { isSdkRegistered } from "./registered.ts";

/** One span for a request, where somebody takes spans. */
export async function inRequestSpan(
  request: Request,
  exchange: Exchange,
  work: () => Promise<Response> | Response,
): Promise<Response> {
  if (!isSdkRegistered()) return work();
  const { inSpan } = await import("./spanned.ts");
  return inSpan(request, exchange, work);
}
