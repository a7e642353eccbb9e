// How large the image is that the Dockerfile makes, beside its base: `npm run bench:image`. Its steps are done in folders,
// as test/deploy does them: without an engine layers cannot be made and compressed.
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { keptOf } from "../test/deploy/support/ignored.ts";
import { simulate } from "../test/deploy/support/simulate.ts";
import { files, read } from "../test/repo/workspace.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

export interface ImageContents {
  /** Bytes of the files that the last stage copies, by what they are. */
  readonly parts: readonly (readonly [what: string, bytes: number])[];
  readonly bytes: number;
  /** In its node_modules, without ours. */
  readonly packages: number;
}

/** @throws Error where the workspace was not built */
export function imageContents(): ImageContents {
  const folder = mkdtempSync(join(tmpdir(), "bench-image-"));
  try {
    const context = join(folder, "context");
    for (const file of keptOf(files(), read(".dockerignore"))) {
      mkdirSync(dirname(join(context, file)), { recursive: true });
      cpSync(join(ROOT, file), join(context, file));
    }
    const { folder: image } = simulate({
      dockerfile: read("Dockerfile"),
      context,
      folder: join(folder, "stages"),
      env: process.env,
      instead: (command, workdir) => {
        if (command.startsWith("rm -rf /usr/local/") || command === "npm ci --ignore-scripts") return "done";
        return command === "npm run build" ? takeBuilt(workdir) : undefined;
      },
    });
    return contentsOf(join(image, "countersign"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `npm run build` has made here. */
function takeBuilt(workdir: string): "done" {
  for (const made of ["core/dist", "sandbox/dist", "server/dist", "cli/dist", "cli/page"]) {
    const from = join(ROOT, "packages", made);
    if (!existsSync(from)) throw new Error(`packages/${made} is not there: npm run build makes it`);
    cpSync(from, join(workdir, "packages", made), { recursive: true });
  }
  return "done";
}

function contentsOf(root: string): ImageContents {
  const modules = join(root, "node_modules");
  const ours = bytesIn(join(root, "packages"));
  const page = bytesIn(join(root, "packages/cli/page"));
  const theirs = bytesIn(modules);
  const bytes = bytesIn(root);
  return {
    parts: [
      ["packages of others", theirs],
      ["ours, compiled, with types and source maps", ours - page],
      ["the page of tools", page],
      ["manifest and licence", bytes - theirs - ours],
    ],
    bytes,
    packages: packagesIn(modules),
  };
}

/** A link is no copy. */
function bytesIn(path: string): number {
  const seen = lstatSync(path);
  if (!seen.isDirectory()) return seen.isFile() ? seen.size : 0;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}

function packagesIn(modules: string): number {
  const names = readdirSync(modules, { withFileTypes: true }).filter(
    (one) => one.isDirectory() && !one.name.startsWith("."),
  );
  const found = names.map(({ name }) => {
    if (name.startsWith("@")) return packagesIn(join(modules, name));
    const inside = join(modules, name, "node_modules");
    return 1 + (existsSync(inside) ? packagesIn(inside) : 0);
  });
  return found.reduce((sum, one) => sum + one, 0);
}

if (import.meta.main) {
  const { parts, bytes, packages } = imageContents();
  const megabytes = (size: number): string => (size / 1e6).toFixed(2);
  const rows = [...parts, [`all of it: ${packages} packages and ours`, bytes] as const];
  console.log(
    [
      "| in the image, beside its base | MB |",
      "| --- | --- |",
      ...rows.map(([what, size]) => `| ${what} | ${megabytes(size)} |`),
    ].join("\n"),
  );
}
