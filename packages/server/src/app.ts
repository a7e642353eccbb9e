import { CountersignError } from "@countersign/core";
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
import { allowOf, answerAt, type Handler, pathOf, type Route } from "./http/routes.ts";
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
const EXPLAIN_PATH = /^\/v1\/explain\/([^/]+)$/;

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

  const posted = (name: string, handler: Handler): Route => {
    const route: Route = {
      name,
      handlers: {
        POST: handler,
        OPTIONS: (request, exchange) => preflight(request, exchange, allowed, route),
      },
    };
    return route;
  };
  const sign: Handler = (request, exchange) => handleSignature(service, request, exchange);
  const health: Handler = (request, exchange) => answer(exchange, request, 200, { status: "ok", warnings });
  const readiness: Handler = (request, exchange) =>
    [...tenants.values()].every((tenant) => tenant.works())
      ? answer(exchange, request, 200, { status: "ready" })
      : refusal(exchange, request, "not-ready");
  // What fewer ask for is loaded when somebody does: the rules of a diagnosis alone are 250 files.
  const join: Handler = async (request, exchange) =>
    (await import("./join/handler.ts")).handleJoin(service, joins, request, exchange);
  const diagnose: Handler = async (request, exchange) =>
    (await import("./diagnose/handler.ts")).handleDiagnose(service, now, request, exchange);
  const explain: Handler = async (request, exchange) =>
    (await import("./explain/handler.ts")).handleExplain(codeOf(pathOf(request.url)), request, exchange);

  const routes: readonly Route[] = [
    posted("/", sign),
    posted("/v1/signature", sign),
    posted("/v1/join", join),
    posted("/v1/diagnose", diagnose),
    { name: "/healthz", handlers: { GET: health } },
    { name: "/readyz", handlers: { GET: readiness } },
  ];
  const byPath = new Map(routes.map((route) => [route.name, route]));
  const explanations: Route = { name: EXPLAIN, handlers: { GET: explain } };
  const find = (path: string): Route | undefined =>
    byPath.get(path) ?? (codeOf(path) === "" ? undefined : explanations);

  async function answered(request: Request, exchange: Exchange): Promise<Response> {
    try {
      return await answerAt(find, request, exchange);
    } catch (error) {
      if (CountersignError.is(error) && error.code === "clock-invalid") {
        return refusal(exchange, request, [entry("not-ready", CLOCK_WRONG)]);
      }
      exchange.where = whereOf(error);
      return refusal(exchange, request, "internal");
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
      problems: undefined,
      gave: undefined,
      join: undefined,
    };
    const response = await inRequestSpan(request, exchange, () => answered(request, exchange));
    const ms = performance.now() - began;
    metrics?.requests.answered(exchange, response.status, ms);
    const { method } = request;
    logQuietly(log, () => logRecord(exchange, { method, status: response.status, ms }, now()));
    return response;
  };
}

/** RFC 9110 OPTIONS, and the preflight of the Fetch standard where a page asks. */
function preflight(request: Request, exchange: Exchange, allowed: Headers, route: Route): Response {
  if (exchange.originListed) return answer(exchange, request, 204, null, allowed);
  if (request.headers.has("origin")) return refusal(exchange, request, "origin-not-allowed");
  return answer(exchange, request, 204, null, allowOf(route));
}

/** The code that a path of `/v1/explain` names; none is empty. */
function codeOf(path: string): string {
  return EXPLAIN_PATH.exec(path)?.[1] ?? "";
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

function systemClock(): number {
  return Date.now() / 1000;
}
