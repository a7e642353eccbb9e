import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf } from "../docs/markdown.ts";

const FOLDER = join(import.meta.dirname, "../../docs/deploy");

/** The code of a page of docs/deploy, as its reader copies it. */
export function exampleOf(page: string): string {
  const scripts = blocksOf(readFileSync(join(FOLDER, `${page}.md`), "utf8")).filter(
    ({ language }) => language === "ts",
  );
  const [script] = scripts;
  if (script === undefined || scripts.length !== 1)
    throw new Error(`docs/deploy/${page}.md has not one block of code`);
  return script.text;
}
