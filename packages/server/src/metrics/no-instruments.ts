import type { Instruments } from "./instruments.ts";

const nothing = (): void => undefined;

/** A meter that measures nothing, for a server whose numbers nobody takes. */
export const NO_INSTRUMENTS: Instruments = {
  createCounter: () => ({ add: nothing }),
  createHistogram: () => ({ record: nothing }),
  createObservableCounter: () => ({ addCallback: nothing, removeCallback: nothing }),
  createObservableGauge: () => ({ addCallback: nothing, removeCallback: nothing }),
};
