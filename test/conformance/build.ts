// The suite as each kind of runtime takes it: of the built packages, as whoever installs them has them.
import { join } from "node:path";
import { build } from "esbuild";

const HERE = import.meta.dirname;

/** Ignored by git; beside the packages, so that their names are found from there. */
export const DIST: string = join(HERE, "dist");

export const BUILT = {
  program: join(DIST, "program.mjs"),
  worker: join(DIST, "worker.mjs"),
  page: join(DIST, "page.js"),
} as const;

/** @returns Bytes of the Worker, packages and vectors in it. */
export async function buildSuites(): Promise<number> {
  const usual = { bundle: true, logLevel: "error", target: "es2023" } as const;
  await build({
    ...usual,
    entryPoints: [join(HERE, "entries/print.ts")],
    outfile: BUILT.program,
    format: "esm",
    // Left to the runtime: it finds the packages as it would for anybody, by the conditions that it knows.
    packages: "external",
  });
  const { metafile } = await build({
    ...usual,
    entryPoints: [join(HERE, "entries/worker.ts")],
    outfile: BUILT.worker,
    format: "esm",
    metafile: true,
    minify: true,
    conditions: ["workerd", "worker", "browser"],
    external: ["node:*", "@redis/client", "pg", "rate-limiter-flexible"],
  });
  await build({
    ...usual,
    entryPoints: [join(HERE, "entries/page.ts")],
    outfile: BUILT.page,
    format: "iife",
    conditions: ["browser"],
  });
  return Object.values(metafile.outputs)[0]?.bytes ?? 0;
}
