import { type Nonces, StoreUnavailable } from "../stores.ts";
import { type Monotonic, monotonic } from "./clock.ts";
import { OldestFirst } from "./oldest-first.ts";

export interface MemoryNoncesOptions {
  /** How many are remembered. Beyond it nothing more is claimed. A million unless given. */
  readonly noncesMax?: number;
  readonly now?: Monotonic;
}

/** Remembers in this process. Full means refusing: to forget one early would let its request in again. */
export function memoryNonces(options: MemoryNoncesOptions = {}): Nonces {
  const { noncesMax = 1_000_000, now = monotonic } = options;
  // By lifetime, so that each map's order is the order in which its nonces end.
  const lifetimes = new Map<number, OldestFirst<number>>();

  function forgetEnded(at: number): number {
    let left = 0;
    for (const ends of lifetimes.values()) {
      for (let nonce = ends.oldest(); nonce !== undefined; nonce = ends.oldest()) {
        if ((ends.get(nonce) ?? 0) > at) break;
        ends.delete(nonce);
      }
      left += ends.size;
    }
    return left;
  }

  function claim(nonce: string, seconds: number): boolean {
    const at = now();
    const left = forgetEnded(at);
    for (const ends of lifetimes.values()) if (ends.has(nonce)) return false;
    if (left >= noncesMax) throw new StoreUnavailable("nonce", new Error(`${left} nonces are remembered`));
    const ends = lifetimes.get(seconds) ?? new OldestFirst<number>();
    lifetimes.set(seconds, ends);
    ends.set(nonce, at + seconds * 1000);
    return true;
  }

  function release(nonce: string): void {
    for (const ends of lifetimes.values()) ends.delete(nonce);
  }

  return {
    claim: async (nonce, seconds) => claim(nonce, seconds),
    release: async (nonce) => release(nonce),
  };
}
