import { expect, test } from "vitest";
import type { Policy, PolicyAnswer } from "../../src/access/policy.ts";
import { firstYes } from "../../src/access/policy-first.ts";
import { ALICE, MEETING } from "../facts.ts";

const WISH = { kind: "web", meetingNumber: MEETING, role: 0 } as const;
const participant = { kind: "web", meetingNumber: MEETING, maxRole: 0 } as const;
const host = { ...participant, maxRole: 1 } as const;
const native = { kind: "native" } as const;

test.each<[answers: readonly PolicyAnswer[], answer: PolicyAnswer, asked: number]>([
  [["no"], "no", 1],
  [["unavailable"], "unavailable", 1],
  [[participant], participant, 1],
  [["no", "no"], "no", 2],
  [["no", participant], participant, 2],
  [[participant, host], participant, 1],
  [[native, host], native, 1],
  [["unavailable", host], host, 2],
  [["unavailable", "no"], "unavailable", 2],
  [["no", "unavailable"], "unavailable", 2],
  [["no", "unavailable", "no", host], host, 4],
])("%o: %o", async (answers, answer, asked) => {
  const seen: unknown[] = [];
  const [first, ...others] = answers.map(
    (one, index): Policy =>
      (...asking) => {
        seen.push(asking);
        return index % 2 === 0 ? one : Promise.resolve(one);
      },
  ) as [Policy, ...Policy[]];
  expect(await firstYes(first, ...others)(ALICE, WISH)).toBe(answer);
  expect(seen).toEqual(Array(asked).fill([ALICE, WISH]));
});

test("one that throws is not a no", async () => {
  const broken: Policy = () => Promise.reject(new Error("gone"));
  await expect(firstYes(broken, () => host)(ALICE, WISH)).rejects.toThrow("gone");
});
