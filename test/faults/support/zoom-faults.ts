import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Endpoint, Failure } from "@countersign/sandbox";
import { type Authority, type Certificate, createAuthority, selfSigned } from "./certificate.ts";
import type { ZoomServer } from "./zoom-server.ts";

/** What a join that needs a token comes to: `joined`, or HTTP status and code of its problem. */
export type Outcome =
  | "502 zoom-credentials-refused"
  | "503 zoom-circuit-open"
  | "503 zoom-rate-limited"
  | "503 zoom-unavailable"
  | "joined";

/** One thing that goes wrong at Zoom, and what may come of it. */
export interface ZoomFault {
  readonly id: "R4" | "R5" | "R6" | "R7" | "R8";
  readonly name: string;
  /** Gives what ends it. */
  readonly begin: (server: ZoomServer) => Promise<() => Promise<void> | void>;
  /** How long it lasts, in seconds. */
  readonly seconds: number;
  /** Each that may be, and no other; the first has to be. */
  readonly zak: readonly Outcome[];
  readonly obf: readonly Outcome[];
  /** The most calls that Zoom may see in that time, of so many joins. */
  readonly calls: (joins: number) => number;
  /** In how many seconds after its end everybody joins again. */
  readonly back: number;
  /** What is sent then reaches nobody: no credential, no request. */
  readonly unheard?: true;
  /** Connections that were begun and came to nothing count as calls. */
  readonly knocks?: () => number;
  /** Between two joins of one caller, in milliseconds. 500 unless given. */
  readonly pace?: number;
  /** In each run. */
  readonly quick?: true;
}

const EVERYTHING: readonly Endpoint[] = ["oauth/token", "users/token", "meetings/get"];
const DOWN = ["503 zoom-unavailable", "503 zoom-circuit-open"] as const;
/** Six ask at once: four failures and whoever is under way at the fifth, then one probe in 5 seconds. */
const breaker = (seconds: number) => () => 4 + 6 + Math.floor(seconds / 5) + 1;

const failing = (failure: Failure, endpoints: readonly Endpoint[] = EVERYTHING): ZoomFault["begin"] => {
  return async ({ sandbox: { zoom } }) => {
    for (const endpoint of endpoints) zoom.fail(endpoint, failure);
    return () => zoom.heal();
  };
};

const fails = (
  id: "R4" | "R6" | "R7",
  name: string,
  failure: Failure,
  more: Partial<ZoomFault> = {},
): ZoomFault => {
  const { seconds = 4 } = more;
  return {
    id,
    name,
    begin: failing(failure),
    seconds,
    zak: DOWN,
    obf: DOWN,
    calls: breaker(seconds),
    back: 12,
    ...more,
  };
};

/** The first end at the deadline, and who comes after them is not let through to Zoom. */
const LATE = { seconds: 11, back: 25 } as const;

/** Two accounts, as Zoom counts: three of each may be under way at the first 429, then at most one call a second. */
const limited = (
  retryAfter: "seconds" | "http-date" | "iso-date" | "absent" | "a-year",
  more: Partial<ZoomFault> = {},
): ZoomFault => ({
  id: "R5",
  name: `429, Retry-After ${retryAfter}`,
  begin: failing({ kind: "rate-limited", retryAfter, ...(/s|date/.test(retryAfter) && { seconds: 2 }) }),
  seconds: 4,
  zak: ["503 zoom-rate-limited"],
  obf: ["503 zoom-rate-limited"],
  calls: () => 2 * (3 + 4),
  back: 12,
  ...more,
});

/** The answer with the access token of the account: users have theirs all the same. */
const account = (name: string, failure: Failure, zak: ZoomFault["zak"]): ZoomFault => ({
  id: "R7",
  name,
  begin: async ({ sandbox: { zoom } }) => {
    zoom.endAccessTokens();
    zoom.fail("oauth/token/account_credentials", failure);
    return () => zoom.heal();
  },
  seconds: 4,
  zak,
  obf: ["joined"],
  // Once with the old token, once for a new one, once with that.
  calls: (joins) => 3 * joins,
  back: 12,
});

/**
 * No part of a name has more than 63 characters (RFC 1035, 2.3.4), so that no resolver finds it or asks another machine.
 * The names that are reserved for being unknown are refused at the start.
 */
const UNKNOWN = `https://${"a".repeat(64)}.zoom.us`;

const LOOPBACK = "127.0.0.1";

let trusted: Authority | undefined;
function trustedAuthority(): Authority {
  const authority = createAuthority();
  setDefaultCACertificates([...getCACertificates("default"), authority.cert]);
  return authority;
}

/** Zoom over TLS with a certificate that does not hold, and in the end with one that does: all else is alike. */
const insecure = (
  name: string,
  wrong: (authority: Authority) => Certificate,
  more: Partial<ZoomFault> = {},
): ZoomFault => {
  let knocks = (): number => 0;
  return {
    ...fails("R6", name, { kind: "reset" }),
    async begin(server) {
      trusted ??= trustedAuthority();
      const authority = trusted;
      const secure = await server.listenSecurely(wrong(authority));
      await server.askAt(secure.url);
      const before = secure.connections();
      knocks = () => secure.connections() - before;
      return async () => {
        await secure.show(authority.issue(LOOPBACK, -1, 2));
      };
    },
    knocks: () => knocks(),
    unheard: true,
    ...more,
  };
};

export const ZOOM_FAULTS: readonly ZoomFault[] = [
  fails("R4", "HTTP 500", { kind: "status", status: 500 }),
  fails("R4", "HTTP 502", { kind: "status", status: 502 }),
  fails("R4", "HTTP 503", { kind: "status", status: 503 }, { quick: true }),
  fails("R4", "HTTP 503 for a minute", { kind: "status", status: 503 }, { seconds: 60, pace: 3000 }),
  limited("seconds"),
  limited("http-date"),
  limited("iso-date"),
  limited("absent"),
  limited("a-year", { calls: () => 2 * 3, back: 70, pace: 3000 }),
  fails("R6", "slow by 30 seconds", { kind: "slow", milliseconds: 30_000 }, LATE),
  fails("R6", "a byte a second", { kind: "dribble", bytesPerSecond: 1 }, LATE),
  fails("R6", "silent", { kind: "silent" }, LATE),
  fails("R6", "a reset connection", { kind: "reset" }),
  {
    ...fails("R6", "nobody listens", { kind: "reset" }),
    begin: (server) => server.stopListening(),
  },
  {
    ...fails(
      "R6",
      "a name that leads nowhere",
      { kind: "reset" },
      { seconds: 2, unheard: true, quick: true },
    ),
    begin: (server) => server.askAt(UNKNOWN),
  },
  insecure("a certificate that nobody but itself vouches for", () => selfSigned(LOOPBACK), {
    seconds: 2,
    quick: true,
  }),
  insecure("a certificate of another host", (authority) => authority.issue("127.0.0.2", -1, 2)),
  insecure("a certificate that has run out", (authority) => authority.issue(LOOPBACK, -2, -1)),
  fails("R7", "a page, HTTP 200", { kind: "html" }),
  fails("R7", "half of the JSON", { kind: "truncated" }),
  fails("R7", "50 MB", { kind: "huge" }),
  fails("R7", "each member twice", { kind: "duplicate-keys" }),
  fails("R7", "a redirect", { kind: "redirect" }),
  fails("R7", "kilobytes of gzip that are 64 MiB", { kind: "gzip-bomb" }),
  // An answer it is, so Zoom is there: each join asks once.
  fails(
    "R7",
    "wrong types",
    { kind: "wrong-types" },
    {
      begin: failing({ kind: "wrong-types" }, ["users/token"]),
      zak: ["503 zoom-unavailable"],
      obf: ["503 zoom-unavailable"],
      calls: (joins) => joins,
    },
  ),
  account("expires_in -1", { kind: "member", name: "expires_in", raw: "-1" }, DOWN),
  account("expires_in NaN", { kind: "member", name: "expires_in", raw: "NaN" }, DOWN),
  account("expires_in 1e12", { kind: "member", name: "expires_in", raw: "1e12" }, ["joined"]),
  {
    id: "R8",
    name: "401 and code 124 for good",
    begin: failing({ kind: "rest-error", status: 401, code: 124 }, ["users/token"]),
    seconds: 4,
    zak: ["502 zoom-credentials-refused"],
    obf: ["502 zoom-credentials-refused"],
    // Three programs and three joins of the account: two calls each, and a refresh; then nothing for five seconds.
    calls: () => 6 * 3,
    back: 12,
  },
];
