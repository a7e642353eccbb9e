import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { ask, count, isGood, newTally, type Tally } from "./load.ts";

export interface Paced extends Tally {
  /** Not asked, since too many were under way. */
  held: number;
  readonly seconds: number;
  /** Good answers a second. */
  readonly rate: number;
}

/**
 * So many requests a second, whatever becomes of them: what waits is counted from when it should have been asked.
 *
 * @param underWayMax Beyond it the next ones are not asked.
 */
export async function paced(
  port: number,
  key: string,
  perSecond: number,
  seconds: number,
  underWayMax = 400,
): Promise<Paced> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const tally = newTally();
  let held = 0;
  let underWay = 0;
  const all: Promise<void>[] = [];
  const began = performance.now();
  let due = 0;
  while (performance.now() - began < seconds * 1000) {
    const until = ((performance.now() - began) / 1000) * perSecond;
    for (; due < until; due += 1) {
      if (underWay >= underWayMax) {
        held += 1;
        continue;
      }
      const at = began + (due / perSecond) * 1000;
      underWay += 1;
      all.push(
        ask({ port, key, agent, milliseconds: 20_000 }).then((asked) => {
          underWay -= 1;
          const ms = performance.now() - at;
          count(tally, { ...asked, ms }, asked.status === 200 && isGood(asked.text));
        }),
      );
    }
    await pause(2);
  }
  const sending = (performance.now() - began) / 1000;
  const inTime = tally.signatures;
  await Promise.all(all);
  agent.destroy();
  return { ...tally, held, seconds: sending, rate: inTime / sending };
}
