import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

// docs/join.md says how much a page carries for it.
it("adds some 110 kB gzipped to a page", async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: 'export { joinMeeting } from "@countersign/join";',
      resolveDir: resolve("packages/cli"),
    },
    alias: { "@countersign/join": resolve("packages/join/src/index.ts") },
    conditions: ["countersign-source"],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    external: ["@zoom/meetingsdk"],
    write: false,
  });
  const size = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
  expect(size).toBeGreaterThan(50_000);
  expect(size).toBeLessThan(115_000);
});
