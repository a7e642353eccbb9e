import { type Exchange, type Headers, refusal } from "./exchange.ts";

export type Handler = (request: Request, exchange: Exchange) => Promise<Response> | Response;

/** What is answered at one path, by method. */
export interface Route {
  /** The name that log and metrics have for it. It is never the path that was asked for. */
  readonly name: string;
  readonly handlers: Readonly<Partial<Record<"GET" | "OPTIONS" | "POST", Handler>>>;
}

/** Hands a request to what its path and its method name. HEAD is answered as GET is, without the body. */
export function answerAt(
  find: (path: string) => Route | undefined,
  request: Request,
  exchange: Exchange,
): Promise<Response> | Response {
  if (request.method === "HEAD") return withoutBody(answerTo("GET", find, request, exchange));
  return answerTo(request.method, find, request, exchange);
}

async function withoutBody(response: Promise<Response> | Response): Promise<Response> {
  return new Response(null, await response);
}

function answerTo(
  method: string,
  find: (path: string) => Route | undefined,
  request: Request,
  exchange: Exchange,
): Promise<Response> | Response {
  const route = find(pathOf(request.url));
  if (route === undefined) return refusal(exchange, request, "not-found");
  exchange.route = route.name;
  const handler = isHandled(method) ? route.handlers[method] : undefined;
  if (handler !== undefined) return handler(request, exchange);
  return refusal(exchange, request, "method-not-allowed", allowOf(route));
}

function isHandled(method: string): method is keyof Route["handlers"] {
  return method === "GET" || method === "OPTIONS" || method === "POST";
}

/** The methods of a route. */
export function allowOf({ handlers }: Route): Headers {
  const names = Object.keys(handlers).flatMap((name) => (name === "GET" ? ["GET", "HEAD"] : [name]));
  return { Allow: names.join(", ") };
}

const PATH = /^[^:]+:\/\/[^/?#]*([^?#]*)/;

/** The path of an address, with its escapes read as far as they stand for no `/`. */
export function pathOf(url: string): string {
  const path = PATH.exec(url)?.[1] || "/";
  if (!path.includes("%")) return path;
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
