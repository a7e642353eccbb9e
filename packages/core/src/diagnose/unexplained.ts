import type { Facts } from "./facts.ts";
import { NOT_THE_TOKEN } from "./outcome.ts";
import type { Finding } from "./report.ts";

/** An error that nothing in the evidence accounts for: its cause lies on Zoom's side of the token. */
export interface Unexplained {
  readonly code?: string;
  readonly message?: string;
  /** Nothing came back at all. */
  readonly hung: boolean;
}

/**
 * The fact for the rules about consoles and accounts. They come last and only speak where the token is right
 * as far as could be checked: a proven or likely finding is explanation enough.
 */
export function unexplained(
  { error, claims, passed, legacyTaken }: Partial<Facts>,
  findings: readonly Finding[],
): Unexplained | undefined {
  if (!error || (passed && !claims && !legacyTaken)) return undefined;
  if (findings.some(({ rule, certainty }) => certainty !== "possible" && !NOT_THE_TOKEN.includes(rule)))
    return undefined;
  const { code, message, hungSeconds } = error;
  return {
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    hung: hungSeconds !== undefined && code === undefined,
  };
}
