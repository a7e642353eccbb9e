import { createSigner, verify } from "@countersign/core";
import { Hono } from "hono";
import { type Access, partsOf } from "./access/access.ts";
import { admission } from "./access/admit.ts";
import { handleDiagnose } from "./diagnose/handler.ts";
import { meaningsOf } from "./explain/meanings.ts";
import { originList, PREFLIGHT } from "./http/cors.ts";
import { answer, type Exchange, refusal } from "./http/exchange.ts";
import { type Log, logQuietly, logRecord, whereOf } from "./http/log.ts";
import { handleSignature } from "./signature/handler.ts";
import type { SignatureService } from "./signature/issue.ts";

export interface AppOptions {
  readonly credentials: { readonly sdkKey: string; readonly sdkSecret: string };
  /** Who may have a signature. There is no default: nobody gets one for nothing. */
  readonly access: Access;
  /** Whether there are signatures for native SDKs at all. The caller has to be allowed them too. No unless given. */
  readonly allowNative?: boolean;
  /** Origins whose pages may read answers, each exactly as a browser sends it. None unless given. */
  readonly corsOrigins?: readonly string[];
  /** Gets one record a request. */
  readonly log?: Log;
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: () => number;
}

/** What the HTTP server knows of a request and the request itself does not say. */
export interface RequestInfo {
  /** The address at the other end of the connection. */
  readonly remoteAddress?: string | undefined;
}

export type App = (request: Request, info?: RequestInfo) => Promise<Response>;

const EXPLAIN = "/v1/explain/:code";
const EXPLAIN_PATH = /^\/v1\/explain\/[^/]+$/;

const PATHS: Readonly<Record<string, string>> = {
  "/": "POST, OPTIONS",
  "/v1/signature": "POST, OPTIONS",
  "/v1/diagnose": "POST, OPTIONS",
  [EXPLAIN]: "GET, HEAD",
  "/healthz": "GET, HEAD",
  "/readyz": "GET, HEAD",
};

/**
 * The HTTP service as one function from a request to its answer. It knows no runtime; `serve` puts it on Node.
 *
 * @throws CountersignError for credentials that cannot sign
 * @throws StartUpError for an access or an origin that is not safe to serve with
 */
export function createApp(options: AppOptions): App {
  if (typeof options !== "object" || options === null) {
    throw new TypeError("createApp() wants { credentials, access }");
  }
  const { credentials, access, allowNative = false, log, now = systemClock } = options;
  const signer = createSigner({ ...credentials, now });
  const origins = originList(options.corsOrigins ?? []);
  const { authenticators, policy } = partsOf(access);
  const service: SignatureService = { admit: admission(authenticators), policy, signer, allowNative };
  const warnings =
    "kind" in access && access.kind === "development"
      ? ["development mode: callers are not asked who they are"]
      : [];

  const hono = new Hono<{ Bindings: Exchange }>();
  for (const path of ["/", "/v1/signature"]) {
    hono.post(path, (c) => handleSignature(service, c.req.raw, at(c.env, path)));
    hono.options(path, (c) => preflight(c.req.raw, at(c.env, path)));
  }
  hono.post("/v1/diagnose", (c) => handleDiagnose(service, now, c.req.raw, at(c.env, "/v1/diagnose")));
  hono.options("/v1/diagnose", (c) => preflight(c.req.raw, at(c.env, "/v1/diagnose")));
  hono.get("/healthz", (c) => answer(at(c.env, "/healthz"), c.req.raw, 200, { status: "ok", warnings }));
  hono.get("/readyz", (c) => {
    const exchange = at(c.env, "/readyz");
    return canSign()
      ? answer(exchange, c.req.raw, 200, { status: "ready" })
      : refusal(exchange, c.req.raw, "not-ready");
  });
  hono.get(EXPLAIN, (c) => {
    const exchange = at(c.env, EXPLAIN);
    const code = c.req.param("code");
    const meanings = meaningsOf(code);
    if (meanings.length === 0) return refusal(exchange, c.req.raw, "not-found");
    return answer(exchange, c.req.raw, 200, { code, meanings });
  });
  hono.notFound((c) => {
    const route = EXPLAIN_PATH.test(c.req.path) ? EXPLAIN : c.req.path;
    const allow = Object.hasOwn(PATHS, route) ? PATHS[route] : undefined;
    if (allow === undefined) return refusal(c.env, c.req.raw, "not-found");
    return refusal(at(c.env, route), c.req.raw, "method-not-allowed", { Allow: allow });
  });
  hono.onError((error, c) => {
    c.env.where = whereOf(error);
    return refusal(c.env, c.req.raw, "internal");
  });

  function canSign(): boolean {
    try {
      const { signature } = signer.signNative();
      return verify(signature, credentials.sdkSecret, { now: now() }).ok;
    } catch {
      return false;
    }
  }

  return async (request, info = {}) => {
    const began = performance.now();
    const origin = request.headers.get("origin");
    const exchange: Exchange = {
      requestId: crypto.randomUUID(),
      remoteAddress: info.remoteAddress,
      originListed: origin !== null && origins.has(origin),
      caller: undefined,
      route: "none",
      outcome: "ok",
      where: undefined,
    };
    const response = await hono.fetch(request, exchange);
    const ms = performance.now() - began;
    const { method } = request;
    logQuietly(log, () => logRecord(exchange, { method, status: response.status, ms }, now()));
    return response;
  };
}

/** RFC 9110 OPTIONS, and the preflight of the Fetch standard where a page asks. */
function preflight(request: Request, exchange: Exchange): Response {
  if (exchange.originListed) return answer(exchange, request, 204, null, PREFLIGHT);
  if (request.headers.has("origin")) return refusal(exchange, request, "origin-not-allowed");
  return answer(exchange, request, 204, null, { Allow: PATHS[exchange.route] ?? "" });
}

function at(exchange: Exchange, route: string): Exchange {
  exchange.route = route;
  return exchange;
}

function systemClock(): number {
  return Date.now() / 1000;
}
