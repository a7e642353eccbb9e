import { refuseToStart } from "../errors.ts";
import { readBytes } from "../http/body.ts";
import { type Exchange, refusal } from "../http/exchange.ts";
import type { Authenticator, Caller, Peer } from "./caller.ts";

/** Who calls, noted for the log; or the refusal, for somebody who is not known. */
export type Admit = (request: Request, exchange: Exchange, bytesMax: number) => Promise<Caller | Response>;

/** Asks each authenticator in its turn. Nobody's credential: nobody. */
export function admission(authenticators: readonly Authenticator[], now: () => number): Admit {
  checkPrefixes(authenticators);
  const forServersOnly = authenticators.every(({ facts }) => !facts.fromBrowsers);
  // RFC 9110, 11.6.1: a 401 says how to authenticate.
  const challenge = {
    "WWW-Authenticate": [...new Set(authenticators.map(({ facts }) => facts.challenge))].join(", "),
  };

  return async (request, exchange, bytesMax) => {
    if (forServersOnly && request.headers.has("origin")) {
      return refusal(exchange, request, "api-key-from-browser");
    }
    const peer: Peer = {
      remoteAddress: exchange.remoteAddress,
      originListed: exchange.originListed,
      body: () => {
        exchange.bytes ??= readBytes(request, bytesMax);
        return exchange.bytes;
      },
      now,
    };
    for (const authenticate of authenticators) {
      const found = await authenticate(request, peer);
      if (found === undefined) continue;
      if (typeof found === "string") {
        return refusal(exchange, request, found, found === "authentication-required" ? challenge : {});
      }
      exchange.caller = found.id;
      return found;
    }
    return refusal(exchange, request, "authentication-required", challenge);
  };
}

/** Ids that begin alike could be two people's, and limits, policies and the audit take them for one. */
function checkPrefixes(authenticators: readonly Authenticator[]): void {
  const prefixes = authenticators.map(({ facts }) => facts.prefix);
  const twice = prefixes.find((prefix, index) => prefixes.indexOf(prefix) !== index);
  if (twice === undefined) return;
  refuseToStart(
    "setting-invalid",
    "authenticate",
    `two authenticators name their callers ${twice}…`,
    "Put their keys into one, or give each issuer a name of its own.",
  );
}
