/** One thing that was done otherwise than Zoom asks, as the answer tells it. */
export interface MacStep {
  readonly id: string;
  readonly kind: StepKind;
  /** The mistake in words that the sentence is put together from. No secret, and no part of one. */
  readonly words: string;
  /**
   * Where the mistake is: with whoever `signed`, or in the secret that was `given` here. In the second case
   * the signature may be right, and what has to be cleaned is the text it was compared with.
   */
  readonly fault: "signed" | "given";
  readonly help: string;
  /** Whether quite another text took the place of the secret, rather than the secret changed. */
  readonly instead?: true;
  /** Which of the other secrets it was. */
  readonly label?: string;
}

export type StepKind = "secret" | "input" | "hash" | "mac";

/** A value that a transformation made, and its name. */
export interface Candidate<Value> {
  readonly value: Value;
  readonly step: MacStep;
}

/**
 * One line of a table: the name, the words, the computation and, where the one of its kind does not fit, its own help.
 * The computation answers `undefined` where it does not apply.
 */
export type Row<In, Out> = readonly [
  id: string,
  words: string,
  apply: (value: In) => Out | undefined,
  help?: string,
];

const HELP: Readonly<Record<StepKind, string>> = {
  secret: "Sign with the secret exactly as Zoom shows it, as UTF-8 text, neither decoded nor changed.",
  input:
    "Compute the MAC over the first two parts exactly as they stand in the token, with the dot between them: base64url, no padding.",
  hash: "Use HMAC with SHA-256, the secret as its key: that is what `HS256` in the header says.",
  mac: "Write the 32 bytes of the MAC as base64url without padding, 43 characters; let the library give bytes, not text.",
};

export function stepOf(
  kind: StepKind,
  id: string,
  words: string,
  help: string = HELP[kind],
  fault: MacStep["fault"] = "signed",
): MacStep {
  return { id, kind, words, fault, help };
}

/** What a row makes of `value`, or nothing: a computation that cannot be done is no candidate. */
export function candidate<In, Out>(
  kind: StepKind,
  row: Row<In, Out>,
  value: In,
  fault?: MacStep["fault"],
): Candidate<Out> | undefined {
  const [id, words, apply, help] = row;
  try {
    const made = apply(value);
    return made === undefined ? undefined : { value: made, step: stepOf(kind, id, words, help, fault) };
  } catch {
    // Lone surrogates, broken escapes, JSON nested too deep: the signer could not have done it either.
    return undefined;
  }
}

export function candidates<In, Out>(
  kind: StepKind,
  rows: readonly Row<In, Out>[],
  value: In,
  fault?: MacStep["fault"],
): Candidate<Out>[] {
  return rows.flatMap((row) => candidate(kind, row, value, fault) ?? []);
}
