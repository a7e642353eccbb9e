import { defineConfig } from "vitest/config";

const source = ["countersign-source"];

/** Tests that start whole servers and look at them from without. */
const SYSTEM = [
  "test/faults/**/*.test.ts",
  "test/canary/**/*.test.ts",
  "test/hostile/**/*.test.ts",
  "test/metrics/**/*.test.ts",
  "test/reliability/**/*.test.ts",
];

export default defineConfig({
  resolve: { conditions: source },
  ssr: { resolve: { conditions: source } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["packages/*/test/**/*.test.ts", "test/**/*.test.ts", "apps/*/test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/*.browser.test.ts", "**/*.pack.test.ts", ...SYSTEM],
          // A limit is for what hangs. How fast something is, bench/ says.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        // Whole servers, under load or under faults: one file at a time.
        test: {
          name: "system",
          include: SYSTEM,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "pack",
          include: ["**/*.pack.test.ts"],
          exclude: ["**/node_modules/**"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        // One browser at a time: two cores, and a join keeps both busy.
        test: {
          name: "browser",
          include: ["**/*.browser.test.ts"],
          exclude: ["**/node_modules/**"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
