import { visible } from "../words/visible.ts";

/** A table with a line of heads, as wide as what stands in it. The last column may be as long as it likes. */
export function columns(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heads, ...rows].map((row) => row.map(visible));
  const widths = heads.map((_, index) => Math.max(...all.map((row) => (row[index] ?? "").length)));
  return all
    .map(
      (row) =>
        `${row
          .map((cell, index) => cell.padEnd(widths[index] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
