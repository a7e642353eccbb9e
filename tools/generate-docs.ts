// Writes the pages of docs/ that are generated from code, so that they cannot say something else than it does.
//   node --conditions=countersign-source tools/generate-docs.ts
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { refusalsPage } from "../packages/cli/src/explain/page.ts";
import { differencesPage } from "./docs/differences-page.ts";

/** Path from the root, and what stands there. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  "docs/differences.md": differencesPage,
  "docs/refusals.md": refusalsPage,
};

if (import.meta.main) {
  for (const [path, content] of Object.entries(GENERATED)) {
    const file = resolve(import.meta.dirname, "..", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content());
    console.log(path);
  }
}
