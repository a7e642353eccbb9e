/** Writes in place of a constant of core what a page needs of it. What the constant was made of is then left out. */
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import { callFor, withReader } from "./carry-texts.ts";
import { edited, valueIn } from "./typescript-literals.ts";

export interface Precomputed {
  /** Where it stands, from packages/core/src. */
  readonly file: string;
  readonly constant: string;
  /** Can be JSON. */
  readonly value: unknown;
  /** Where the value is put, if it is not to stand in the script. */
  readonly carried?: unknown[];
}

export function precompute({ file, constant, value, carried }: Precomputed): Plugin {
  return {
    name: `precompute-${constant}`,
    setup({ onLoad }) {
      const filter = new RegExp(`packages/core/src/${file.replaceAll(".", "\\.")}$`);
      onLoad({ filter }, async ({ path }) => {
        const text = carried ? `${callFor(value, carried)})` : JSON.stringify(value);
        const contents = withConstant(path, await readFile(path, "utf8"), constant, text);
        return { contents: carried ? withReader(contents) : contents, loader: "ts" };
      });
    },
  };
}

/** @throws Error where the program has no such constant: without it the page would get all that it is made of. */
export function withConstant(path: string, source: string, constant: string, text: string): string {
  const place = valueIn(path, source, constant);
  if (!place) throw new Error(`${path} has no constant ${constant}`);
  return edited(source, [{ ...place, text }]);
}
