/** Milliseconds that only go forward: a corrected system clock must not end a window or lengthen one. */
export type Monotonic = () => number;

export const monotonic: Monotonic = () => performance.now();
