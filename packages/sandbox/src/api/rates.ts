/** Requests of each account in the clock's current second. */
export class Rates {
  readonly #most: number;
  readonly #seen = new Map<string, { second: number; count: number }>();

  constructor(most: number) {
    this.#most = most;
  }

  allows(account: string, now: number): boolean {
    const last = this.#seen.get(account);
    const count = last?.second === now ? last.count + 1 : 1;
    this.#seen.set(account, { second: now, count });
    return count <= this.#most;
  }
}
