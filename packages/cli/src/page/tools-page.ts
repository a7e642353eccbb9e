import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the built pages lie in this package. */
export const PAGE_FOLDER: string = fileURLToPath(new URL("../../page", import.meta.url));
/** The one path of the page of tools, wherever it is served. */
export const TOOLS_PATH = "/tools";

/** The page of tools as one text; nothing where it is not built. */
export function readToolsPage(folder: string = PAGE_FOLDER): string | undefined {
  try {
    return readFileSync(join(folder, "countersign.html"), "utf8");
  } catch {
    return undefined;
  }
}

/**
 * The page says in itself what it may run and that it may reach nothing; the header says it once more, and what a
 * page cannot say of itself: that nothing may frame it. Not stored, so that nothing typed into it comes back with
 * the browser's Back.
 */
export function toolsHeaders(html: string): Record<string, string> {
  const policy =
    /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? "default-src 'none'";
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `${policy}; frame-ancestors 'none'`,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
}

/** Answers a request for the page, whatever its method. */
export function answerTools(html: string, method: string): Response {
  const headers = toolsHeaders(html);
  if (method !== "GET" && method !== "HEAD") {
    const refused = { ...headers, allow: "GET, HEAD", "content-type": "text/plain; charset=utf-8" };
    return new Response("the page of tools is read with GET\n", { status: 405, headers: refused });
  }
  const length = String(Buffer.byteLength(html));
  return new Response(method === "HEAD" ? null : html, { headers: { ...headers, "content-length": length } });
}

/**
 * Shows the way to the page that joins, where that is served beside this one. Not by script: what came after the
 * first paint would move what stands there. The policy names script and style, so this may change.
 */
export function besideJoin(html: string): string {
  return html.replace('<a id="join-link" href="/" hidden>', '<a id="join-link" href="/">');
}
