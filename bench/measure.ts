// Two programs are compared only within one run, in turns, by the processor time they took: other work on the
// machine moves wall time, and a program measured a minute later meets another machine.

export interface Candidate {
  readonly name: string;
  /** Does the work once; `turn` chooses among inputs, so that no result can be kept. */
  readonly once: (turn: number) => string | Promise<string>;
  /** How often before its time is taken: 200 unless given, less where once takes long. */
  readonly warmUp?: number;
  /** Waits for a disk: wall time then says nothing of what else runs. */
  readonly waits?: boolean;
}

export interface Measured {
  readonly name: string;
  /** Nanoseconds of processor time an operation took, one number a round. */
  readonly rounds: readonly number[];
}

const SLICE_MS = 25;
/** A slice that waited for the processor longer than this share is taken again, a few times at most. */
const WALL_OVER_CPU = 1.15;
const RETAKES = 4;

/** @param sliceMs How long each is worked at before the next has its turn. */
export async function measure(
  candidates: readonly Candidate[],
  rounds: number,
  sliceMs: number = SLICE_MS,
): Promise<Measured[]> {
  const turns = new Map<Candidate, number>();
  for (const candidate of candidates) turns.set(candidate, await turnsFor(candidate, sliceMs));
  const taken = candidates.map(({ name }) => ({ name, rounds: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, candidate] of candidates.entries()) {
      taken[index]?.rounds.push(await quietSlice(candidate, turns.get(candidate) ?? 1));
    }
  }
  return taken;
}

/** How many operations fill a slice, found after warming up. */
async function turnsFor(candidate: Candidate, sliceMs: number): Promise<number> {
  const { warmUp = 200 } = candidate;
  await slice(candidate, warmUp);
  for (let turns = warmUp; ; turns *= 2) {
    const { cpu } = await slice(candidate, turns);
    if (cpu > sliceMs * 1e6) return Math.ceil((turns * sliceMs * 1e6) / cpu);
  }
}

async function quietSlice(candidate: Candidate, turns: number): Promise<number> {
  let best = await slice(candidate, turns);
  if (candidate.waits) return best.cpu / turns;
  for (let retake = 0; retake < RETAKES && best.wall > WALL_OVER_CPU * best.cpu; retake++) {
    const again = await slice(candidate, turns);
    if (again.wall / again.cpu < best.wall / best.cpu) best = again;
  }
  return best.cpu / turns;
}

interface Slice {
  /** Nanoseconds. */
  readonly cpu: number;
  readonly wall: number;
}

let sink = 0;

async function slice({ once }: Candidate, turns: number): Promise<Slice> {
  const wallBefore = performance.now();
  const cpuBefore = process.cpuUsage();
  for (let turn = 0; turn < turns; turn++) {
    const made = once(turn);
    // Awaiting what is there already would charge the synchronous ones for it.
    sink += typeof made === "string" ? made.length : (await made).length;
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) * 1000, wall: (performance.now() - wallBefore) * 1e6 };
}

/** Something that depends on every result, so that none can be optimised away. */
export function lengthOfAll(): number {
  return sink;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
