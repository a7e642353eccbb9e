import { hmac, hmacKey } from "../../token/hmac.ts";
import { utf8 } from "../../token/platform.ts";
import { HASHES, type OtherMac } from "./hashes.ts";
import { differentInputs, type Input } from "./inputs.ts";
import { changedSecrets, type Keyed, twiceChangedSecrets } from "./keys.ts";
import { readings } from "./macs.ts";
import { couldMatch, match } from "./match.ts";
import type { Given } from "./sources.ts";
import type { MacStep } from "./step.ts";

/**
 * What a search may cost, in blocks of SHA-256: about half a second in a page. The first is for single mistakes,
 * the second for each family of pairs. A token of the usual size needs less than a tenth of it.
 */
export const WORK_MAX: { readonly single: number; readonly pairs: number } = {
  single: 250_000,
  pairs: 150_000,
};

export interface MacGiven extends Given {
  /** The first two parts and the dot between them, as sent. */
  readonly signingInput: string;
  /** The third part, as sent. */
  readonly macText: string;
}

export interface Found {
  /** The mistakes that make it match, none where nothing is wrong; absent when nothing matched. */
  readonly steps?: readonly MacStep[];
  /** MACs computed. */
  readonly tried: number;
  /** Whether all pairs were tried, or the work ran out before. */
  readonly complete: boolean;
}

interface Trial {
  readonly keyed: Keyed;
  readonly input: Input;
  readonly other?: OtherMac;
}

/** Tries one mistake after the other, then pairs, in the order of the tables. The fewest mistakes win. */
export function search(given: MacGiven): Found {
  const read = readings(given.macText);
  if (read.length === 0) return { tried: 0, complete: true };
  const secret: Keyed = { secret: utf8(given.sdkSecret), steps: [] };
  const input: Input = { message: utf8(given.signingInput), steps: [] };
  const secrets = whenNeeded(() => changedSecrets(given));
  const inputs = whenNeeded(() => differentInputs(given.signingInput));

  const families: readonly (readonly [work: number, family: () => Iterable<Trial>])[] = [
    [WORK_MAX.single, () => [{ keyed: secret, input }]],
    [WORK_MAX.single, () => trials(secrets(), [input])],
    [WORK_MAX.single, () => trials([secret], inputs())],
    [WORK_MAX.single, () => trials([secret], [input], HASHES)],
    [WORK_MAX.pairs, () => trials(secrets(), inputs())],
    [WORK_MAX.pairs, () => trials([secret], inputs(), HASHES)],
    [WORK_MAX.pairs, () => trials(secrets(), [input], HASHES)],
    [WORK_MAX.pairs, () => trials(twiceChangedSecrets(given), [input])],
  ];

  let tried = 0;
  let complete = true;
  for (const [work, family] of families) {
    let left = work;
    for (const trial of family()) {
      const steps = [...trial.keyed.steps, ...trial.input.steps, ...(trial.other ? [trial.other.step] : [])];
      if (!couldMatch(trial.other?.macBytes ?? 32, steps.length, read)) continue;
      left -= cost(trial);
      if (left < 0) {
        complete = false;
        break;
      }
      tried++;
      const found = match(macOf(trial), steps, read);
      if (found) return { steps: found, tried, complete };
    }
  }
  return { tried, complete };
}

/** Most signatures match as they are, and need none of the tables. */
function whenNeeded<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function* trials(
  keys: Iterable<Keyed>,
  inputs: readonly Input[],
  others: readonly (OtherMac | undefined)[] = [undefined],
): Iterable<Trial> {
  for (const keyed of keys) {
    for (const input of inputs) {
      for (const other of others) yield other ? { keyed, input, other } : { keyed, input };
    }
  }
}

function macOf({ keyed, input, other }: Trial): Uint8Array {
  if (other) return other.mac(keyed.secret, input.message);
  keyed.key ??= hmacKey(keyed.secret);
  return hmac(keyed.key, input.message);
}

/** Four blocks at most for the key's two states and the outer hash, two for what the lengths leave over. */
function cost({ keyed, input, other }: Trial): number {
  const key = keyed.key && !other ? 0 : keyed.secret.length;
  return Math.ceil(((key + input.message.length) / 64 + 6) * (other?.price ?? 1));
}
