import * as z from "zod/mini";
import { askJson, checkOutboundUrl } from "../http/outbound.ts";
import { BoundedMap } from "./bounded-map.ts";
import type { Caller } from "./caller.ts";
import type { Policy, PolicyAnswer, Wish } from "./policy.ts";

export interface HookPolicyOptions {
  /** Where the team's app answers: https, or http on this machine. */
  readonly url: string | URL;
  /** Sent along as `Authorization: Bearer`, so that the app knows who asks. */
  readonly token?: string | undefined;
  /** How long a yes may be taken for the next one, in seconds: 0 unless given, 30 at most. */
  readonly cacheSeconds?: number | undefined;
  /** Seconds of a clock that only goes forward. */
  readonly monotonic?: (() => number) | undefined;
}

const TIMEOUT_MILLISECONDS = 500;
const CACHE_SECONDS_MAX = 30;
const CACHED_MAX = 10_000;

const Text = z.string().check(z.minLength(1), z.maxLength(255));
const Lifetime = z.int().check(z.gte(1800), z.lte(172_800));
/** A yes. Whatever is none is a no. */
const Yes = z.union([
  z.strictObject({
    allow: z.literal(true),
    meetingNumber: z.string().check(z.regex(/^[0-9]{9,11}$/)),
    maxRole: z.literal([0, 1]),
    maxLifetime: z.optional(Lifetime),
    zoomUser: z.optional(Text),
    userName: z.optional(Text),
    passcode: z.optional(Text),
    account: z.optional(z.literal(["other", "own"])),
    participant: z.optional(z.literal(["app", "guest", "signed-in"])),
  }),
  z.strictObject({ allow: z.literal(true), native: z.literal(true), maxLifetime: z.optional(Lifetime) }),
]);

/**
 * Asks the team's own app over HTTP. Only an answer that is exactly right is a yes: 200, within half a second, no
 * redirect, 64 KiB at most, no key too many. 401, 403 and 404 are a no, and so is an answer that is not understood;
 * no answer at all, 429 and 5xx are a no that says to try again.
 *
 * @throws StartUpError `setting-invalid`
 */
export function policyFromHook(options: HookPolicyOptions): Policy {
  const url = checkOutboundUrl(options.url, "url");
  const { token, cacheSeconds = 0, monotonic = () => performance.now() / 1000 } = options;
  if (!(cacheSeconds >= 0 && cacheSeconds <= CACHE_SECONDS_MAX)) {
    throw new TypeError(`cacheSeconds has to be 0 to ${CACHE_SECONDS_MAX}`);
  }
  const headers = {
    "content-type": "application/json",
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const ask: Policy = (caller, wish) => askHook(url, headers, caller, wish);
  return cacheSeconds === 0 ? ask : remembering(ask, cacheSeconds, monotonic);
}

/** A yes counts for the next one for so long. */
function remembering(ask: Policy, seconds: number, monotonic: () => number): Policy {
  const cached = new BoundedMap<{ readonly answer: PolicyAnswer; readonly until: number }>(CACHED_MAX);
  return async (caller, wish) => {
    const key = keyOf(caller, wish);
    const found = cached.get(key);
    if (found && found.until > monotonic()) return found.answer;
    const answer = await ask(caller, wish);
    if (typeof answer !== "string") cached.set(key, { answer, until: monotonic() + seconds });
    return answer;
  };
}

async function askHook(
  url: string,
  headers: Readonly<Record<string, string>>,
  caller: Caller,
  wish: Wish,
): Promise<PolicyAnswer> {
  const { id, method, tenant, claims } = caller;
  const body = JSON.stringify({ caller: { id, method, tenant, claims }, wish });
  let got: Awaited<ReturnType<typeof askJson>>;
  try {
    got = await askJson({ url, method: "POST", headers, body, milliseconds: TIMEOUT_MILLISECONDS });
  } catch (error) {
    return error instanceof SyntaxError || error instanceof RangeError ? "no" : "unavailable";
  }
  if (got.status === 429 || got.status >= 500) return "unavailable";
  // Of any other status but 200 no JSON was read.
  const read = Yes.safeParse(got.json);
  if (!read.success) return "no";
  if ("native" in read.data) return { kind: "native", maxLifetime: read.data.maxLifetime };
  const { allow: _, ...permission } = read.data;
  return { kind: "web", ...permission };
}

/** As JSON, so that no two lists have the same text. The claims count: they may be what the app decides by. */
function keyOf({ tenant, id, claims }: Caller, wish: Wish): string {
  return JSON.stringify([tenant, id, claims, wish]);
}
