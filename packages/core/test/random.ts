/** A small seeded generator (xorshift, 32 bit), so that a random test that fails, fails again. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  bytes(length: number): Uint8Array;
  text(alphabet: readonly string[], length: number): string;
}

export function seeded(seed: number): Random {
  let state = seed | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const whole = (min: number, max: number): number => min + (next() % (max - min + 1));
  return {
    whole,
    bytes: (length) => Uint8Array.from({ length }, () => whole(0, 255)),
    text: (alphabet, length) =>
      Array.from({ length }, () => alphabet[whole(0, alphabet.length - 1)] ?? "").join(""),
  };
}

const LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
export const ALPHANUMERIC: readonly string[] = [...LETTERS_AND_DIGITS];
export const BASE64URL: readonly string[] = [...LETTERS_AND_DIGITS, "-", "_"];
/** One to four bytes each in UTF-8. */
export const BEYOND_ASCII: readonly string[] = [
  ...ALPHANUMERIC,
  "é",
  "ß",
  "Ω",
  "漢",
  "字",
  "🔑",
  "~",
  "?",
  ">",
];
