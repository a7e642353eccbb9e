import { RETRY_SECONDS_MAX } from "./retry-after.ts";

/** How often one account may be asked. Zoom counts all apps of an account together, so this leaves room for others. */
export interface Budget {
  /** Reserves one call. @returns how many milliseconds to wait before it; nothing reserved where that is more than `patience` */
  readonly take: (account: string, patience: number) => number;
  /** @returns how many milliseconds nobody may ask, because Zoom said so: also those whose turn has come meanwhile */
  readonly pausedFor: (account: string) => number;
  /** Zoom said 429. @param seconds What it asked for, if it did. @returns the seconds that will be waited */
  readonly limited: (account: string, seconds: number | undefined) => number;
  /** Zoom answered as usual. */
  readonly answered: (account: string) => void;
  /** Of a second's worth of calls the share that may be made at once, of the account that has the least: 0 to 1. */
  readonly left: () => number;
}

interface Account {
  /** When the next call is due. */
  next: number;
  pausedUntil: number;
  /** 429 in a row; those of calls that were under way together are one. */
  limits: number;
}

/** Accounts that were not asked for so long are forgotten. */
const FORGET_AFTER = 10 * 60_000;
const ACCOUNTS_MAX = 10_000;
/** Between two calls, in milliseconds, from a 429 until something was answered. */
const SLOW_GAP = 1000;

export interface BudgetOptions {
  readonly callsPerSecond: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number;
  /** From 0 to 1. */
  readonly random?: () => number;
}

export function createBudget(options: BudgetOptions): Budget {
  const { callsPerSecond, now = () => performance.now(), random = Math.random } = options;
  const gap = 1000 / callsPerSecond;
  const accounts = new Map<string, Account>();

  function of(name: string): Account {
    const account = accounts.get(name) ?? { next: 0, pausedUntil: 0, limits: 0 };
    if (!accounts.has(name)) {
      if (accounts.size >= ACCOUNTS_MAX) forget();
      accounts.set(name, account);
    }
    return account;
  }

  function forget(): void {
    const then = now() - FORGET_AFTER;
    for (const [name, { next, pausedUntil }] of accounts) {
      if (next < then && pausedUntil < then) accounts.delete(name);
    }
  }

  return {
    take(name, patience) {
      const account = of(name);
      const time = now();
      const { next, pausedUntil, limits } = account;
      const from = Math.max(time, pausedUntil);
      // A second's worth may come at once; after that each waits for its turn. Who was told to wait goes slowly.
      const due = limits > 0 ? Math.max(next, from) : Math.max(next, from - 1000 + gap);
      const wait = Math.max(0, Math.max(from, due) - time);
      if (wait > patience) return wait;
      account.next = due + (limits > 0 ? SLOW_GAP : gap);
      return wait;
    },
    pausedFor: (name) => Math.max(0, (accounts.get(name)?.pausedUntil ?? 0) - now()),
    limited(name, seconds) {
      const account = of(name);
      if (account.limits === 0 || account.pausedUntil <= now()) account.limits += 1;
      const asked = seconds ?? Math.min(2 ** Math.min(account.limits - 1, 6), RETRY_SECONDS_MAX);
      // Never sooner than asked; and not all processes at the same moment.
      const wait = Math.min(asked * (1 + random() * 0.2), RETRY_SECONDS_MAX);
      account.pausedUntil = Math.max(account.pausedUntil, now() + wait * 1000);
      return Math.ceil(wait);
    },
    answered(name) {
      of(name).limits = 0;
    },
    left() {
      const time = now();
      const shares = [...accounts.values()].map(({ next, pausedUntil }) =>
        pausedUntil > time ? 0 : Math.max(0, (time - next + gap) / 1000),
      );
      return shares.reduce((least, share) => Math.min(least, share), 1);
    },
  };
}
