import type { JsonObject } from "../../token/compact.ts";
import { fromUtf8 } from "../../token/platform.ts";
import type { Facts } from "../facts.ts";
import { attempt } from "../plain.ts";
import { deriveKind, type TokenKind } from "./kind.ts";
import { decodeLoosely } from "./loose-base64.ts";
import { isSeconds } from "./seconds.ts";

/** A token that goes beside the signature in the join call. */
export interface Companion {
  /** How the join call names it. */
  readonly name: string;
  readonly text: string;
  /** Absent where it is no JWT: Zoom documents no shape for these, so opaque ones are as right as any. */
  readonly kind?: TokenKind;
  /** Its `exp`, where it has one that is plausible seconds. */
  readonly exp?: number;
}

export interface CompanionFacts {
  readonly zak: Companion;
  readonly obf: Companion;
  /** The registrant's token. */
  readonly tk: Companion;
  /** The role that is asked for: the token's, or the one expected where no token was given. */
  readonly asksRole: 0 | 1;
}

/** Web's name first, then what the native SDKs call it. */
export const NAMES = {
  zak: ["zak", "userZAK", "zoomAccessToken"],
  obf: ["obfToken", "onBehalfToken"],
  tk: ["tk", "webinarToken"],
} as const;

export function deriveZak(facts: Partial<Facts>): Companion | undefined {
  return companion(facts, NAMES.zak);
}

export function deriveObf(facts: Partial<Facts>): Companion | undefined {
  return companion(facts, NAMES.obf);
}

export function deriveTk(facts: Partial<Facts>): Companion | undefined {
  return companion(facts, NAMES.tk);
}

export function deriveAsksRole({ claims, passed, expectedRole }: Partial<Facts>): 0 | 1 | undefined {
  const role = passed ? claims?.role : expectedRole;
  if (role === 0 || role === "0") return 0;
  return role === 1 || role === "1" ? 1 : undefined;
}

function companion({ joinCall }: Partial<Facts>, names: readonly string[]): Companion | undefined {
  const name = names.find((one) => {
    const value = joinCall?.[one];
    return typeof value === "object" ? value !== null : typeof value === "string" && value.trim() !== "";
  });
  if (name === undefined) return undefined;
  const value = joinCall?.[name];
  // An object is no token, and not nothing either: that it is wrong is another rule's to say.
  const text = typeof value === "string" ? value : "";
  const payload = payloadOf(text);
  const kind = payload && deriveKind({ payload });
  const exp = payload?.exp;
  return { name, text, ...(kind && { kind }), ...(isSeconds(exp) && { exp }) };
}

function payloadOf(token: string): JsonObject | undefined {
  const [header = "", payload, mac, ...more] = token.trim().split(".");
  if (!header.startsWith("ey") || payload === undefined || mac === undefined || more.length > 0)
    return undefined;
  const bytes = decodeLoosely(payload);
  const text = bytes && fromUtf8(bytes);
  const value = text === undefined ? undefined : attempt((): unknown => JSON.parse(text));
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}
