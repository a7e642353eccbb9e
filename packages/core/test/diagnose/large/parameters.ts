import { BASE64URL, type Random } from "../../random.ts";

/** One app, one meeting, one moment. */
export interface Parameters {
  readonly sdkKey: string;
  readonly sdkSecret: string;
  readonly meetingNumber: string;
  readonly role: 0 | 1;
  /** Seconds since 1970. */
  readonly now: number;
  /** Seconds `iat` is put back. */
  readonly back: number;
  /** Seconds from `iat` to `exp`. */
  readonly life: number;
}

const LETTERS = BASE64URL.filter((letter) => /[A-Za-z0-9]/.test(letter));
const DIGITS = [..."0123456789"];

export function parameters(random: Random): Parameters {
  const back = random.whole(1, 900);
  return {
    sdkKey: random.text(LETTERS, 22),
    sdkSecret: random.text(LETTERS, 32),
    meetingNumber: `${random.whole(1, 9)}${random.text(DIGITS, random.whole(8, 10))}`,
    role: random.whole(0, 1) === 0 ? 0 : 1,
    now: random.whole(1_700_000_000, 1_900_000_000),
    back,
    life: random.whole(Math.max(1801, back + 60), 172_800),
  };
}

export interface Claims {
  readonly [name: string]: unknown;
}

export function claimsOf({ sdkKey, meetingNumber, role, now, back, life }: Parameters): Claims {
  const iat = now - back;
  return { appKey: sdkKey, sdkKey, mn: meetingNumber, role, iat, exp: iat + life, tokenExp: iat + life };
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[random.whole(0, list.length - 1)] as T;
}

export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const rest = [...list];
  return list.map(() => rest.splice(random.whole(0, rest.length - 1), 1)[0] as T);
}
