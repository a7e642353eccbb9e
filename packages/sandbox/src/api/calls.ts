import type { Endpoint } from "./failure.ts";

export interface Calls {
  /** Requests that came, counted when they came. */
  readonly received: number;
  /** How many of them a failure spoiled. */
  readonly spoiled: number;
  /** How often the endpoint did its work and found nothing wrong, told or not. */
  readonly done: number;
  /** Answers by HTTP status; a call without answer is in none. */
  readonly byStatus: { readonly [status: string]: number };
}

interface Counting {
  received: number;
  spoiled: number;
  done: number;
  byStatus: Record<string, number>;
}

export class Counters {
  readonly #counts = new Map<Endpoint, Counting>();

  of(endpoint: Endpoint): Calls {
    const { byStatus, ...rest } = this.#at(endpoint);
    return { ...rest, byStatus: { ...byStatus } };
  }

  add(names: readonly Endpoint[], what: "received" | "spoiled" | "done"): void {
    for (const name of names) this.#at(name)[what] += 1;
  }

  answered(names: readonly Endpoint[], status: number): void {
    for (const name of names) {
      const { byStatus } = this.#at(name);
      byStatus[status] = (byStatus[status] ?? 0) + 1;
    }
  }

  reset(): void {
    this.#counts.clear();
  }

  #at(endpoint: Endpoint): Counting {
    const found = this.#counts.get(endpoint) ?? { received: 0, spoiled: 0, done: 0, byStatus: {} };
    this.#counts.set(endpoint, found);
    return found;
  }
}
