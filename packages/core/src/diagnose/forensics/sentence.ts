import type { Given } from "./sources.ts";
import type { MacStep, StepKind } from "./step.ts";

/** "it verifies with the secret without its final newline": the mistakes, in the order in which a signer works. */
export function sentence(steps: readonly MacStep[]): string {
  const of = (kind: StepKind): string[] =>
    steps.filter((step) => step.kind === kind).map((step) => step.words);
  const [first = "as given", ...then] = of("secret");
  const secret = steps.some((step) => step.instead) ? first : `with the secret ${first}`;
  return `it verifies ${[
    [secret, ...then].join(", then "),
    ...of("input"),
    ...of("hash"),
    ...of("mac").map((words) => `with ${words}`),
  ].join(", ")}`;
}

/** The ways out of all of them, each said once. */
export function help(steps: readonly MacStep[]): string {
  return [...new Set(steps.map((step) => step.help))].join(" ");
}

/** What was tried, in words that can end "no match with". */
export function families({ sdkKey, others = {} }: Given, complete: boolean): string[] {
  return [
    "white space, line ends, a byte order mark, quotes, brackets or a variable's name around the secret, added and removed",
    "the secret cut off or changed as shells, env files, URLs and forms do it",
    "the secret encoded or decoded as base64, base64url, hex, UTF-16 or Latin-1, hashed, or in another case",
    ...(sdkKey === undefined ? [] : ["the SDK key in the place of the secret, or joined with it"]),
    ...(Object.keys(others).length === 0 ? [] : ["the other secrets given"]),
    "an empty secret, what failed look-ups leave, and the placeholders of samples",
    "the MAC over other inputs: one part alone, other base64, rewritten JSON, texts not encoded, UTF-16",
    "other hashes: SHA-1, SHA-384, SHA-512, and SHA-256 without HMAC",
    "the MAC as hex, as base64 of hex, in standard base64, padded, spoiled as text, or cut to 16 bytes or more",
    complete
      ? "pairs of these"
      : "some pairs of these, for the token or the secret is too long to try them all",
  ];
}
