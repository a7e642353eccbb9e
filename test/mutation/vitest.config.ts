import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { AREAS, isAreaId } from "./areas.ts";

// Read by Stryker's workers, in a copy of the workspace whose node_modules are the workspace's own. There the name of a
// package leads to its source that is not mutated: here it leads to the one in the copy.
const ROOT = resolve(import.meta.dirname, "../..");
const SOURCE = "countersign-source";

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

const alias = ["core", "sandbox", "server"].flatMap((folder) => {
  const at = resolve(ROOT, "packages", folder);
  const { name, exports } = JSON.parse(readFileSync(resolve(at, "package.json"), "utf8")) as Manifest;
  return Object.entries(exports).flatMap(([path, to]) => {
    const source = typeof to === "object" ? to[SOURCE] : undefined;
    if (source === undefined) return [];
    return [{ find: new RegExp(`^${name}${path.slice(1)}$`), replacement: resolve(at, source) }];
  });
});

const area = process.env.COUNTERSIGN_MUTATION_AREA ?? "";
if (!isAreaId(area)) throw new Error(`COUNTERSIGN_MUTATION_AREA names no area: "${area}"`);

export default defineConfig({
  resolve: { conditions: [SOURCE], alias },
  ssr: { resolve: { conditions: [SOURCE] } },
  test: {
    include: [...AREAS[area].tests],
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
