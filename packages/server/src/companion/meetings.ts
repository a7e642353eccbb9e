import { BoundedMap } from "../access/bounded-map.ts";
import { Flights } from "../grants/single-flight.ts";
import { type MeetingHosts, type ZoomProblem, ZoomUnavailable } from "./companion.ts";

type Hosts = Omit<MeetingHosts, "stale">;

interface Known {
  /** Nothing: there was no such meeting. */
  readonly hosts: Hosts | undefined;
  /** Of the clock that only goes forward. */
  readonly at: number;
}

export type Meetings = (
  name: string,
  lookUp: () => Promise<Hosts | undefined>,
) => Promise<MeetingHosts | undefined>;

const FRESH_MILLISECONDS = 5 * 60_000;
/** Who has just made a meeting should not be told for long that there is none. */
const ABSENT_MILLISECONDS = 30_000;
const STALE_MILLISECONDS = 60 * 60_000;
const MEETINGS_MAX = 10_000;

/** What passes by itself. Of anything else an operator has to hear, so it is not covered up by an old answer. */
const PASSING: ReadonlySet<ZoomProblem> = new Set([
  "zoom-circuit-open",
  "zoom-rate-limited",
  "zoom-unavailable",
]);

/** Meetings as they were some minutes ago, and while Zoom does not answer as they were within the hour. */
export function meetings(clock: () => number): Meetings {
  const kept = new BoundedMap<Known>(MEETINGS_MAX);
  const flights = new Flights<MeetingHosts | undefined>();

  return async (name, lookUp) => {
    const known = kept.get(name);
    if (known && isFresh(known, clock())) return known.hosts && { ...known.hosts, stale: false };
    return flights.join(name, async () => {
      try {
        const at = clock();
        const hosts = await lookUp();
        kept.delete(name);
        kept.set(name, { hosts, at });
        return hosts && { ...hosts, stale: false };
      } catch (error) {
        if (!ZoomUnavailable.is(error) || !PASSING.has(error.code)) throw error;
        if (!known?.hosts || clock() - known.at >= STALE_MILLISECONDS) throw error;
        return { ...known.hosts, stale: true };
      }
    });
  };
}

function isFresh({ hosts, at }: Known, time: number): boolean {
  return time - at < (hosts ? FRESH_MILLISECONDS : ABSENT_MILLISECONDS);
}
