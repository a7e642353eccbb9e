import type { RequestInfo } from "../app.ts";
import { type Exchange, refusal } from "../http/exchange.ts";
import { whereOf } from "../http/log.ts";
import { entry } from "../http/problem.ts";
import { StoreUnavailable } from "../state/stores.ts";
import { callback, type Ended } from "./callback.ts";
import type { OAuthOptions, OAuthReport } from "./options.ts";
import type { OAuthOutcome } from "./outcome.ts";
import { GUARDED, page, redirectBack } from "./page.ts";
import { revoke } from "./revoke.ts";
import type { Begun } from "./sealed.ts";
import { type OAuthService, serviceOf } from "./service.ts";
import { giveLink, sendToZoom } from "./start.ts";

/** Answers `/oauth/start`, `/oauth/callback` and `/oauth/revoke`, and nothing (`undefined`) for any other path. */
export type OAuthRoutes = (request: Request, info?: RequestInfo) => Promise<Response | undefined>;

interface Did {
  readonly response: Response;
  readonly begun?: Begun | undefined;
  /** Unless given, what the exchange says. */
  readonly outcome?: OAuthReport["outcome"];
}

type Handler = (service: OAuthService, request: Request, exchange: Exchange) => Promise<Did>;

interface Path {
  readonly route: OAuthReport["route"];
  readonly handlers: Readonly<Record<string, Handler>>;
}

const PATHS: ReadonlyMap<string, Path> = new Map([
  ["/oauth/start", { route: "start", handlers: { GET: browserStarts, POST: serverStarts } }],
  ["/oauth/callback", { route: "callback", handlers: { GET: browserReturns } }],
  ["/oauth/revoke", { route: "revoke", handlers: { POST: serverRevokes } }],
]);

/**
 * The authorization of a Zoom app by a user: authorization code with PKCE (RFC 6749, 7636), and its end.
 *
 * @throws StartUpError for settings that are not safe
 */
export function oauthRoutes(options: OAuthOptions): OAuthRoutes {
  const service = serviceOf(options);

  return async (request, info = {}) => {
    const path = PATHS.get(new URL(request.url).pathname);
    if (path === undefined) return undefined;
    const exchange: Exchange = {
      requestId: crypto.randomUUID(),
      remoteAddress: info.remoteAddress,
      originListed: false,
      caller: undefined,
      route: `/oauth/${path.route}`,
      outcome: "ok",
      where: undefined,
    };
    const { response, begun, outcome } = await answered(service, path, request, exchange);
    for (const [name, value] of Object.entries(GUARDED)) response.headers.set(name, value);
    response.headers.set("X-Request-Id", exchange.requestId);
    report(options, {
      route: path.route,
      requestId: exchange.requestId,
      outcome: outcome ?? exchange.outcome,
      tenant: begun?.tenant,
      caller: begun?.caller ?? exchange.caller,
      where: exchange.where,
    });
    return response;
  };
}

async function answered(
  service: OAuthService,
  path: Path,
  request: Request,
  exchange: Exchange,
): Promise<Did> {
  const { method } = request;
  const handler = Object.hasOwn(path.handlers, method) ? path.handlers[method] : undefined;
  if (handler === undefined) {
    const allow = { Allow: Object.keys(path.handlers).join(", ") };
    return { response: refusal(exchange, request, "method-not-allowed", allow) };
  }
  const down = (error: unknown): OAuthOutcome => {
    if (StoreUnavailable.is(error)) return "store-unavailable";
    exchange.where = whereOf(error);
    return "internal";
  };
  try {
    return await handler(service, request, exchange);
  } catch (error) {
    const outcome = down(error);
    if (method === "GET") return { response: page(outcome), outcome };
    return { response: problem(request, exchange, outcome), outcome };
  }
}

function problem(request: Request, exchange: Exchange, outcome: OAuthOutcome): Response {
  if (outcome === "internal") return refusal(exchange, request, "internal");
  const reason = "the place where authorizations are kept does not answer, and nothing was done";
  return refusal(exchange, request, [entry("grants-unavailable", { reason })]);
}

async function serverStarts(service: OAuthService, request: Request, exchange: Exchange): Promise<Did> {
  const { response, begun } = await giveLink(service, request, exchange);
  return begun === undefined ? { response } : { response, begun, outcome: "link-given" };
}

async function browserStarts(service: OAuthService, request: Request): Promise<Did> {
  const sent = await sendToZoom(service, request);
  if (sent.kind === "not-sent") return { response: page(sent.outcome), outcome: sent.outcome };
  return { response: sent.response, begun: sent.begun, outcome: "sent-to-zoom" };
}

async function browserReturns(service: OAuthService, request: Request): Promise<Did> {
  const { outcome, flow, retryAfter, cookie }: Ended = await callback(service, request);
  const back = flow?.returnTo;
  // The list may have changed while the user was at Zoom.
  const response =
    back !== undefined && service.returnTo.has(back)
      ? redirectBack(back, outcome)
      : page(outcome, retryAfter);
  if (cookie !== undefined) response.headers.append("Set-Cookie", service.cookies.clear(cookie));
  return { response, outcome, begun: flow };
}

async function serverRevokes(service: OAuthService, request: Request, exchange: Exchange): Promise<Did> {
  const { response, begun } = await revoke(service, request, exchange);
  return begun === undefined ? { response } : { response, begun, outcome: "revoked" };
}

function report({ report: tell }: OAuthOptions, told: OAuthReport): void {
  try {
    tell?.(told);
  } catch {
    // Who listens cannot stop an answer.
  }
}
