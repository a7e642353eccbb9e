import type { Instruments } from "./instruments.ts";

export interface ClockMetrics {
  /**
   * Zoom has said what time it is. Its `Date` has whole seconds, so the offset is known to half a second and half of
   * what the call took.
   *
   * @param sent By this machine's clock, in milliseconds since 1970; `received` too.
   */
  readonly dated: (date: string | undefined, sent: number, received: number) => void;
}

export interface Clocks {
  /** This machine's, in milliseconds since 1970. */
  readonly wall: () => number;
  /** One that only goes forward, in milliseconds. */
  readonly monotonic: () => number;
}

const SYSTEM: Clocks = { wall: () => Date.now(), monotonic: () => performance.now() };

export function clockMetrics(meter: Instruments, { wall, monotonic }: Clocks = SYSTEM): ClockMetrics {
  const offset = meter.createObservableGauge("countersign.clock.offset", {
    description:
      "How far this machine's clock is ahead of Zoom's, as of the last call; negative where it is behind.",
    unit: "s",
  });
  const drift = meter.createObservableGauge("countersign.clock.drift", {
    description:
      "How far this machine's clock was moved since the server began, against one that only goes forward.",
    unit: "s",
  });
  let measured: number | undefined;
  const ahead = (): number => wall() - monotonic();
  const began = ahead();
  offset.addCallback((result) => {
    if (measured !== undefined) result.observe(measured / 1000);
  });
  drift.addCallback((result) => result.observe(Math.round(ahead() - began) / 1000));

  return {
    dated(date, sent, received) {
      const second = Date.parse(date ?? "");
      if (Number.isFinite(second)) measured = (sent + received) / 2 - (second + 500);
    },
  };
}
