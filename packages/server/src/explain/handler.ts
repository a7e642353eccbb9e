import { answer, type Exchange, refusal } from "../http/exchange.ts";
import { meaningsOf } from "./meanings.ts";

/** What a code means, for whoever asks: it is the same as in docs/. */
export function handleExplain(code: string, request: Request, exchange: Exchange): Response {
  const meanings = meaningsOf(code);
  if (meanings.length === 0) return refusal(exchange, request, "not-found");
  return answer(exchange, request, 200, { code, meanings });
}
