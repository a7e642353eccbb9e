import { LIMITS } from "../../zoom/limits.ts";
import { isSeconds } from "../facts/seconds.ts";
import type { Difference } from "./comparison.ts";

/** A member of header or payload as it stands in both; `undefined` where it is missing. */
export interface Pair {
  readonly working: unknown;
  readonly failing: unknown;
}

export interface Surroundings {
  readonly working: { readonly [name: string]: unknown };
  readonly failing: { readonly [name: string]: unknown };
  /** The number the failing join is for, where that is known. */
  readonly joined: string | undefined;
}

export type Judgement = Pick<Difference, "matters" | "why">;

const no = (why: string): Judgement => ({ matters: "none", why });
const may = (why: string): Judgement => ({ matters: "may", why });

/**
 * Whether a difference can matter where no rule speaks of it. A claim that does not stand here is none that Zoom
 * names.
 */
const JUDGES: { readonly [at: string]: (pair: Pair, around: Surroundings) => Judgement } = {
  "payload.iat": ({ working, failing }) =>
    isSeconds(working) && isSeconds(failing)
      ? no("each signature has its own time of issue")
      : may("a time of issue is a number of seconds since 1970"),
  "payload.exp": (pair, around) => expiry(pair, around),
  "payload.tokenExp": (pair, around) => expiry(pair, around),
  "payload.mn": ({ working, failing }, { joined }) => {
    if (digits(working) === digits(failing)) return no("the same number, as text or as a number");
    return joined !== undefined && digits(failing) === joined
      ? no("each is for its own meeting")
      : may("a signature is for one meeting: it has to be the number that is joined");
  },
  "payload.role": () =>
    may("role 1 starts a meeting as its host and needs the host's ZAK; role 0 needs none"),
  "payload.appKey": key,
  "payload.sdkKey": key,
  "payload.video_webrtc_mode": () =>
    no("it asks for a way to send video and decides nothing about the signature"),
  "header.typ": () => no("nothing shows that Zoom looks at it"),
  "header.alg": () => may("Zoom takes HS256 and nothing else"),
};

export function judge(at: string, pair: Pair, around: Surroundings): Judgement {
  const judged = Object.hasOwn(JUDGES, at) ? JUDGES[at] : undefined;
  return judged?.(pair, around) ?? may("not named by Zoom; what it does with it is not known");
}

function expiry({ working, failing }: Pair, around: Surroundings): Judgement {
  if (inWindow(working, around.working.iat) && inWindow(failing, around.failing.iat)) {
    return no("both lie in the span after the issue that Zoom takes");
  }
  return may("the expiry and the session's end are seconds since 1970, half an hour to 48 hours after `iat`");
}

function inWindow(end: unknown, start: unknown): boolean {
  if (!isSeconds(end) || !isSeconds(start)) return false;
  return end - start > LIMITS.lifetimeAbove && end - start <= LIMITS.lifetimeMax;
}

function key({ working, failing }: Pair): Judgement {
  return working === undefined || failing === undefined
    ? may("which of the two key claims is read depends on the version of the SDK; sign both")
    : may("they are of two apps: the secret, and the settings on the Marketplace, are the other app's");
}

function digits(value: unknown): string {
  return String(value ?? "").replace(/\D/g, "");
}
