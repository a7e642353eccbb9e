import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { tokenOf } from "../../bench/growth-core.ts";
import { type Growth, growthOf } from "../../bench/growth-fit.ts";
import { type Grown, page } from "../../bench/growth-page.ts";

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SIZES = [10, 100, 1000, 10_000, 100_000];

function costs(cost: (n: number) => number, sizes = SIZES): { n: number; cost: number }[] {
  return sizes.map((n) => ({ n, cost: cost(n) }));
}

test.each<[string, Growth, (n: number) => number]>([
  ["the same for all", "constant", () => 1000],
  ["noise about the same", "constant", (n) => 1000 + 130 * Math.sin(n)],
  ["a look at each, small beside the rest", "linear", (n) => 1000 + 0.2 * n],
  ["a look at each, that soon is all of it", "linear", (n) => 1000 + 50 * n],
  ["a look at each and nothing else", "linear", (n) => 3 * n],
  ["a tree", "slower than linear", (n) => 100 + 300 * Math.log2(n)],
  ["memory that is further away", "slower than linear", (n) => 200 + (n > 1000 ? 150 : 0) + n / 1000],
  ["places gone over from some size on", "linear", (n) => (n > 50_000 ? 6300 : 260 + n / 1000)],
  ["each for each", "faster than linear", (n) => 100 + 0.01 * n * n],
])("%s is %s", (_, growth, cost) => {
  expect(growthOf(costs(cost))).toBe(growth);
});

test("growth of two sizes is not known", () => {
  expect(() => growthOf(costs(() => 1, [1, 2]))).toThrow(TypeError);
});

test.each([200, 1000, 16_384])("a signature of %i characters, or one less", (characters) => {
  expect([0, 1]).toContain(characters - tokenOf(characters).length);
});

test("the page says in words what its figures are", () => {
  const grown = (wanted: Growth, each: number): Grown => ({
    series: { of: "things", operation: "one look", wanted, why: "each is looked at" },
    sizes: SIZES.map((n) => ({ n, rounds: [1, 2, 3].map((round) => round * (1000 + each * n)) })),
  });
  const found = { about: "A machine.", noise: "Quiet.", quiet: true, rounds: "3 rounds" };
  const text = page({ ...found, grown: [grown("constant", 0), grown("linear", 1), grown("constant", 1)] });
  expect(text.split("\n").filter((line) => line.startsWith("| things"))).toEqual([
    "| things | one look | 10 to 100,000 | 1.00 | constant |",
    "| things | one look | 10 to 100,000 | 100.00 | linear: each is looked at |",
    "| things | one look | 10 to 100,000 | 100.00 | **linear**, more than it should: each is looked at |",
  ]);
  expect(text).not.toContain("no result");
  expect(page({ ...found, quiet: false, grown: [] })).toContain("these figures are no result");
});

test("the bench runs, all of it", async () => {
  const args = ["--conditions=countersign-source", "bench/growth.ts", "--quick", "--noisy"];
  const { stdout } = await execute(process.execPath, args, { cwd: ROOT });
  const [head = "", ...sections] = stdout.split("\n## ");
  const rows = head.split("\n").filter((line) => /^\| .+ to \d/.test(line));
  expect(rows.length).toBeGreaterThan(15);
  expect(sections).toHaveLength(rows.length);
  expect(stdout).not.toContain("NaN");
  expect(stdout).toContain("these figures are no result");
});
