// The suite and the examples as each kind of runtime takes them: of the built packages, as whoever installs them has
// them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { exampleOf } from "./example.ts";

const HERE = import.meta.dirname;

/** Ignored by git; beside the packages, so that their names are found from there. */
export const DIST: string = join(HERE, "dist");

export const BUILT = {
  program: join(DIST, "program.mjs"),
  server: join(DIST, "server.mjs"),
  worker: join(DIST, "worker.mjs"),
  workerExample: join(DIST, "worker-example.mjs"),
  bunExample: join(DIST, ".examples/bun.ts"),
  denoExample: join(DIST, ".examples/deno.ts"),
  page: join(DIST, "page.js"),
} as const;

const USUAL = { bundle: true, logLevel: "error", target: "es2023", format: "esm" } as const;

/** Left to the runtime: it finds the packages as it would for anybody, by the conditions that it knows. */
const PROGRAM = { ...USUAL, packages: "external" } as const;

const WORKER = {
  ...USUAL,
  minify: true,
  metafile: true as const,
  conditions: ["workerd", "worker", "browser"],
  external: ["node:*", "@redis/client", "pg", "rate-limiter-flexible"],
};

/** @returns Bytes of the example's Worker, the packages in it. */
export async function buildSuites(): Promise<number> {
  const entry = (name: string): string[] => [join(HERE, `entries/${name}.ts`)];
  await build({ ...PROGRAM, entryPoints: entry("print"), outfile: BUILT.program });
  await build({ ...PROGRAM, entryPoints: entry("serve"), outfile: BUILT.server });
  await build({ ...WORKER, entryPoints: entry("worker"), outfile: BUILT.worker });
  await build({
    ...USUAL,
    entryPoints: entry("page"),
    outfile: BUILT.page,
    format: "iife",
    conditions: ["browser"],
  });

  // A folder with a dot, which our compiler leaves alone: they are in the runtimes' own TypeScript.
  mkdirSync(join(DIST, ".examples"), { recursive: true });
  writeFileSync(BUILT.bunExample, exampleOf("bun"));
  writeFileSync(BUILT.denoExample, exampleOf("deno-deploy"));
  const { metafile } = await build({
    ...WORKER,
    stdin: { contents: exampleOf("cloudflare-workers"), loader: "ts", resolveDir: HERE },
    outfile: BUILT.workerExample,
  });
  return Object.values(metafile.outputs)[0]?.bytes ?? 0;
}
