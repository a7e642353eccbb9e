import { type Pasted as Parts, takeApart as partsOf } from "@countersign/core/diagnose";

export interface Pasted extends Omit<Parts, "takenFrom"> {
  /** What was done with the paste, to be told. */
  readonly note?: string;
}

/** What a person pasted, and a word on it where the signature had to be taken out of more. */
export function takeApart(text: string): Pasted {
  const { takenFrom, ...parts } = partsOf(text);
  if (takenFrom === undefined) return parts;
  const several = takenFrom > 1 ? `, one of ${takenFrom} that stand in it` : "";
  return {
    ...parts,
    note: `the signature was taken out of what was given${several}; if all of it was passed to join(), add --as-is`,
  };
}
