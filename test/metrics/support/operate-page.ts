import { readFileSync } from "node:fs";

export const OPERATE: string = readFileSync(new URL("../../../docs/operate.md", import.meta.url), "utf8");

export interface Documented {
  readonly name: string;
  readonly kind: string;
  readonly labels: readonly string[];
  readonly help: string;
}

/** The table of metrics in docs/operate.md. */
export function documentedMetrics(): readonly Documented[] {
  return [...OPERATE.matchAll(/^\| `(\w+)` \| (counter|gauge|histogram) \| (.*?) \| (.*) \|$/gm)].map(
    ([, name = "", kind = "", labels = "", help = ""]) => ({
      name,
      kind,
      labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = ""]) => label),
      help,
    }),
  );
}
