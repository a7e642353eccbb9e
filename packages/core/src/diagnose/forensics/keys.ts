import type { HmacKey } from "../../token/hmac.ts";
import { fromUtf8, utf8 } from "../../token/platform.ts";
import { hex } from "./bytes.ts";
import { AS_BYTES, CLEANED, SPOILED } from "./secrets.ts";
import { blanks, type Given, otherSources } from "./sources.ts";
import { type Candidate, candidates, type MacStep } from "./step.ts";

/** What a MAC may have been made with. */
export interface Keyed {
  readonly secret: Uint8Array;
  readonly steps: readonly MacStep[];
  /** Made when first needed, and kept. */
  key?: HmacKey;
}

/** Zoom's secrets have 32 characters. Of a much longer text no two changes are tried together. */
const CHARACTERS_MAX = 1024;

/** All that differ from the secret as given, and from one another, by one step. */
export function changedSecrets(given: Given): Keyed[] {
  const { sdkSecret } = given;
  const take = different([sdkSecret]);
  return [...changes(sdkSecret), ...otherSources(given), ...blanks()].flatMap(({ value, step }) =>
    take(value, [step]),
  );
}

/** The secret changed twice, or another one changed once. */
export function* twiceChangedSecrets(given: Given): Iterable<Keyed> {
  const { sdkSecret } = given;
  const first = different([sdkSecret]);
  const second = different([sdkSecret]);
  for (const once of [...textChanges(sdkSecret), ...otherSources(given)]) {
    if (once.value.length > CHARACTERS_MAX || first(once.value, []).length === 0) continue;
    for (const { value, step } of changes(once.value)) yield* second(value, [once.step, step]);
  }
}

function changes(text: string): Candidate<string | Uint8Array>[] {
  return [...textChanges(text), ...candidates("secret", AS_BYTES, text)];
}

function textChanges(text: string): Candidate<string>[] {
  return [...candidates("secret", CLEANED, text, "given"), ...candidates("secret", SPOILED, text)];
}

/** Makes keys of texts and bytes, each only the first time it comes. */
function different(
  known: readonly string[],
): (value: string | Uint8Array, steps: readonly MacStep[]) => readonly Keyed[] {
  const seen = new Set(known);
  return (value, steps) => {
    const name = typeof value === "string" ? value : (fromUtf8(value) ?? `\0${hex(value)}`);
    if (seen.has(name)) return [];
    seen.add(name);
    return [{ secret: typeof value === "string" ? utf8(value) : value, steps }];
  };
}
