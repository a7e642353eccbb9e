import type { Facts } from "../facts.ts";
import { explainMac, type MacExplanation, type MacStep } from "../forensics/index.ts";
import type { PeelKind } from "./form.ts";

/** Which rule tells of a computed mistake. One mistake, and also one pair of them, is told by one rule. */
export type MacFamily =
  | "given-unclean"
  | "never-set"
  | "another-secret"
  | "key-as-secret"
  | "extra-characters"
  | "mangled"
  | "encoded"
  | "input"
  | "hash"
  | "written"
  | "stray-bits";

/** What computing said of a signature that does not verify as it stands. */
export interface MacMistake {
  readonly family: MacFamily;
  /** The mistake the family is of, for its own words. */
  readonly step: MacStep;
  /** "it verifies with the secret without its final newline". */
  readonly sentence: string;
  readonly help: string;
}

export interface MacFacts {
  /** What the computation came to. Absent without a secret, or where another mistake spoils it anyway. */
  readonly mac: MacExplanation;
  readonly macMistake: MacMistake;
  /** It was tried, and nothing matches. */
  readonly macMismatch: { readonly tried: number; readonly families: readonly string[] };
  /** The third part, to be judged by its look: absent where computing has told what it is. */
  readonly macLook: string;
}

/** Damage that a token takes on its way: nothing verifies after it, whatever the secret. */
const DAMAGE: readonly PeelKind[] = ["white-space-inside", "url-encoded"];

/** Looks of a secret that was never one: nothing can be learnt from computing with it. */
const NO_SECRET = ["empty", "placeholder", "swapped"];

/** Ways of writing that can be seen without the secret. The rules that look at the letters tell of them. */
const SEEN = ["padded", "standard", "standard-padded", "hex"];

/** The same, of the first two parts: where they are in another base64 than the one that was signed. */
const RESPELLED = /^(?:standard|url)-(?:un)?padded$/;

export function deriveMac(facts: Partial<Facts>): MacExplanation | undefined {
  const { segments, macText, header, sdkKey, sdkSecret, otherSecrets, secretLook } = facts;
  if (!segments || macText === undefined || sdkSecret === undefined) return undefined;
  if (secretLook && NO_SECRET.includes(secretLook.is)) return undefined;
  // Made by another algorithm, as the header says: that is told there.
  if (typeof header?.alg === "string" && header.alg.toUpperCase() !== "HS256") return undefined;
  const answer = explainMac({
    signingInput: `${segments.header}.${segments.payload}`,
    macText,
    sdkSecret,
    ...(sdkKey !== undefined && { sdkKey }),
    ...(otherSecrets && { others: otherSecrets }),
  });
  return answer.matches || !spoiled(facts) ? answer : undefined;
}

export function deriveMacMistake(facts: Partial<Facts>): MacMistake | undefined {
  const { mac, encoded, namedKey, sdkKey } = facts;
  if (!mac?.matches || mac.plain) return undefined;
  const told = mac.steps.filter((one) => !isSeen(one, encoded));
  const step = told.find(({ fault }) => fault === "signed") ?? told[0];
  if (!step) return undefined;
  // A token of another app, made with that app's secret: it is the key that tells.
  if (step.id === "other" && namedKey !== undefined && sdkKey !== undefined && namedKey !== sdkKey) {
    return undefined;
  }
  return { family: familyOf(step), step, sentence: mac.sentence, help: mac.help };
}

export function deriveMacMismatch({ mac }: Partial<Facts>): MacFacts["macMismatch"] | undefined {
  return mac && !mac.matches ? { tried: mac.tried, families: mac.families } : undefined;
}

export function deriveMacLook({ mac, macText, encoded }: Partial<Facts>): string | undefined {
  const told = mac?.matches && mac.steps.some((step) => step.kind !== "secret" && !isSeen(step, encoded));
  return told ? undefined : macText;
}

/** Whether something else is wrong after which no secret could match. */
function spoiled(facts: Partial<Facts>): boolean {
  const { form, encoded, headerRead, payloadRead, kind, namedKey, sdkKey, secretLook } = facts;
  if (secretLook?.is === "the-key") return true;
  if (form?.peels.some((peel) => DAMAGE.includes(peel.kind))) return true;
  if (!headerRead?.ok || !payloadRead?.ok || kind !== "meeting-sdk") return true;
  const parts = [encoded?.header, encoded?.payload, encoded?.mac];
  if (parts.some((part) => part?.bad)) return true;
  // Of the wrong length it is no HMAC-SHA256 at all.
  if (encoded?.mac && encoded.mac.bytes?.length !== 32) return true;
  return namedKey !== undefined && sdkKey !== undefined && namedKey !== sdkKey;
}

function isSeen({ kind, id }: MacStep, encoded: Facts["encoded"] | undefined): boolean {
  if (kind === "input" && RESPELLED.test(id)) {
    return [encoded?.header, encoded?.payload].some((part) => part?.standardAlphabet || part?.padding);
  }
  return kind === "mac" && SEEN.includes(id);
}

const MANGLED =
  /^(?:name-expanded|percent-name-expanded|cut-at-|dollar-|backslash-|upper-|lower-|last-character|first-character|pasted-twice)/;
const ENCODED = /^(?:base64|hex-|url-|form-|html-|sha256|utf16|latin1)/;

function familyOf({ kind, id, fault, instead, label }: MacStep): MacFamily {
  if (kind === "input") return "input";
  if (kind === "hash") return "hash";
  if (kind === "mac") return id === "stray-bits" ? "stray-bits" : "written";
  if (fault === "given") return "given-unclean";
  if (id.startsWith("blank:")) return "never-set";
  if (label !== undefined) return "another-secret";
  if (instead) return "key-as-secret";
  if (MANGLED.test(id)) return "mangled";
  return ENCODED.test(id) ? "encoded" : "extra-characters";
}
