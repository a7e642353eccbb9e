import { StoreUnavailable } from "../stores.ts";

interface Waiting<Item> {
  readonly item: Item;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export interface Batches<Item> {
  /** Resolves once the item's batch is committed. @throws StoreUnavailable */
  readonly add: (item: Item) => Promise<void>;
  /** Resolves once nothing is under way. */
  readonly drain: () => Promise<void>;
}

export interface BatchesOptions {
  readonly batchMax?: number;
  /** Beyond it nobody more is let wait. */
  readonly waitingMax?: number;
  /** How long one waits, its commit included. */
  readonly milliseconds?: number;
}

/**
 * One commit for all that came while the one before was under way: a disk that takes two hundred commits a second
 * takes thousands of rows. All of a batch are committed or none.
 */
export function batches<Item>(
  store: string,
  commit: (items: readonly Item[]) => Promise<void>,
  options: BatchesOptions = {},
): Batches<Item> {
  const { batchMax = 500, waitingMax = 5_000, milliseconds = 900 } = options;
  let waiting: Waiting<Item>[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    // Whoever comes in the same turn of the event loop comes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchMax);
      waiting = waiting.slice(batchMax);
      try {
        await commit(batch.map(({ item }) => item));
        for (const { done } of batch) done();
      } catch (error) {
        const cause = StoreUnavailable.is(error) ? error : new StoreUnavailable(store, error);
        for (const { failed } of batch) failed(cause);
      }
    }
    // Here and not in a `finally` outside: whoever was just told may add the next before that would run.
    working = undefined;
  }

  function add(item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      if (waiting.length >= waitingMax) {
        reject(new StoreUnavailable(store, new Error(`${waiting.length} rows wait already`)));
        return;
      }
      const timer = setTimeout(() => {
        // Not written yet: then it is not written at all. Otherwise it may be, for an answer that is not given.
        waiting = waiting.filter((one) => one !== mine);
        reject(new StoreUnavailable(store, new Error(`not durable within ${milliseconds} ms`)));
      }, milliseconds);
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        end();
      };
      const mine: Waiting<Item> = {
        item,
        done: () => settle(resolve),
        failed: (error) => settle(() => reject(error)),
      };
      waiting.push(mine);
      working ??= work();
    });
  }

  return { add, drain: async () => working };
}
