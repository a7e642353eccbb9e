import type { LimitAnswer, Limiter, LimitRule } from "../state/stores.ts";
import type { Caller } from "./caller.ts";
import type { Grant } from "./decide.ts";

/** Signatures that are given at most. `false`: that limit is off. */
export interface LimitSettings {
  /** A minute, for one person (a token of an identity provider, a session): 60 unless given. */
  readonly person?: number | false | undefined;
  /** A minute, for one server (an API key, a key for signed requests): 6000 unless given. */
  readonly server?: number | false | undefined;
  /** A minute, for one meeting: 3000 unless given. */
  readonly meeting?: number | false | undefined;
  /**
   * A minute, for one address at the other end of the connection: 10 in development mode, otherwise off unless given,
   * since behind a proxy all come from its address.
   */
  readonly address?: number | false | undefined;
  /** For hosts, native SDKs and ZAKs, a minute and an hour, for one caller: 5 and 30 unless given. */
  readonly hostsPerMinute?: number | undefined;
  readonly hostsPerHour?: number | undefined;
  /** OBF tokens, a minute, for one caller: 30 unless given. Zoom is asked for each anew. */
  readonly obfTokensPerMinute?: number | undefined;
  /** Links of `POST /oauth/start`, a minute, for one caller: 60 unless given. */
  readonly linksPerMinute?: number | undefined;
  /** Different meetings that one person may ask for in an hour: 20 unless given. Beyond it the answer is no. */
  readonly distinctMeetings?: number | false | undefined;
}

/** A limit that is reached: for the headers of a 429. */
export interface Exceeded {
  readonly rule: LimitRule;
  readonly answer: LimitAnswer;
}

export interface Limits {
  /** What is reached, if anything is. Takes one of each that counts for this grant. */
  readonly take: (
    caller: Caller,
    grant: Grant,
    remoteAddress: string | undefined,
  ) => Promise<Exceeded | undefined> | Exceeded | undefined;
}

export function signatureLimits(limiter: Limiter, settings: LimitSettings = {}): Limits {
  const person = rule("caller", settings.person ?? 60);
  const server = rule("caller", settings.server ?? 6000);
  const meeting = rule("meeting", settings.meeting ?? 3000);
  const address = rule("address", settings.address ?? false);
  const developers = rule("address", settings.address ?? 10);

  return {
    take(caller, grant, remoteAddress) {
      const inDevelopment = caller.method === "development";
      const takes: [LimitRule, string][] = [];
      const ofAddress = inDevelopment ? developers : address;
      if (ofAddress && remoteAddress !== undefined) takes.push([ofAddress, remoteAddress]);
      const ofCaller = inDevelopment ? undefined : isPerson(caller) ? person : server;
      if (ofCaller) takes.push([ofCaller, subjectOf(caller)]);
      if (meeting && grant.kind === "web") takes.push([meeting, `${caller.tenant}|${grant.meetingNumber}`]);
      return takeAll(limiter, takes);
    },
  };
}

/** All at once: a store elsewhere is asked in one round, and one in this process is not waited for. */
export function takeAll(
  limiter: Limiter,
  takes: readonly (readonly [LimitRule, string])[],
): Promise<Exceeded | undefined> | Exceeded | undefined {
  let late: Promise<Exceeded | undefined>[] | undefined;
  let exceeded: Exceeded | undefined;
  for (const [rule, key] of takes) {
    const answer = limiter.take(rule, key);
    if ("then" in answer) late = [...(late ?? []), answer.then((one) => exceededBy(rule, one))];
    else exceeded ??= exceededBy(rule, answer);
  }
  if (late === undefined) return exceeded;
  return Promise.all(late).then((all) => exceeded ?? all.find((one) => one !== undefined));
}

function exceededBy(rule: LimitRule, answer: LimitAnswer): Exceeded | undefined {
  return answer.allowed ? undefined : { rule, answer };
}

/** Of two limits with one name each caller is under one only. */
function rule(name: string, points: number | false): LimitRule | undefined {
  if (points === false) return undefined;
  checkPoints(points, name);
  return { name, points, seconds: 60 };
}

export function checkPoints(points: unknown, name: string): void {
  if (typeof points !== "number" || !Number.isInteger(points) || points < 1) {
    throw new TypeError(`the limit ${name} has to be a whole number from 1, or false`);
  }
}

export function isPerson({ method }: Caller): boolean {
  return method === "oidc" || method === "session";
}

/** Whom limits count: no tenant has a `|` in its name. */
export function subjectOf({ tenant, id }: Caller): string {
  return `${tenant}|${id}`;
}

/**
 * RateLimit-Policy and RateLimit as the IETF's draft has them, and Retry-After (RFC 9110, 10.2.3).
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function limitHeaders({ rule, answer }: Exceeded): Readonly<Record<string, string>> {
  const { limit, remaining, resetSeconds } = answer;
  return {
    "RateLimit-Policy": `"${rule.name}";q=${limit};w=${rule.seconds}`,
    RateLimit: `"${rule.name}";r=${remaining};t=${resetSeconds}`,
    "Retry-After": String(Math.max(1, resetSeconds)),
  };
}
