import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { toolsHeaders } from "./page-headers.ts";

/** The page of tools, which says in itself what it may do; the header says it once more. */
export async function toolsPage(page: string): Promise<Response | undefined> {
  const html = await readFile(join(page, "countersign.html"), "utf8").catch(() => undefined);
  if (html === undefined) return undefined;
  const policy =
    /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? "default-src 'none'";
  return new Response(html, {
    headers: { ...toolsHeaders(policy), "content-type": "text/html; charset=utf-8" },
  });
}
