/**
 * A service worker for sandbox mode only. It leads what the SDK asks of the reserved name `sandbox.invalid` to
 * the stand-in on this origin, and lets nothing else leave it: the answer to every other host is 404.
 */
import { RESERVED_HOST } from "./protocol.ts";

interface Extendable extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

interface FetchLike extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response> | Response): void;
}

interface WorkerScope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: "install" | "activate", listener: (event: Extendable) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchLike) => void): void;
}

const worker = globalThis as unknown as WorkerScope;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin === location.origin || !url.protocol.startsWith("http")) return;
  const isReserved = url.hostname === RESERVED_HOST || url.hostname.endsWith(`.${RESERVED_HOST}`);
  event.respondWith(isReserved ? askStandIn(event.request, url) : nobody());
});

async function askStandIn(request: Request, url: URL): Promise<Response> {
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const type = request.headers.get("content-type");
  const response = await fetch(`/sandbox/${url.hostname}${url.pathname}${url.search}`, {
    method: request.method,
    ...(type !== null && { headers: { "content-type": type } }),
    ...(hasBody && { body: await request.arrayBuffer() }),
    cache: "no-store",
  });
  return new Response(await response.arrayBuffer(), {
    status: response.status,
    headers: { ...Object.fromEntries(response.headers), ...openToThisPage() },
  });
}

function nobody(): Response {
  return new Response("sandbox mode: only the local stand-in is reachable\n", {
    status: 404,
    headers: openToThisPage(),
  });
}

/** A script or a fetch of a cross-origin-isolated page is refused by the browser without these. */
function openToThisPage(): Record<string, string> {
  return {
    "access-control-allow-origin": location.origin,
    "access-control-allow-credentials": "true",
    "cross-origin-resource-policy": "cross-origin",
    "x-countersign-sandbox": "not Zoom",
  };
}
