import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** One request of `node:http` as the standard's `Request`. */
export function toRequest(req: IncomingMessage, scheme: "http" | "https"): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) headers.append(name, one);
  }
  const method = req.method ?? "GET";
  const url = new URL(req.url ?? "/", `${scheme}://${req.headers.host ?? "localhost"}`);
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  // The global type: pages of the docs are checked with the browser's types beside Node's.
  const body = Readable.toWeb(req) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>;
  const init = { method, headers, body, duplex: "half" } as const;
  return new Request(url, init);
}

/** Writes the standard's `Response` as it is read, no faster than the client takes it. */
export async function writeResponse(response: Response, res: ServerResponse): Promise<void> {
  const headers = Object.fromEntries(response.headers);
  if (!response.body) {
    res.writeHead(response.status, headers).end();
    return;
  }
  res.writeHead(response.status, headers);
  await pipeline(Readable.from(response.body), res);
}
