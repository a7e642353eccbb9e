import { isIP } from "node:net";
import { refuseToStart } from "../errors.ts";
import { isLoopbackHost } from "./address.ts";

/** Where Zoom is asked. Zoom for Government has `https://zoomgov.com` and `https://api.zoomgov.com`. */
export interface ZoomUrls {
  readonly oauth: string;
  readonly api: string;
}

export const ZOOM_URLS: ZoomUrls = { oauth: "https://zoom.us", api: "https://api.zoom.us" };

/**
 * An address from the configuration, and from nowhere else: https and a name; or loopback, for a stand-in.
 *
 * @returns the origin
 * @throws StartUpError
 */
export function zoomBaseUrl(text: string, field: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refuse(field, "is no URL");
  }
  const { hostname, protocol } = url;
  if (protocol !== "https:" && protocol !== "http:") return refuse(field, "is neither https nor http");
  if (url.username || url.password) return refuse(field, "carries a user name");
  if (url.pathname !== "/" || url.search || url.hash)
    return refuse(field, "has more than a scheme, a name and a port");
  // 2130706433, 0x7f.1 and 127.1 are read as 127.0.0.1: what was written has to be what is meant.
  const written = /^https?:\/\/(\[[^\]]*\]|[^/:?#@\\]*)(?::[0-9]{1,5})?\/?$/i.exec(text)?.[1]?.toLowerCase();
  if (written !== hostname) return refuse(field, "writes its host in an unusual way");
  if (isLoopbackHost(hostname)) return new URL(url.origin);
  if (protocol !== "https:") return refuse(field, "is http, to a host that is not this machine");
  if (isIP(hostname) || hostname.startsWith("[")) return refuse(field, "names an address, not a host");
  // A name of one label belongs to some private network; a dot at the end is one more spelling.
  if (!/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?$/.test(hostname)) {
    return refuse(field, "names no host of the Internet");
  }
  if (/\.(?:localhost|local|internal|invalid|test|example|home\.arpa|onion)$/.test(hostname)) {
    return refuse(field, "names no host of the Internet");
  }
  return new URL(url.origin);
}

function refuse(field: string, what: string): never {
  return refuseToStart(
    "setting-invalid",
    field,
    `the address of Zoom in ${field} ${what}`,
    'Write it as "https://zoom.us". For a stand-in on this machine, http://127.0.0.1 and a port.',
  );
}
