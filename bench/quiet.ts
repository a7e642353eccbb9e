// Whether a time on the clock means anything now: a browser has several processes, which wait when others work.
import { cpus, loadavg } from "node:os";
import { Worker } from "node:worker_threads";

const SPIN_MS = 400;
/** The same as of a slice in `measure.ts`: wall time may be this much longer than processor time. */
const WALL_OVER_CPU = 1.15;

const SPIN = `const end = performance.now() + ${SPIN_MS}; while (performance.now() < end);`;

/** The share of time in which all processors at once are to be had, 0 to 1. */
export async function processorShare(): Promise<number> {
  const spinning = cpus().map(
    () =>
      new Promise<{ user: number; system: number }>((resolve, reject) => {
        const worker = new Worker(
          `const before = process.threadCpuUsage(); ${SPIN} require("node:worker_threads").parentPort.postMessage(process.threadCpuUsage(before));`,
          { eval: true },
        );
        worker.once("message", resolve);
        worker.once("error", reject);
      }),
  );
  const used = await Promise.all(spinning);
  const shares = used.map(({ user, system }) => (user + system) / 1000 / SPIN_MS);
  return Math.min(1, ...shares);
}

export function isQuiet(share: number): boolean {
  return share * WALL_OVER_CPU >= 1;
}

/** For beside a figure: how much of the processors was to be had, and how many programs wanted them. */
export function inWords(share: number): string {
  return `${(100 * share).toFixed(0)}% of the processors free, load ${loadavg()[0]?.toFixed(1)}`;
}
