import { isLoopbackName } from "../access/loopback.ts";
import { refuseToStart } from "../errors.ts";

/** What a listed page may send: which headers depends on how callers say who they are. */
export function preflightHeaders(names: readonly string[]): Readonly<Record<string, string>> {
  return {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": names.join(", "),
    "Access-Control-Max-Age": "600",
  };
}

/**
 * The origins whose pages may read answers, compared as whole texts.
 *
 * @throws StartUpError `cors-origin-invalid` for anything that is not exactly one origin, for `*` and `null`, and
 *   for plain http except on this machine
 */
export function originList(origins: readonly string[]): ReadonlySet<string> {
  return new Set(origins.map(checkOrigin));
}

function checkOrigin(origin: unknown): string {
  if (typeof origin !== "string") throw new TypeError("corsOrigins has to be a list of texts");
  const bad = (why: string, help: string): never =>
    refuseToStart(
      "cors-origin-invalid",
      "corsOrigins",
      `the origin ${JSON.stringify(origin.slice(0, 64))} ${why}`,
      help,
    );
  if (origin.includes("*")) {
    return bad("has a wildcard, which would let pages in that you do not know", "List each origin.");
  }
  if (origin === "null") {
    return bad(
      "is what sandboxed frames and local files send, which anybody can make",
      "Serve the page from an origin.",
    );
  }
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    return bad("is not an origin", "Write scheme, host and port, as in https://app.example.com.");
  }
  if (url.origin !== origin) return bad("is not spelt as browsers send it", `Write ${url.origin}.`);
  if (url.protocol === "http:" && !isLoopbackName(url.hostname)) {
    return bad(
      "is plain http, where anybody on the way can read the signature",
      "Serve the page over https.",
    );
  }
  return origin;
}
