import { attributeSets, type Instruments } from "./instruments.ts";

export type StoreName = "grants" | "redis";

export interface StoreMetrics {
  /** Asked at each look at the metrics. The latest of a name counts. @returns what ends it */
  readonly watch: (store: StoreName, isUp: () => boolean | undefined) => () => void;
}

export function storeMetrics(meter: Instruments): StoreMetrics {
  const watched = new Map<StoreName, () => boolean | undefined>();
  const up = meter.createObservableGauge("countersign.store.up", {
    description:
      "Whether a store answers: 1 or 0. Without redis each process counts limits alone, and nonces are refused.",
  });
  const ofStore = attributeSets("store");
  up.addCallback((result) => {
    for (const [store, isUp] of watched) {
      const answers = isUp();
      if (answers !== undefined) result.observe(answers ? 1 : 0, ofStore(store));
    }
  });
  return {
    watch(store, isUp) {
      watched.set(store, isUp);
      return () => {
        if (watched.get(store) === isUp) watched.delete(store);
      };
    },
  };
}
