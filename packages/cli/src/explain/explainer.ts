/** What one code means, for the person who met it. */
export interface Explanation {
  readonly title: string;
  /** What is seen where it happens. */
  readonly see: string;
  readonly why: string;
  /** The way out. */
  readonly todo: string;
}

/** A family of codes that `countersign explain` knows: refusals, answers of `verify`, and what else is to come. */
export interface Explainer {
  /** What a code of this family is, as in "a refusal". */
  readonly kind: string;
  /** Every code of the family, for the list and for suggestions. */
  readonly codes: readonly string[];
  readonly explain: (code: string) => Explanation | undefined;
}

export function explainerOf<Code extends string>(
  kind: string,
  explanations: Readonly<Record<Code, Explanation>>,
): Explainer {
  const byCode: Readonly<Record<string, Explanation>> = explanations;
  return {
    kind,
    codes: Object.keys(explanations),
    explain: (code) => (Object.hasOwn(byCode, code) ? byCode[code] : undefined),
  };
}
