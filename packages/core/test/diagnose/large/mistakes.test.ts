import { expect, it } from "vitest";
import { diagnose } from "../../../src/diagnose/diagnose.ts";
import { RULES } from "../../../src/diagnose/rules/index.ts";
import { seeded } from "../../random.ts";
import { MISTAKES } from "./mistakes.ts";
import { parameters } from "./parameters.ts";
import { LONG, size, TIMEOUT } from "./size.ts";

const COUNT = size(1_000, 10_000);

it("every mistake is one that a rule names", () => {
  const ids = RULES.map(({ id }) => id);
  expect(MISTAKES.map(({ rule }) => rule).filter((rule) => !ids.includes(rule))).toEqual([]);
});

it(`${COUNT} mistakes with parameters of all kinds: 99 of 100 verdicts are right`, {
  timeout: TIMEOUT,
}, () => {
  const random = seeded(87_270_695);
  const wrong: string[] = [];
  for (let turn = 0; turn < COUNT; turn++) {
    const mistake = MISTAKES[turn % MISTAKES.length];
    if (!mistake) continue;
    const { verdict, findings } = diagnose(mistake.make(parameters(random), random));
    if (verdict?.rule !== mistake.rule)
      wrong.push(`${mistake.rule}: ${findings.map(({ rule }) => rule).join(" ")}`);
  }
  if (LONG) console.info(`${COUNT} mistakes, ${COUNT - wrong.length} right verdicts`);
  expect(wrong.length, [...new Set(wrong)].slice(0, 20).join("\n")).toBeLessThanOrEqual(COUNT / 100);
});
