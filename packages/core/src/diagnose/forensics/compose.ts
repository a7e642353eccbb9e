import { hmac, hmacKey } from "../../token/hmac.ts";
import { utf8 } from "../../token/platform.ts";
import { HASHES, type OtherMac } from "./hashes.ts";
import { differentInputs, type Input } from "./inputs.ts";
import { changedSecrets, type Keyed, twiceChangedSecrets } from "./keys.ts";
import { readings } from "./macs.ts";
import { match, whatCouldMatch } from "./match.ts";
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

interface Family {
  /** In each of its trials. */
  readonly mistakes: 0 | 1 | 2;
  readonly hashes: readonly Pick<OtherMac, "macBytes">[];
  readonly trials: () => Iterable<Trial>;
}

const HS256: Pick<OtherMac, "macBytes"> = { macBytes: 32 };

/** Tries one mistake after the other, then pairs, in the order of the tables. The fewest mistakes win. */
export function search(given: MacGiven): Found {
  const read = readings(given.macText);
  if (read.length === 0) return { tried: 0, complete: true };
  const couldMatch = whatCouldMatch(read);
  const secret: Keyed = { secret: utf8(given.sdkSecret), steps: [] };
  const input: Input = { message: utf8(given.signingInput), steps: [] };
  const secrets = whenNeeded(() => changedSecrets(given));
  const inputs = whenNeeded(() => differentInputs(given.signingInput));

  const families: readonly Family[] = [
    { mistakes: 0, hashes: [HS256], trials: () => [{ keyed: secret, input }] },
    { mistakes: 1, hashes: [HS256], trials: () => trials(secrets(), [input]) },
    { mistakes: 1, hashes: [HS256], trials: () => trials([secret], inputs()) },
    { mistakes: 1, hashes: HASHES, trials: () => trials([secret], [input], HASHES) },
    { mistakes: 2, hashes: [HS256], trials: () => trials(secrets(), inputs()) },
    { mistakes: 2, hashes: HASHES, trials: () => trials([secret], inputs(), HASHES) },
    { mistakes: 2, hashes: HASHES, trials: () => trials(secrets(), [input], HASHES) },
    { mistakes: 2, hashes: [HS256], trials: () => trials(twiceChangedSecrets(given), [input]) },
  ];

  let tried = 0;
  let complete = true;
  for (const family of families) {
    // While a token is typed its third part is too short for a pair to be told: none is even made then.
    if (!family.hashes.some(({ macBytes }) => couldMatch(macBytes, family.mistakes))) continue;
    let left = family.mistakes < 2 ? WORK_MAX.single : WORK_MAX.pairs;
    for (const trial of family.trials()) {
      const mistakes = trial.keyed.steps.length + trial.input.steps.length + (trial.other ? 1 : 0);
      if (!couldMatch((trial.other ?? HS256).macBytes, mistakes)) continue;
      left -= cost(trial);
      if (left < 0) {
        complete = false;
        break;
      }
      tried++;
      const written = match(macOf(trial), mistakes, read);
      if (written) return { steps: [...stepsOf(trial), ...written], tried, complete };
    }
  }
  return { tried, complete };
}

function stepsOf({ keyed, input, other }: Trial): readonly MacStep[] {
  return [...keyed.steps, ...input.steps, ...(other ? [other.step] : [])];
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
