/** A store in one of its places, and the way time passes there. */
export interface Place<Store> {
  readonly store: Store;
  /** Milliseconds: a frozen clock is moved, a real server waited for. */
  readonly pass: (milliseconds: number) => Promise<void>;
}

/** For stores that take a clock. */
export class Clock {
  at = 1_000;
  readonly now = (): number => this.at;
  readonly pass = async (milliseconds: number): Promise<void> => {
    this.at += milliseconds;
  };
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
