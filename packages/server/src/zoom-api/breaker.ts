/** Keeps from asking somebody who does not answer. */
export interface Breaker {
  /** @returns nothing where one may ask, else how many milliseconds to wait. Each time it lets somebody by while open, that is the probe. */
  readonly enter: () => number | undefined;
  readonly succeeded: () => void;
  readonly failed: () => void;
  readonly isOpen: () => boolean;
}

const FAILURES = 5;
const PROBE_EVERY = 5000;

/** @param now Milliseconds of a clock that only goes forward. */
export function createBreaker(now: () => number = () => performance.now()): Breaker {
  let failures = 0;
  let closedUntil = 0;
  const isOpen = (): boolean => failures >= FAILURES;
  return {
    isOpen,
    enter() {
      if (!isOpen()) return undefined;
      const left = closedUntil - now();
      if (left > 0) return left;
      closedUntil = now() + PROBE_EVERY;
      return undefined;
    },
    succeeded() {
      failures = 0;
    },
    failed() {
      failures += 1;
      if (isOpen()) closedUntil = now() + PROBE_EVERY;
    },
  };
}
