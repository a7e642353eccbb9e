import { BoundedMap } from "./bounded-map.ts";

const WINDOW_SECONDS = 3600;
const SUBJECTS_MAX = 50_000;

interface Asked {
  readonly until: number;
  readonly meetings: Set<string>;
}

/**
 * Who tries one number after the other is looking for meetings. After so many different ones in an hour each further
 * one is refused as a forbidden one is. Counted in this process, by whether they were asked for and not by the answer.
 */
export class DistinctMeetings {
  readonly #max: number;
  readonly #seconds: () => number;
  readonly #asked: BoundedMap<Asked> = new BoundedMap(SUBJECTS_MAX);

  /** @param seconds A clock that only goes forward. */
  constructor(max: number, seconds: () => number) {
    this.#max = max;
    this.#seconds = seconds;
  }

  admits(subject: string, meeting: string): boolean {
    const at = this.#seconds();
    let asked = this.#asked.get(subject);
    if (asked === undefined || asked.until <= at) {
      this.#asked.delete(subject);
      asked = { until: at + WINDOW_SECONDS, meetings: new Set() };
      this.#asked.set(subject, asked);
    }
    if (asked.meetings.has(meeting)) return true;
    if (asked.meetings.size >= this.#max) return false;
    asked.meetings.add(meeting);
    return true;
  }
}
