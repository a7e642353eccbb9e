import { type Measured, quantile } from "./measure.ts";

const WIDTH = 48;

/** A plot in letters: the length says the time on a logarithmic scale, for the slowest takes a hundred times as long. */
export function bars(rows: readonly Measured[], unit: string): string {
  const least = quantile(rows.find(({ name }) => name === unit)?.rounds ?? [1], 0.5);
  const times = rows.map(({ name, rounds }) => ({ name, ratio: quantile(rounds, 0.5) / least }));
  const most = Math.max(...times.map(({ ratio }) => ratio));
  const column = Math.max(...times.map(({ name }) => name.length));
  const lines = times.map(({ name, ratio }) => {
    const length = Math.max(1, Math.round(4 + ((WIDTH - 4) * Math.log(ratio)) / Math.log(most)));
    return `${name.padEnd(column)} ${"█".repeat(length)} ${ratio.toFixed(ratio < 10 ? 1 : 0)}`;
  });
  return ["```text", ...lines, "```"].join("\n");
}
