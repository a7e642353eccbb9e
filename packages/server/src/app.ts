import { CountersignError } from "@countersign/core";
import { Hono } from "hono";
import { type Access, partsOf } from "./access/access.ts";
import { admission } from "./access/admit.ts";
import { DEVELOPMENT } from "./access/development.ts";
import { DistinctMeetings } from "./access/distinct-meetings.ts";
import type { HostCheck } from "./access/host-gate.ts";
import { hostGate } from "./access/host-gate.ts";
import { checkPoints, type LimitSettings, signatureLimits } from "./access/limits.ts";
import { checkNothingToRecord, checkTenants } from "./access/startable.ts";
import type { CompanionTokens } from "./companion/companion.ts";
import { originList, preflightHeaders } from "./http/cors.ts";
import { answer, type Exchange, type Headers, refusal } from "./http/exchange.ts";
import { type Log, logQuietly, logRecord, whereOf } from "./http/log.ts";
import { entry } from "./http/problem.ts";
import type { JoinSettings } from "./join/plan.ts";
import { meteredAudit } from "./metrics/audit.ts";
import { meteredLimiter } from "./metrics/limits.ts";
import type { Metrics } from "./metrics/metrics.ts";
import { handleSignature } from "./signature/handler.ts";
import type { SignatureService } from "./signature/issue.ts";
import { type AppCredentials, tenantsOf } from "./signature/tenants.ts";
import { memoryState, type State } from "./state/state.ts";
import { inRequestSpan } from "./traces/request-span.ts";

export interface AppOptions {
  /** The Zoom app that signs. */
  readonly credentials?: AppCredentials | undefined;
  /** Instead of it: several, each under a name that the callers' credentials carry as their tenant. */
  readonly tenants?: Readonly<Record<string, AppCredentials>> | undefined;
  /** Who may have a signature. There is no default: nobody gets one for nothing. */
  readonly access: Access;
  /** Whether there are signatures for native SDKs at all. The caller has to be allowed them too. No unless given. */
  readonly allowNative?: boolean;
  /** Origins whose pages may read answers, each exactly as a browser sends it. None unless given. */
  readonly corsOrigins?: readonly string[];
  /** What is remembered: limits and the audit. In this process, and without an audit, unless given. */
  readonly state?: Pick<State, "audit" | "limiter"> | undefined;
  readonly limits?: LimitSettings | undefined;
  /** Asks Zoom who hosts a meeting before somebody is given its host. Not unless given. */
  readonly hostCheck?: HostCheck | undefined;
  /** Gives what a join takes beside the signature. Without it `POST /v1/join` gives joins that need no more. */
  readonly companion?: CompanionTokens | undefined;
  /**
   * Whose meetings these are, seen from the account that owns the Zoom app, where the policy does not say it (`account`)
   * and Zoom cannot be asked or does not answer. What is not known is taken for another account's.
   */
  readonly meetingsOf?: "other" | "own" | undefined;
  /** Gets one record a request. */
  readonly log?: Log;
  /** Counts what is asked and answered: `createMetrics` of a meter. Nothing is counted unless given. */
  readonly metrics?: Metrics | undefined;
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
const POSTED = "POST, OPTIONS";
const READ = "GET, HEAD";

/** The methods of each path, for whoever takes another one. */
const PATHS: Readonly<Record<string, string>> = {
  "/": POSTED,
  "/v1/signature": POSTED,
  "/v1/join": POSTED,
  "/v1/diagnose": POSTED,
  [EXPLAIN]: READ,
  "/healthz": READ,
  "/readyz": READ,
};

type Handler = (request: Request, exchange: Exchange) => Promise<Response> | Response;

/** Nothing is signed then: Zoom would refuse it. */
const CLOCK_WRONG = {
  reason: "this machine's clock is wrong",
  help: "Whoever runs this server should set its clock, best by NTP.",
};

/**
 * The HTTP service as one function from a request to its answer. It knows no runtime; `serve` puts it on Node.
 *
 * @throws CountersignError for credentials that cannot sign
 * @throws StartUpError for an access, an origin or a state that is not safe to serve with
 */
export function createApp(options: AppOptions): App {
  if (typeof options !== "object" || options === null) {
    throw new TypeError("createApp() wants { credentials, access }");
  }
  const { access, allowNative = false, log, metrics, limits = {}, now = systemClock } = options;
  const { audit, limiter: uncounted } = options.state ?? memoryState();
  const limiter = meteredLimiter(uncounted, metrics?.limits);
  const tenants = tenantsOf(options.credentials, options.tenants, now);
  const origins = originList(options.corsOrigins ?? []);
  const { authenticators, policy } = partsOf(access);
  checkTenants(authenticators, tenants);
  const joins = joinSettings(options);
  if (audit === undefined) checkNothingToRecord(authenticators, allowNative, joins.companion !== undefined);
  const service: SignatureService = {
    admit: admission(authenticators, now),
    policy,
    distinctMeetings: distinctMeetings(limits),
    limits: signatureLimits(limiter, limits),
    gate: hostGate({
      limiter,
      audit: meteredAudit(audit, metrics?.audit),
      limits,
      hostCheck: options.hostCheck,
      now,
    }),
    tenants,
    allowNative,
    now,
  };
  // Development mode asks for no credential, so its pages have none to send.
  const fromPages = authenticators.filter(({ facts }) => facts.fromBrowsers && facts.prefix !== DEVELOPMENT);
  const allowed = preflightHeaders(
    fromPages.length > 0 ? ["Content-Type", "Authorization"] : ["Content-Type"],
  );
  const warnings =
    "kind" in access && access.kind === "development"
      ? ["development mode: callers are not asked who they are"]
      : [];

  const hono = new Hono<{ Bindings: Exchange }>();
  const post = (path: string, handler: Handler): void => {
    hono.post(path, (c) => handler(c.req.raw, at(c.env, path)));
    hono.options(path, (c) => preflight(c.req.raw, at(c.env, path), allowed));
  };
  post("/", (request, exchange) => handleSignature(service, request, exchange));
  post("/v1/signature", (request, exchange) => handleSignature(service, request, exchange));
  // What fewer ask for is loaded when somebody does: the rules of a diagnosis alone are 250 files.
  post("/v1/join", async (request, exchange) =>
    (await import("./join/handler.ts")).handleJoin(service, joins, request, exchange),
  );
  post("/v1/diagnose", async (request, exchange) =>
    (await import("./diagnose/handler.ts")).handleDiagnose(service, now, request, exchange),
  );
  hono.get("/healthz", (c) => answer(at(c.env, "/healthz"), c.req.raw, 200, { status: "ok", warnings }));
  hono.get("/readyz", (c) => {
    const exchange = at(c.env, "/readyz");
    return [...tenants.values()].every((tenant) => tenant.works())
      ? answer(exchange, c.req.raw, 200, { status: "ready" })
      : refusal(exchange, c.req.raw, "not-ready");
  });
  hono.get(EXPLAIN, async (c) =>
    (await import("./explain/handler.ts")).handleExplain(c.req.param("code"), c.req.raw, at(c.env, EXPLAIN)),
  );
  hono.notFound((c) => {
    const route = EXPLAIN_PATH.test(c.req.path) ? EXPLAIN : c.req.path;
    const allow = Object.hasOwn(PATHS, route) ? PATHS[route] : undefined;
    if (allow === undefined) return refusal(c.env, c.req.raw, "not-found");
    return refusal(at(c.env, route), c.req.raw, "method-not-allowed", { Allow: allow });
  });
  hono.onError((error, c) => {
    if (CountersignError.is(error) && error.code === "clock-invalid") {
      return refusal(c.env, c.req.raw, [entry("not-ready", CLOCK_WRONG)]);
    }
    c.env.where = whereOf(error);
    return refusal(c.env, c.req.raw, "internal");
  });

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
      problems: undefined,
      gave: undefined,
      join: undefined,
    };
    const response = await inRequestSpan(request, exchange, () => hono.fetch(request, exchange));
    const ms = performance.now() - began;
    metrics?.requests.answered(exchange, response.status, ms);
    const { method } = request;
    logQuietly(log, () => logRecord(exchange, { method, status: response.status, ms }, now()));
    return response;
  };
}

/** RFC 9110 OPTIONS, and the preflight of the Fetch standard where a page asks. */
function preflight(request: Request, exchange: Exchange, allowed: Headers): Response {
  if (exchange.originListed) return answer(exchange, request, 204, null, allowed);
  if (request.headers.has("origin")) return refusal(exchange, request, "origin-not-allowed");
  return answer(exchange, request, 204, null, { Allow: PATHS[exchange.route] ?? "" });
}

function joinSettings({ companion, meetingsOf }: AppOptions): JoinSettings {
  if (meetingsOf !== undefined && meetingsOf !== "other" && meetingsOf !== "own") {
    throw new TypeError('meetingsOf has to be "own" or "other"');
  }
  return { companion, meetingsOf };
}

function distinctMeetings({ distinctMeetings = 20 }: LimitSettings): DistinctMeetings | undefined {
  if (distinctMeetings === false) return undefined;
  checkPoints(distinctMeetings, "distinctMeetings");
  return new DistinctMeetings(distinctMeetings, () => performance.now() / 1000);
}

function at(exchange: Exchange, route: string): Exchange {
  exchange.route = route;
  return exchange;
}

function systemClock(): number {
  return Date.now() / 1000;
}
