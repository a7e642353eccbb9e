import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";

const CORE = fileURLToPath(new URL("../../../", import.meta.url));

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: CORE, loader: "js" },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}

const SIGNER = 'export { createSigner } from "./src/sign/signer.ts";';

// The book weighs more than the rest of core, and who only signs has no use for it.
it("who does not ask for the error book does not carry it", async () => {
  const unused =
    'import { findZoomErrors } from "./src/zoom/error-book/index.ts"; import { wantsSdkKeyInJoin } from "./src/zoom/sdk-versions.ts";';
  const carried = (await bundle(`${unused} ${SIGNER}`)).length - (await bundle(SIGNER)).length;
  // A decoder that any module may make is kept, and names move; the book itself is 60 kB.
  expect(carried).toBeLessThan(200);
});

it("who asks for it does", async () => {
  expect(await bundle('export { findZoomErrors } from "./src/zoom/error-book/index.ts";')).toContain(
    "measured with @zoom/meetingsdk 6.2.0 against a stand-in",
  );
});
