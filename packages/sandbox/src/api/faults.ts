import { ENDPOINTS, type Endpoint, type Failure } from "./failure.ts";

interface Due {
  readonly failure: Failure;
  skip: number;
  times: number;
}

/** The failures that wait for calls: a queue for each endpoint, worked off by counting. */
export class Faults {
  readonly #queues = new Map<Endpoint, Due[]>();

  add(endpoint: Endpoint, failure: Failure): () => void {
    if (!ENDPOINTS.includes(endpoint)) throw new TypeError(`${String(endpoint)} is no endpoint`);
    const due: Due = {
      failure,
      skip: count(failure.skip ?? 0, "skip"),
      times: count(failure.times ?? Number.POSITIVE_INFINITY, "times"),
    };
    this.#queues.set(endpoint, [...(this.#queues.get(endpoint) ?? []), due]);
    return () => this.#drop(endpoint, due);
  }

  heal(endpoint?: Endpoint): void {
    if (endpoint === undefined) this.#queues.clear();
    else this.#queues.delete(endpoint);
  }

  /** What the next call has to suffer. `names` goes from the particular to the general; each queue hears of the call. */
  next(names: readonly Endpoint[]): Failure | undefined {
    let found: Failure | undefined;
    for (const name of names) {
      const due = this.#queues.get(name)?.[0];
      if (!due) continue;
      if (due.skip > 0) due.skip -= 1;
      else if (!found) {
        found = due.failure;
        due.times -= 1;
      }
      if (due.times <= 0) this.#drop(name, due);
    }
    return found;
  }

  #drop(endpoint: Endpoint, due: Due): void {
    const left = (this.#queues.get(endpoint) ?? []).filter((other) => other !== due);
    this.#queues.set(endpoint, left);
  }
}

function count(value: number, name: string): number {
  const least = name === "times" ? 1 : 0;
  if (value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && value >= least)) return value;
  throw new TypeError(`${name} is a whole number, ${least} at least`);
}
