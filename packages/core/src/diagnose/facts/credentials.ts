import { LIMITS } from "../../zoom/limits.ts";
import { isPlaceholder } from "../../zoom/placeholders.ts";
import type { Facts } from "../facts.ts";

/** What the secret given looks like. Only `plain` is right. */
export type SecretLook =
  | { readonly is: "plain" }
  | { readonly is: "empty" | "placeholder" | "the-key" }
  /** The token names the secret as its key. */
  | { readonly is: "swapped" }
  /** `what` stands at its ends or inside. */
  | { readonly is: "unclean"; readonly what: string }
  | { readonly is: "short"; readonly length: number };

/** What a key looks like. Only `plain` is right. */
export type KeyLook =
  | { readonly is: "plain" }
  | { readonly is: "empty" | "placeholder" }
  | { readonly is: "unclean"; readonly what: string };

export interface CredentialFacts {
  readonly secretLook: SecretLook;
  readonly givenKeyLook: KeyLook;
  readonly tokenKeyLook: KeyLook;
  /** The one app the token names, where it names one, as a key that can be. */
  readonly namedKey: string;
}

export function deriveSecretLook(facts: Partial<Facts>): SecretLook | undefined {
  const { sdkSecret, sdkKey, claims } = facts;
  if (sdkSecret === undefined) return undefined;
  if (sdkSecret.trim() === "") return { is: "empty" };
  if (isPlaceholder(sdkSecret.trim())) return { is: "placeholder" };
  if (sdkSecret === sdkKey) return { is: "the-key" };
  if (claims && keysOf(claims).includes(sdkSecret)) return { is: "swapped" };
  const what = uncleanness(sdkSecret);
  if (what !== undefined) return { is: "unclean", what };
  const { length } = sdkSecret;
  return length < LIMITS.secretCharactersMin ? { is: "short", length } : { is: "plain" };
}

export function deriveGivenKeyLook({ sdkKey }: Partial<Facts>): KeyLook | undefined {
  return sdkKey === undefined ? undefined : keyLook(sdkKey);
}

export function deriveTokenKeyLook({ claims }: Partial<Facts>): KeyLook | undefined {
  const looks = claims && keysOf(claims).map(keyLook);
  return looks?.find(({ is }) => is !== "plain") ?? looks?.[0];
}

export function deriveNamedKey(facts: Partial<Facts>): string | undefined {
  const { claims, tokenKeyLook, givenKeyLook, secretLook } = facts;
  if (!claims || tokenKeyLook?.is !== "plain" || secretLook?.is === "swapped") return undefined;
  if (givenKeyLook && givenKeyLook.is !== "plain") return undefined;
  const keys = [...new Set(keysOf(claims))];
  return keys.length === 1 ? keys[0] : undefined;
}

/** What the token names as its key, in the order in which newer SDKs look. */
function keysOf({ appKey, sdkKey }: { readonly [name: string]: unknown }): string[] {
  return [appKey, sdkKey].filter((key): key is string => typeof key === "string" && key.trim() !== "");
}

function keyLook(key: string): KeyLook {
  if (key.trim() === "") return { is: "empty" };
  if (isPlaceholder(key.trim())) return { is: "placeholder" };
  const what = uncleanness(key);
  return what === undefined ? { is: "plain" } : { is: "unclean", what };
}

const TROUBLE: readonly (readonly [string, RegExp])[] = [
  ["a line break", /[\r\n]/],
  ["an invisible character", /[\ufeff\u200b-\u200d\u2060\p{Cc}]/u],
  ["white space", /\s/],
  ["quotes", /^["'`\p{Pi}\p{Pf}]|["'`\p{Pi}\p{Pf}]$/u],
];

function uncleanness(text: string): string | undefined {
  return TROUBLE.find(([, pattern]) => pattern.test(text))?.[0];
}
