/** One piece of work for a name at a time; who comes meanwhile gets the same result. */
export class Flights<Result> {
  readonly #flights = new Map<string, Promise<Result>>();

  join(name: string, work: () => Promise<Result>): Promise<Result> {
    const flying = this.#flights.get(name);
    if (flying) return flying;
    const flight = work().finally(() => this.#flights.delete(name));
    this.#flights.set(name, flight);
    return flight;
  }

  async settled(): Promise<void> {
    while (this.#flights.size > 0) await Promise.allSettled(this.#flights.values());
  }
}

/** Stops waiting, not the work. */
export async function deadlined<Result>(
  work: Promise<Result>,
  milliseconds: number,
  late: () => Error,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
