import type { App } from "../app.ts";
import { type Exchange, refusal } from "../http/exchange.ts";

/**
 * What AWS Lambda is called with by an API Gateway HTTP API or a function URL: payload format 2.0, of which this is
 * read. Header names are in lower case there, values of one name joined by commas, cookies apart. Written from what is
 * generally known of the format; it was not tried on AWS.
 */
export interface LambdaEvent {
  readonly version: string;
  /** Begins with the stage's name, where the stage is not `$default` and no domain of one's own stands before it. */
  readonly rawPath: string;
  readonly rawQueryString?: string | undefined;
  readonly cookies?: readonly string[] | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly requestContext: {
    readonly domainName?: string | undefined;
    readonly stage?: string | undefined;
    readonly http: { readonly method: string; readonly sourceIp?: string | undefined };
  };
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/** What Lambda gives back, in the same format. */
export interface LambdaResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body: string;
  readonly isBase64Encoded: false;
}

/**
 * Puts the app behind an API Gateway HTTP API or a function URL.
 *
 * @example
 * export const handler = lambdaHandler(createApp({ credentials, access }));
 *
 * @returns A handler that throws a TypeError for an event of another format (a REST API's, a load balancer's): nothing
 *   can be said of a request that cannot be read.
 */
export function lambdaHandler(app: App): (event: LambdaEvent) => Promise<LambdaResult> {
  return async (event) => {
    const { requestContext } = checked(event);
    const remoteAddress = requestContext.http.sourceIp;
    const url = urlOf(event);
    let request: Request;
    try {
      request = requestOf(event, url);
    } catch {
      // A method or a header that the web's Request does not take, or a body that is not base64.
      return resultOf(malformed(remoteAddress));
    }
    return resultOf(await app(request, { remoteAddress }));
  };
}

function checked(event: LambdaEvent): LambdaEvent {
  const known = event as Partial<LambdaEvent> | null | undefined;
  if (known?.version === "2.0" && typeof known.requestContext?.http?.method === "string") return event;
  throw new TypeError(
    "this event is not of payload format 2.0: put the function behind an HTTP API or a function URL, not a REST API or a load balancer",
  );
}

/** Only path and query count; the host is the platform's. */
function urlOf({ rawPath, rawQueryString, requestContext: { stage, domainName } }: LambdaEvent): URL {
  const prefix = `/${stage}`;
  const inStage = stage !== undefined && stage !== "$default" && `${rawPath}/`.startsWith(`${prefix}/`);
  const url = new URL(`https://${domainName ?? "lambda.invalid"}`);
  url.pathname = (inStage ? rawPath.slice(prefix.length) : rawPath) || "/";
  url.search = rawQueryString ?? "";
  return url;
}

function requestOf(event: LambdaEvent, url: URL): Request {
  const { method } = event.requestContext.http;
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers ?? {})) {
    if (value !== undefined) headers.set(name, value);
  }
  if (event.cookies && event.cookies.length > 0) headers.set("cookie", event.cookies.join("; "));
  const { body } = event;
  const takesBody = body !== undefined && method !== "GET" && method !== "HEAD";
  return new Request(url, {
    method,
    headers,
    ...(takesBody && { body: bodyOf(body, event.isBase64Encoded) }),
  });
}

/** Bytes, also of text: a string would get a content type that the caller did not send. */
function bodyOf(body: string, isBase64Encoded = false): Uint8Array<ArrayBuffer> {
  return isBase64Encoded
    ? Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
    : new TextEncoder().encode(body);
}

async function resultOf(response: Response): Promise<LambdaResult> {
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== "set-cookie"));
  const cookies = response.headers.getSetCookie();
  return {
    statusCode: response.status,
    headers,
    ...(cookies.length > 0 && { cookies }),
    // All that the app answers is text.
    body: await response.text(),
    isBase64Encoded: false,
  };
}

function malformed(remoteAddress: string | undefined): Response {
  const exchange: Exchange = {
    requestId: crypto.randomUUID(),
    remoteAddress,
    originListed: false,
    caller: undefined,
    route: "none",
    outcome: "ok",
    where: undefined,
  };
  return refusal(exchange, new Request("https://lambda.invalid"), "request-malformed");
}
