// What a server remembers of those who call, in its own memory.
import { memoryLimiter, memoryNonces, memoryValues } from "@countersign/server";
import { DistinctMeetings } from "../packages/server/src/access/distinct-meetings.ts";
import { takeAll } from "../packages/server/src/access/limits.ts";
import { meetingAt, type Prepared, type Series } from "./growth-series.ts";

const SIZES = [10, 100, 1000, 10_000, 100_000];

/** So many of them, in turn, over and over, before anything is timed: it is as it will be for ever then. */
async function settled(size: number, once: Prepared["once"]): Promise<Prepared> {
  for (let turn = 0; turn < 3 * size; turn++) await once(turn);
  return { once };
}

/** A minute for all of them together: each comes when the window it had before has just ended. */
function minuteFor(size: number): { readonly now: () => number; readonly pass: () => void } {
  let at = 0;
  return {
    now: () => at,
    pass: () => {
      at += 60_001 / size;
    },
  };
}

export const memorySeries: readonly Series[] = [
  {
    of: "callers seen by the limits, each once a minute",
    operation: "the limits of one signature, of the caller and of the meeting",
    sizes: SIZES,
    wanted: "slower than linear",
    prepare(size) {
      const { now, pass } = minuteFor(size);
      const limiter = memoryLimiter({ now });
      const caller = { name: "caller", points: 6000, seconds: 60 };
      const meeting = { name: "meeting", points: 3000, seconds: 60 };
      let next = 0;
      return settled(size, () => {
        pass();
        next = (next + 1) % size;
        const exceeded = takeAll(limiter, [
          [caller, `default|key:k${next}`],
          [meeting, `default|${meetingAt(next)}`],
        ]);
        if (exceeded !== undefined) throw new Error("no limit is reached, and none has to be waited for");
        return "free";
      });
    },
  },
  {
    of: "people who have asked within the hour",
    operation: "whether one of them asks for too many different meetings",
    sizes: SIZES,
    wanted: "slower than linear",
    prepare(size) {
      const { now, pass } = minuteFor(size);
      const distinct = new DistinctMeetings(20, () => now() / 1000);
      let next = 0;
      return settled(size, () => {
        pass();
        next = (next + 1) % size;
        return distinct.admits(`default|oidc:people:${next}`, meetingAt(next)) ? "yes" : "no";
      });
    },
  },
  {
    of: "signed requests within ten minutes",
    operation: "a nonce of one more, claimed while the oldest ends",
    sizes: SIZES,
    wanted: "slower than linear",
    prepare(size) {
      let at = 0;
      const nonces = memoryNonces({ now: () => at });
      let next = 0;
      return settled(size, async () => {
        at += 600_000 / size;
        next += 1;
        return (await nonces.claim(`nonce-${next}`, 600)) ? "new" : "seen";
      });
    },
  },
  {
    of: "short-lived values held (tokens of Zoom, hosts of meetings)",
    operation: "a value set anew while others are held",
    sizes: [10, 100, 1000, 10_000],
    wanted: "slower than linear",
    prepare(size) {
      const values = memoryValues();
      let next = 0;
      return settled(size, async () => {
        next = (next + 1) % size;
        await values.set(`value-${next}`, "x", 60_000);
        return "x";
      });
    },
  },
];
