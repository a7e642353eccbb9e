import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BARE } from "./support/bare.ts";
import { CONDITIONS, ELSEWHERE } from "./support/conditions/index.ts";
import { readMeasured } from "./support/measured.ts";
import { conditionsPage } from "./support/page-of-conditions.ts";

test("the page of conditions says what was measured", () => {
  const page = readFileSync(new URL("../../docs/join-conditions.md", import.meta.url), "utf8");
  expect(page).toBe(conditionsPage(readMeasured()));
});

test("every condition that the SDK was measured in is run here, or says why not", () => {
  const known = new Set([...CONDITIONS.map(({ id }) => id), ...Object.keys(ELSEWHERE)]);
  expect([...BARE.keys()].filter((id) => !known.has(id))).toEqual([]);
  expect(BARE.size).toBeGreaterThan(100);
});
