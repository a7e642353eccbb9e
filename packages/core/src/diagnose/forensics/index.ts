import { type MacGiven, search } from "./compose.ts";
import { families, help, sentence } from "./sentence.ts";
import type { MacStep } from "./step.ts";

export type { MacGiven } from "./compose.ts";
export type { MacStep, StepKind } from "./step.ts";

export type MacExplanation =
  | {
      readonly matches: true;
      /** Nothing is wrong: it verifies as it stands. */
      readonly plain: boolean;
      readonly steps: readonly MacStep[];
      /** "it verifies with the secret without its final newline": to be said about the signature. Shows no secret. */
      readonly sentence: string;
      /** The way out; empty where nothing is wrong. */
      readonly help: string;
    }
  | {
      readonly matches: false;
      /** How many MACs were computed and compared. */
      readonly tried: number;
      /** What was tried, in words; nothing where the third part cannot be a MAC in any writing. */
      readonly families: readonly string[];
    };

/**
 * Finds the mistake that makes a signature and a secret match, by computing the MAC with it: one mistake, or
 * two together. A match is proof, for it takes 16 bytes of MAC or more to agree. Never throws, and does a bounded
 * amount of work whatever the lengths.
 */
export function explainMac(input: MacGiven): MacExplanation {
  const { steps, tried, complete } = search(input);
  if (!steps) return { matches: false, tried, families: tried === 0 ? [] : families(input, complete) };
  return { matches: true, plain: steps.length === 0, steps, sentence: sentence(steps), help: help(steps) };
}
