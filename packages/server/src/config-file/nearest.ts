/** The known name that differs least from what was written; none where all are far off. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const far = (name: string): number => distance(written.toLowerCase().slice(0, 64), name.toLowerCase());
  const [best] = [...known].sort((left, right) => far(left) - far(right));
  if (best === undefined) return undefined;
  return far(best) <= Math.max(2, Math.floor(written.length / 3)) ? best : undefined;
}

/** Insertions, deletions and replacements between two words. */
function distance(from: string, to: string): number {
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const row = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replaced = (last[j] ?? 0) + (letter === other ? 0 : 1);
      row.push(Math.min(replaced, (last[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    last = row;
  }
  return last.at(-1) ?? 0;
}
