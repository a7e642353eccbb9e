import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/diagnose/diagnose.ts";
import { explainMac } from "../../../src/diagnose/forensics/index.ts";
import { KILOBYTES_64, NASTY } from "./nasty.ts";

// Without a clock: what takes quadratic time over 64 kB, takes longer than vitest lets a test run.
describe("work is bounded", () => {
  it.each(Object.entries(NASTY))("on %s", (_, evidence) => {
    const { notChecked, findings } = diagnose(evidence);
    expect(notChecked.filter(({ missing }) => missing.length === 0)).toEqual([]);
    expect(JSON.stringify(findings).length).toBeLessThan(KILOBYTES_64);
  });

  it.each([350, 4_000, 16_000, KILOBYTES_64])(
    "in the MACs computed for a token of %i characters",
    (length) => {
      const answer = explainMac({
        signingInput: "e".repeat(length),
        macText: "A".repeat(43),
        sdkKey: "k".repeat(22),
        sdkSecret: "s".repeat(32),
      });
      expect(answer).toMatchObject({ matches: false });
      expect(answer.matches || answer.tried).toBeLessThan(5_000);
    },
  );
});
