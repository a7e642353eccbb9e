import { expect, it } from "vitest";
import { diagnose } from "../../src/diagnose/diagnose.ts";
import type { Evidence } from "../../src/diagnose/evidence.ts";
import { EXAMPLE, evidenceOf } from "../../src/diagnose/example.ts";

const token = evidenceOf({ name: "right" }).signature as string;
const twoParts = token.slice(0, token.lastIndexOf("."));
const { now } = EXAMPLE;

const verdict = (evidence: Evidence) => diagnose({ now, ...evidence }).verdict?.rule ?? null;

it.each<[name: string, evidence: Evidence, rule: string | null]>([
  ["a third part that was not made", { signature: twoParts }, "two-segments"],
  ["one that was taken out", { signature: twoParts, secretsRemoved: true }, null],
  ["one that was taken out, its dot left", { signature: `${twoParts}.`, secretsRemoved: true }, null],
  ["only true counts", { signature: twoParts, secretsRemoved: "yes" as never }, "two-segments"],
])("%s", (_, evidence, rule) => {
  expect(verdict(evidence)).toBe(rule);
});

it("rules about what was taken out are not checked, and nobody is asked for it", () => {
  const { notChecked } = diagnose({ signature: twoParts, now, secretsRemoved: true });
  expect(notChecked).toContainEqual({ rule: "two-segments", missing: ["thirdPart"], give: [] });
  const asked = notChecked.flatMap(({ give }) => give);
  expect(asked).toContain("credentials.sdkKey");
  expect(asked).not.toContain("credentials.sdkSecret");
  expect(asked).not.toContain("credentials.others");
  expect(asked).not.toContain("secretsRemoved");
});
