import type { LimitAnswer, LimitRule } from "../stores.ts";
import { type Monotonic, monotonic } from "./clock.ts";
import { OldestFirst } from "./oldest-first.ts";

interface Window {
  taken: number;
  readonly endsAt: number;
}

export interface MemoryLimiterOptions {
  /** How many keys each rule remembers. Beyond it the oldest is forgotten. 50,000 unless given. */
  readonly keysMax?: number;
  readonly now?: Monotonic;
}

/**
 * Counts in this process. Bounded, without a timer a key, and on the monotonic clock, so that it runs wherever the
 * app does and a flood of addresses costs some megabytes and not the process.
 */
export function memoryLimiter(options: MemoryLimiterOptions = {}): {
  readonly take: (rule: LimitRule, key: string) => LimitAnswer;
} {
  const { keysMax = 50_000, now = monotonic } = options;
  const rules = new Map<string, OldestFirst<Window>>();

  function take(rule: LimitRule, key: string): LimitAnswer {
    const at = now();
    const windows = rules.get(rule.name) ?? new OldestFirst<Window>();
    rules.set(rule.name, windows);
    let window = windows.get(key);
    if (window === undefined || window.endsAt <= at) {
      // Deleted first, so that the map's order stays the order in which windows end.
      windows.delete(key);
      window = { taken: 0, endsAt: at + rule.seconds * 1000 };
      windows.set(key, window);
      forget(windows, at, keysMax);
    }
    window.taken += 1;
    return {
      allowed: window.taken <= rule.points,
      limit: rule.points,
      remaining: Math.max(0, rule.points - window.taken),
      resetSeconds: Math.ceil((window.endsAt - at) / 1000),
    };
  }

  return { take };
}

/** All windows of a rule are of one length, so the oldest is the first to end. */
function forget(windows: OldestFirst<Window>, at: number, keysMax: number): void {
  for (let key = windows.oldest(); key !== undefined; key = windows.oldest()) {
    const endsAt = windows.get(key)?.endsAt ?? 0;
    if (endsAt > at && windows.size <= keysMax) return;
    windows.delete(key);
  }
}
