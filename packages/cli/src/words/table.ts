import { visible } from "./visible.ts";

/** Rows of a name and what belongs to it, the second column aligned. */
export function table(rows: readonly (readonly [name: string, value: string])[], indent = ""): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${indent}${visible(name).padEnd(width)}  ${visible(value)}\n`).join("");
}
