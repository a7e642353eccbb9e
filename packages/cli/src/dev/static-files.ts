import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

const TYPES: Readonly<Record<string, string>> = {
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".cur": "image/x-icon",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mp3": "audio/mpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
  ".wav": "audio/wav",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** Answers with one file below `root`, or `undefined` where there is none of that name. */
export async function serveFile(
  root: string,
  pathname: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response | undefined> {
  const path = pathBelow(root, pathname);
  const type = path && TYPES[extname(path)];
  if (!path || !type) return undefined;
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: { "content-type": type, "content-length": String(found.size), ...headers },
  });
}

/** Never outside `root`, whatever the path says. */
export function pathBelow(root: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes("\0") || decoded.includes("\\")) return undefined;
  const path = resolve(root, `.${decoded.startsWith("/") ? "" : "/"}${decoded}`);
  return path.startsWith(root + sep) ? path : undefined;
}
