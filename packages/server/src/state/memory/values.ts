import type { ExpiringValues } from "../stores.ts";
import { type Monotonic, monotonic } from "./clock.ts";
import { OldestFirst } from "./oldest-first.ts";

interface Held {
  readonly value: string;
  readonly endsAt: number;
}

export interface MemoryValuesOptions {
  /** How many are held. Beyond it the one that was set first is dropped. 10,000 unless given. */
  readonly valuesMax?: number;
  readonly now?: Monotonic;
}

/** Holds values in this process. */
export function memoryValues(options: MemoryValuesOptions = {}): ExpiringValues {
  const { valuesMax = 10_000, now = monotonic } = options;
  const held = new OldestFirst<Held>();

  function set(key: string, value: string, milliseconds: number): void {
    held.delete(key);
    if (milliseconds <= 0) return;
    held.set(key, { value, endsAt: now() + milliseconds });
    while (held.size > valuesMax) held.delete(held.oldest() ?? key);
  }

  function get(key: string): string | undefined {
    const found = held.get(key);
    if (found !== undefined && found.endsAt > now()) return found.value;
    held.delete(key);
    return undefined;
  }

  return {
    get: async (key) => get(key),
    set: async (key, value, milliseconds) => set(key, value, milliseconds),
    delete: async (key) => void held.delete(key),
  };
}
