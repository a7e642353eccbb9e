import type { BodyProblem, Bytes } from "./body.ts";
import { entry, type ProblemEntry, problemBody, problemCode } from "./problem.ts";
import { PROBLEMS, type ProblemCode } from "./problems.ts";

/** One request and what is known of it on the way to its answer. */
export interface Exchange {
  readonly requestId: string;
  readonly remoteAddress: string | undefined;
  /** The request's `Origin` is on the CORS list. */
  readonly originListed: boolean;
  /** The body, once something has asked for it. It can be read only once. */
  bytes?: Promise<Bytes | BodyProblem> | undefined;
  /** For the log. */
  caller: string | undefined;
  route: string;
  outcome: ProblemCode | "ok" | "signed" | `diagnosed:${string}`;
  /** Where an unforeseen error was thrown. */
  where: string | undefined;
  /** All that is wrong, of a request that is refused. */
  problems?: readonly ProblemEntry[] | undefined;
  /** Of a signature that is given: whom it is for. */
  gave?: "host" | "native" | "participant" | undefined;
  /** Of a join that is given: the token that comes beside the signature. */
  join?: "none" | "obf-token" | "zak" | undefined;
  /** For whoever watches the log. */
  alarm?: "host-first-seen";
}

/** On every answer. A signature is as good as a ticket, so nothing on the way may keep one. */
const ALWAYS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  Vary: "Origin",
} as const;

export type Headers = Readonly<Record<string, string>>;

export function answer(
  exchange: Exchange,
  request: Request,
  status: number,
  body: unknown,
  headers?: Headers,
): Response {
  const all: Record<string, string> = { ...ALWAYS, "X-Request-Id": exchange.requestId };
  if (body !== null) all["Content-Type"] = "application/json";
  if (exchange.originListed) Object.assign(all, allowOrigin(request));
  if (headers !== undefined) Object.assign(all, headers);
  return new Response(body === null ? null : JSON.stringify(body), { status, headers: all });
}

export function refusal(
  exchange: Exchange,
  request: Request,
  why: ProblemCode | readonly ProblemEntry[],
  headers: Headers = {},
): Response {
  const entries = typeof why === "string" ? [entry(why)] : why;
  const body = problemBody(entries);
  const code = problemCode(entries);
  exchange.outcome = code;
  exchange.problems = entries;
  const { retryAfter } = PROBLEMS[code];
  return answer(exchange, request, body.status, body, {
    "Content-Type": "application/problem+json",
    ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
    ...headers,
  });
}

/** The origin is one of the list's own, so nothing that a request brought is reflected. */
function allowOrigin(request: Request): Headers {
  const origin = request.headers.get("origin");
  return origin === null
    ? {}
    : { "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "X-Request-Id" };
}
