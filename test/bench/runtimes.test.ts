import { afterAll, beforeAll, expect, test } from "vitest";
import type { Measured } from "../../bench/measure.ts";
import { page } from "../../bench/runtimes-page.ts";
import { type Bench, MEASURABLE, prepare } from "../../bench/runtimes-run.ts";
import { OURS, RAW, WITH_JSON } from "../../bench/runtimes-signers.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await prepare("sources");
});

afterAll(() => bench.remove());

test("all runtimes with node:crypto are asked", () => {
  expect(MEASURABLE.map(({ name }) => name)).toEqual([
    "Node 20",
    "Node 22",
    "Node 24",
    "Node 26",
    "Bun",
    "Deno",
  ]);
  expect(MEASURABLE.find(({ name }) => name === "Node 24")?.program).toBeDefined();
});

// The others are here once the conformance suite has run.
test.each(MEASURABLE.filter(({ program }) => program !== undefined))(
  "$name measures, once the signatures were the same to the byte",
  async (runtime) => {
    const measured = await bench.run(runtime, 2, 1);
    expect(measured.map(({ name }) => name)).toEqual([OURS, WITH_JSON, RAW]);
    const rounds = measured.flatMap((one) => one.rounds);
    expect(rounds).toHaveLength(6);
    expect(rounds.every((cost) => cost > 0)).toBe(true);
    expect(await bench.versionOf(runtime)).toMatch(/^\d+\.\d+\.\d+$/);
  },
);

test("the page says where it is slower, and where nothing was measured", () => {
  const process = (json: number): Measured[] => [
    { name: OURS, rounds: [100, 200, 300] },
    { name: WITH_JSON, rounds: [100 * json, 200 * json, 300 * json] },
    { name: RAW, rounds: [100, 200, 300] },
  ];
  const of = (name: string, ...processes: number[]) => ({
    name,
    version: "1.2.3",
    passes: processes.map(process),
  });
  const found = { about: "A machine.", noise: "Quiet.", quiet: true, rounds: "3 rounds" };
  const ran = page({ ...found, outcomes: [of("Node 20", 2, 1.5), of("Bun", 1.2, 1)] });
  expect(ran).toContain("| Node 20 (1.2.3) | 200 | 400 | 2.00 [1.50..2.00] | 1.50 | 1.00 [1.00..1.00] |");
  expect(ran).toContain("in any process and in the middle half of the rounds: Node 20, Bun.");
  expect(ran).not.toContain("no result");

  const notRun = { name: "Deno", notRun: "there is none" };
  const slower = page({ ...found, quiet: false, outcomes: [of("Node 20", 2), of("Bun", 1.2, 0.9), notRun] });
  expect(slower).toContain("**Slower than `createHmac` with `JSON.stringify`, or not surely faster: Bun.**");
  expect(slower).toContain("| Deno | not run: there is none |");
  expect(slower).toContain("Not measured: Deno.");
  expect(slower).toContain("these figures are no result");
});
