import type { JsonObject } from "../../token/compact.ts";
import type { Platform } from "../evidence.ts";
import type { Facts } from "../facts.ts";

export interface Misspelled {
  readonly wrong: string;
  readonly right: string;
}

export interface ClaimFacts {
  /**
   * The payload of a Meeting SDK token, its misspelled claims under their right names, so that a rule about
   * a missing claim stays silent where another has named the misspelling.
   */
  readonly claims: JsonObject;
  readonly misspelled: readonly Misspelled[];
  /** For which SDK the token is meant, where that can be told. */
  readonly target: Platform;
}

/** How each claim is written by those who guess its name; compared without case, dashes and underscores. */
const SPELLINGS: { readonly [right: string]: readonly string[] } = {
  appKey: ["appkey", "applicationkey"],
  sdkKey: ["sdkkey"],
  mn: ["mn", "meetingnumber", "meetingid", "meetingno", "meetingnum"],
  role: ["role", "userrole"],
  iat: ["iat", "issuedat"],
  exp: ["exp", "expires", "expiresat", "expiry", "expiration"],
  tokenExp: ["tokenexp", "tokenexpiry", "tokenexpiration"],
};

export function deriveMisspelled({ payload, kind }: Partial<Facts>): readonly Misspelled[] | undefined {
  if (!payload || kind !== "meeting-sdk") return undefined;
  const found: Misspelled[] = [];
  for (const wrong of Object.keys(payload)) {
    const plain = wrong.toLowerCase().replace(/[-_ ]/g, "");
    const right = Object.keys(SPELLINGS).find((name) => SPELLINGS[name]?.includes(plain));
    const taken = right === undefined || Object.hasOwn(payload, right);
    if (!taken && !found.some((one) => one.right === right)) found.push({ wrong, right });
  }
  return found;
}

export function deriveClaims({ payload, kind, misspelled }: Partial<Facts>): JsonObject | undefined {
  if (!payload || kind !== "meeting-sdk") return undefined;
  const rename = new Map(misspelled?.map(({ wrong, right }) => [wrong, right]));
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [rename.get(name) ?? name, value]),
  );
}

export function deriveTarget({ platform, claims }: Partial<Facts>): Platform | undefined {
  if (platform) return platform;
  return claims && (Object.hasOwn(claims, "mn") || Object.hasOwn(claims, "role")) ? "web" : undefined;
}
