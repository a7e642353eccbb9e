import { refuseToStart } from "../errors.ts";

/** 2025-11-01: this program was written later. */
const WRITTEN = 1_761_955_200;

/** A signature of the past is refused by Zoom, and one for a far future would live too long. @throws StartUpError */
export function checkClock(now: number): void {
  if (now >= WRITTEN) return;
  refuseToStart(
    "clock-wrong",
    "clock",
    `this machine's clock says ${new Date(now * 1000).toISOString()}, which is before this program was written`,
    "Set the clock, best by NTP, and start again.",
  );
}
