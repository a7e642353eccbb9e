import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Imports no product code: a cycle there must not stop the tests that would report it.

export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly private?: boolean;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Package {
  /** From the root, with a slash at its end. */
  readonly folder: string;
  readonly manifest: Manifest;
}

export function read(path: string): string {
  return readFileSync(ROOT + path, "utf8");
}

export function packages(): Package[] {
  return readdirSync(`${ROOT}packages`).map((name) => {
    const folder = `packages/${name}/`;
    return { folder, manifest: JSON.parse(read(`${folder}package.json`)) as Manifest };
  });
}

/** Files that git tracks, those not added yet among them: what a clone would have. */
export function files(...paths: readonly string[]): string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "--", ...paths];
  const listed = execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).split("\n");
  return listed.filter((file) => file !== "" && existsInTree(file));
}

function existsInTree(file: string): boolean {
  try {
    readFileSync(ROOT + file);
    return true;
  } catch {
    return false;
  }
}

export interface Import {
  readonly file: string;
  readonly specifier: string;
}

const IMPORT =
  /^\s*(?:import|export)\b[^;'"`]*?\bfrom\s*["']([^"'\n]+)["']|(?:^|[\s(=])import\s*\(?\s*["']([^"'\n]+)["']/gm;

/** Every module specifier in the sources below `paths`, types too. */
const TEMPLATE = /`(?:\\.|[^`\\])*`/gs;

export function imports(...paths: readonly string[]): Import[] {
  return files(...paths)
    .filter((file) => /\.[cm]?tsx?$/.test(file))
    .flatMap((file) =>
      // Code that stands in a text, such as a rule's example, imports nothing.
      [...read(file).replace(TEMPLATE, "``").matchAll(IMPORT)].map((match) => ({
        file,
        specifier: match[1] ?? match[2] ?? "",
      })),
    );
}
