import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { ROOT } from "./workspace.ts";

/** Bytes of the named exports of core, bundled, minified and gzipped. */
async function size(names: readonly string[]): Promise<{ bytes: number; text: string }> {
  const result = await build({
    stdin: { contents: `export { ${names.join(", ")} } from "@countersign/core";`, resolveDir: ROOT },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2023",
    conditions: ["countersign-source"],
    write: false,
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error("esbuild wrote nothing");
  return { bytes: gzipSync(file.contents, { level: 9 }).length, text: file.text };
}

test("sign and verify stay under 7 kB", async () => {
  const { bytes } = await size(["createSigner", "verify"]);
  expect(bytes).toBeLessThan(7000);
});

test("who signs does not carry what reads environments or finds causes", async () => {
  const { text } = await size(["createSigner", "verify"]);
  expect(text).toContain("mac-mismatch");
  expect(text).not.toContain("ZOOM_CLIENT_ID");
  expect(text).not.toContain("time-units");
});
