// Writes the pages of docs/ that are generated from code, so that they cannot say something else than it does.
//   node --conditions=countersign-source tools/generate-docs.ts
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { refusalsPage } from "../packages/cli/src/explain/page.ts";
import { lintPage } from "../packages/cli/src/lint/page.ts";
import { differencesPage } from "./docs/differences-page.ts";
import { doctorExamplesPage } from "./docs/doctor-examples.ts";
import { ERROR_PAGES } from "./docs/error-pages.ts";
import { RULE_PAGES } from "./docs/rule-pages.ts";

/** Path from the root, and what stands there. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  "docs/differences.md": differencesPage,
  "docs/doctor-examples.md": doctorExamplesPage,
  "docs/lint.md": lintPage,
  "docs/refusals.md": refusalsPage,
  ...RULE_PAGES,
  ...ERROR_PAGES,
};

/** Folders in which every page is generated. */
export const GENERATED_FOLDERS: readonly string[] = ["docs/rules", "docs/errors"];

const ROOT = resolve(import.meta.dirname, "..");

/** Pages there of rules and codes that are gone. */
export function leftOver(): string[] {
  return GENERATED_FOLDERS.filter((folder) => existsSync(resolve(ROOT, folder))).flatMap((folder) =>
    readdirSync(resolve(ROOT, folder))
      .map((name) => `${folder}/${name}`)
      .filter((path) => !Object.hasOwn(GENERATED, path)),
  );
}

if (import.meta.main) {
  for (const [path, content] of Object.entries(GENERATED)) {
    const file = resolve(ROOT, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content());
  }
  for (const path of leftOver()) rmSync(resolve(ROOT, path));
  console.log(`${Object.keys(GENERATED).length} pages`);
}
