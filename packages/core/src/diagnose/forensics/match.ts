import { type Reading, STRAY_BITS } from "./macs.ts";
import { type MacStep, stepOf } from "./step.ts";

/** Most mistakes that are found together. */
const STEPS_MAX = 2;

/** Nothing shorter is held to prove anything. */
const MAC_BYTES_MIN = 16;

/** Not a way of writing: the third part is only the beginning of the MAC. */
export const CUT: MacStep = stepOf(
  "mac",
  "cut",
  "the MAC cut off before its end",
  "Send the MAC whole: 43 characters.",
);

/**
 * Whether a MAC of this length, made with this many mistakes, can be any of the readings: most cannot, and need no
 * hashing. Asked of thousands, and answered from memory for all but the first of a kind.
 */
export function whatCouldMatch(
  readings: readonly Reading[],
): (macBytes: number, mistakes: number) => boolean {
  const known = new Map<number, boolean>();
  return (macBytes, mistakes) => {
    const kind = macBytes * (STEPS_MAX + 1) + mistakes;
    let could = known.get(kind);
    if (could === undefined) {
      could = readings.some(
        (reading) =>
          (mistakes + written(reading, false).length <= STEPS_MAX &&
            (reading.write !== undefined || reading.bytes.length === macBytes)) ||
          (mistakes + written(reading, true).length <= STEPS_MAX && isCut(reading, macBytes)),
      );
      known.set(kind, could);
    }
    return could;
  };
}

/**
 * How the third part was written, when the MAC, made with this many mistakes, is what it says in one of its readings:
 * more mistakes, or none.
 */
export function match(
  mac: Uint8Array,
  mistakes: number,
  readings: readonly Reading[],
): readonly MacStep[] | undefined {
  if (!readings.some((reading) => reading.write !== undefined || reading.bytes[0] === mac[0]))
    return undefined;
  for (const cut of [false, true]) {
    for (const reading of readings) {
      const steps = written(reading, cut);
      if (
        mistakes + steps.length <= STEPS_MAX &&
        (!cut || isCut(reading, mac.length)) &&
        agree(mac, reading, cut)
      ) {
        return steps;
      }
    }
  }
  return undefined;
}

/** A text cut anywhere leaves bits over in its last letter: that is no second mistake. */
function written({ step }: Reading, cut: boolean): MacStep[] {
  if (cut) return step && step.id !== STRAY_BITS ? [step, CUT] : [CUT];
  return step ? [step] : [];
}

function isCut({ bytes, write }: Reading, macBytes: number): boolean {
  return !write && bytes.length >= MAC_BYTES_MIN && bytes.length < macBytes;
}

// No secret is at stake in how long this takes: the person who asks has the secret.
function agree(mac: Uint8Array, { bytes, write }: Reading, cut: boolean): boolean {
  const written = write ? write(mac) : mac;
  return (cut || written.length === bytes.length) && bytes.every((byte, i) => byte === written[i]);
}
