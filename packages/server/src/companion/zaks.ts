import { BoundedMap } from "../access/bounded-map.ts";
import { Flights } from "../grants/single-flight.ts";
import type { CompanionToken } from "./companion.ts";

interface Kept {
  readonly zak: CompanionToken;
  /** Of the clock that only goes forward. */
  readonly until: number;
}

export interface Zaks {
  readonly get: (of: ZakOf, obtain: () => Promise<CompanionToken>) => Promise<CompanionToken>;
  readonly forget: (of: Omit<ZakOf, "ttl">) => void;
}

export interface ZakOf {
  readonly tenant: string;
  readonly zoomUser: string;
  /** Seconds. */
  readonly ttl: number;
}

/** Somebody who joins, reloads and joins again gets the same one; nobody gets one that lay there longer. */
const COALESCED_MILLISECONDS = 60_000;
const ZAKS_MAX = 10_000;

/** ZAKs for a moment, in this process's memory and nowhere else. */
export function zaks(clock: () => number, now: () => number): Zaks {
  const kept = new BoundedMap<Kept>(ZAKS_MAX);
  const flights = new Flights<CompanionToken>();
  let forgotten = 0;
  const startOf = (tenant: string, zoomUser: string): string =>
    JSON.stringify([tenant, zoomUser]).slice(0, -1);

  return {
    async get({ tenant, zoomUser, ttl }, obtain) {
      const name = `${startOf(tenant, zoomUser)},${ttl}]`;
      const known = kept.get(name);
      // Both clocks: one stands still while the machine sleeps, the other may be set.
      if (known && clock() < known.until && now() < known.zak.expiresAt) return known.zak;
      return flights.join(name, async () => {
        const began = clock();
        const before = forgotten;
        const zak = await obtain();
        kept.delete(name);
        // One that lives shorter is not given out when little of its life is left.
        const until = began + Math.min(COALESCED_MILLISECONDS, (ttl * 1000) / 2);
        if (forgotten === before) kept.set(name, { zak, until });
        return zak;
      });
    },
    forget({ tenant, zoomUser }) {
      forgotten += 1;
      const start = `${startOf(tenant, zoomUser)},`;
      for (const name of kept.keys()) if (name.startsWith(start)) kept.delete(name);
    },
  };
}
