import { sha256 } from "../access/bytes.ts";

/** One cookie for each authorization under way, so that two tabs do not take each other's. */
export interface FlowCookies {
  readonly nameOf: (state: string) => Promise<string>;
  /** Its value; nothing where there is none, or more than one. */
  readonly read: (request: Request, name: string) => string | undefined;
  readonly set: (name: string, value: string, seconds: number) => string;
  readonly clear: (name: string) => string;
  /** Those of earlier authorizations that nobody finished, once they are too many for a request's headers. */
  readonly tooMany: (request: Request) => readonly string[];
}

/** 8 KiB of headers are the limit of a request, and each cookie may have one. */
const KEPT_MAX = 3;

/**
 * @param secure The public address is https: then the name begins with `__Host-`, which no other host can set
 *   (RFC 6265bis, 4.1.3.2). On loopback there may be no https.
 */
export function flowCookies(secure: boolean): FlowCookies {
  const prefix = `${secure ? "__Host-" : ""}countersign-oauth-`;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  const clear = (name: string): string => `${name}=; Max-Age=0; ${attributes}`;

  function all(request: Request): readonly (readonly [name: string, value: string])[] {
    return (request.headers.get("cookie") ?? "").split(";").flatMap((pair) => {
      const at = pair.indexOf("=");
      const name = pair.slice(0, at).trim();
      return at > 0 && name.startsWith(prefix) ? [[name, pair.slice(at + 1).trim()] as const] : [];
    });
  }

  return {
    nameOf: async (state) => prefix + (await sha256(state)).slice(0, 16),
    read(request, name) {
      const values = all(request).filter(([one]) => one === name);
      return values.length === 1 ? values[0]?.[1] : undefined;
    },
    set: (name, value, seconds) => `${name}=${value}; Max-Age=${seconds}; ${attributes}`,
    clear,
    tooMany(request) {
      const names = all(request).map(([name]) => name);
      // Names come from the request, so only those that could be ours are written back.
      return names.length < KEPT_MAX
        ? []
        : names.filter((name) => /^[0-9a-f]{16}$/.test(name.slice(prefix.length))).map(clear);
    },
  };
}
