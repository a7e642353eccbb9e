import type { Facts } from "../facts.ts";
import { attempt, type Plain } from "../plain.ts";
import { innerSignature } from "./passed.ts";

/** Something around the token that is no part of it. */
export interface Peel {
  readonly kind: PeelKind;
  /** What was there, fit to be shown: never any of the token. */
  readonly seen: string;
}

export type PeelKind =
  | "object"
  | "json"
  | "white-space-at-ends"
  | "quotes"
  | "scheme"
  | "label"
  | "key-prefix"
  | "url-encoded"
  | "white-space-inside";

export interface FormFacts {
  /** What was around the token, outermost first, and what is left without it. */
  readonly form: { readonly peels: readonly Peel[]; readonly token: string };
}

type Peeling = (text: string) => { readonly rest: string; readonly seen: string } | undefined;

/** Longest text that is looked into; a signature has about 350 characters. */
export const TOKEN_MAX = 16_384;

const SPACE = /[\s\u200b\u2060]/;
/** Every kind of quote, and the backslash that escapes one. */
const QUOTE = /["'`\\\u2018\u2019\u201c\u201d\u00ab\u00bb]/;

/** One line for each way to wrap a token. The order only decides which is named first. */
const PEELINGS: readonly (readonly [PeelKind, Peeling])[] = [
  ["white-space-at-ends", (text) => cutEnds(text, SPACE, nameSpace)],
  ["json", peelJson],
  ["quotes", (text) => cutEnds(text, QUOTE, (found) => found)],
  [
    "scheme",
    (text) =>
      without(text, /^(?:authorization\s*:\s*)?(?:bearer|jwt|token|basic)\s+(?=\S)/i, (found) =>
        found.trim(),
      ),
  ],
  [
    "label",
    (text) => without(text, /^(?:signature|sdk_?jwt|jwt|token)\s*[=:]\s*(?=\S)/i, (found) => found.trim()),
  ],
  ["key-prefix", (text) => without(text, /^[^.\s:/]{1,128}:[^.\s:/]{0,128}\.(?=eyJ)/, keyPrefix)],
  ["url-encoded", peelUrlEncoding],
  ["white-space-inside", peelSpaceInside],
];

export function deriveForm({ passed }: Partial<Facts>): FormFacts["form"] | undefined {
  if (passed?.type === "text") return peel(passed.text, []);
  if (passed?.type !== "object" || !passed.inner) return undefined;
  return peel(passed.inner.text, [{ kind: "object", seen: passed.inner.path }]);
}

function peel(text: string, peels: Peel[]): FormFacts["form"] | undefined {
  if (text.length > TOKEN_MAX) return undefined;
  let token = text;
  for (let round = 0; round < 8; round++) {
    const before = token;
    for (const [kind, peeling] of PEELINGS) {
      const peeled = peeling(token);
      if (!peeled) continue;
      token = peeled.rest;
      if (!peels.some((one) => one.kind === kind)) peels.push({ kind, seen: peeled.seen });
    }
    if (token === before) break;
  }
  return { peels, token };
}

function without(text: string, pattern: RegExp, name: (found: string) => string): ReturnType<Peeling> {
  const found = text.match(pattern)?.join("");
  if (!found) return undefined;
  return { rest: text.replace(pattern, ""), seen: name(found) };
}

/** Cuts characters off both ends; by hand, as a pattern that looks for them at the end takes quadratic time. */
function cutEnds(text: string, character: RegExp, name: (found: string) => string): ReturnType<Peeling> {
  let start = 0;
  let end = text.length;
  while (start < end && character.test(text.charAt(start))) start++;
  while (end > start && character.test(text.charAt(end - 1))) end--;
  const found = text.slice(0, start) + text.slice(end);
  return found === "" ? undefined : { rest: text.slice(start, end), seen: name(found) };
}

function nameSpace(space: string): string {
  if (/[\r\n]/.test(space)) return "a line break";
  if (/[\ufeff\u200b\u2060]/.test(space)) return "an invisible character";
  return space.includes("\t") ? "a tab" : "a space";
}

function keyPrefix(prefix: string): string {
  return prefix === "appKey:sdkKey." ? "`appKey:sdkKey.`" : "`<key>:<key>.`";
}

function peelJson(text: string): ReturnType<Peeling> {
  if (!/^[[{]/.test(text)) return undefined;
  const inner = attempt(() => innerSignature(JSON.parse(text) as Plain));
  return inner && { rest: inner.text, seen: inner.path };
}

function peelUrlEncoding(text: string): ReturnType<Peeling> {
  const code = /%[0-9a-f]{2}/i.exec(text)?.[0];
  const decoded = code && attempt(() => decodeURIComponent(text));
  return decoded ? { rest: decoded, seen: code } : undefined;
}

function peelSpaceInside(text: string): ReturnType<Peeling> {
  if (!/^eyJ[\w+/=.\s-]+$/.test(text) || !/\S\s+\S/.test(text)) return undefined;
  const runs = text.match(/\s+/g) ?? [];
  const what = nameSpace(runs.join("")).replace(/^an? /, "");
  return {
    rest: text.replace(/\s+/g, ""),
    seen: runs.length === 1 ? `a ${what}` : `${runs.length} ${what}s`,
  };
}
