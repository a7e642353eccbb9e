import { sha256 } from "../access/bytes.ts";
import { sameText } from "../access/same-text.ts";
import { METRICS_PATH } from "./path.ts";
import type { PrometheusMeter } from "./prometheus/meter.ts";

export interface MetricsRouteOptions {
  /** Any of them, as a bearer token. None: whoever reaches it may read. */
  readonly tokens: () => readonly string[];
}

/** Answers `GET /metrics` and nothing else. It is logged nowhere: it comes every few seconds. */
export function metricsRoute(
  { text }: Pick<PrometheusMeter, "text">,
  { tokens }: MetricsRouteOptions,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (new URL(request.url).pathname !== METRICS_PATH) return plain(404, "not found\n");
    if (request.method !== "GET" && request.method !== "HEAD") {
      return plain(405, "method not allowed\n", { Allow: "GET, HEAD" });
    }
    if (!(await isAllowed(request, tokens()))) {
      return plain(401, "a bearer token is needed\n", { "WWW-Authenticate": "Bearer" });
    }
    const type = "text/plain; version=0.0.4; charset=utf-8";
    return plain(200, request.method === "HEAD" ? "" : await text(), { "Content-Type": type });
  };
}

async function isAllowed(request: Request, tokens: readonly string[]): Promise<boolean> {
  if (tokens.length === 0) return true;
  const given = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (given === undefined) return false;
  // Hashes, so that how long it takes says nothing of either.
  const asked = await sha256(given);
  const known = await Promise.all(tokens.map((token) => sha256(token)));
  return known.map((one) => sameText(one, asked)).includes(true);
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, {
    status,
    headers: {
      "Cache-Control": "no-store",
      "Content-Type": "text/plain; charset=utf-8",
      "X-Content-Type-Options": "nosniff",
      ...headers,
    },
  });
}
