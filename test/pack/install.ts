import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type Manifest, packages, ROOT } from "../repo/workspace.ts";

export interface Packed {
  readonly name: string;
  readonly tarball: string;
  readonly files: readonly string[];
}

export const BIN: string = join(ROOT, "node_modules/.bin");

export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "countersign-pack-")));
}

/** Builds all packages and packs them into `folder`, as `npm publish` would. */
export function packAll(folder: string): Packed[] {
  const folders = packages().map((one) => one.folder);
  run(join(BIN, "tsc"), ["--build", ...folders]);
  run(process.execPath, ["tools/build-page.ts"]);
  return folders.map((path) => {
    const args = ["pack", "--json", "--silent", "--ignore-scripts", "--pack-destination", folder];
    const told = execFileSync("npm", args, { cwd: join(ROOT, path), encoding: "utf8" });
    const [packed] = packListOf(JSON.parse(told));
    if (!packed) throw new Error(`npm packed nothing in ${path}`);
    return {
      name: packed.name,
      tarball: join(folder, packed.filename),
      files: packed.files.map((file) => file.path),
    };
  });
}

/** The compiler tells its errors on standard output. */
function run(program: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}${stderr}`);
}

interface PackJson {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Older npm answers with a list, newer with an object by name. */
function packListOf(json: PackJson[] | Record<string, PackJson>): PackJson[] {
  return Array.isArray(json) ? json : Object.values(json);
}

/**
 * A project with these tarballs installed, without any network: ours from the tarballs, other people's packages
 * from the workspace. What ours import of each other comes from the tarballs too.
 */
export function projectWith(packed: readonly Packed[]): string {
  const project = temporaryFolder();
  const modules = join(project, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }\n');
  for (const { name, tarball } of packed) {
    const folder = join(modules, name);
    mkdirSync(folder, { recursive: true });
    execFileSync("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"]);
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest & {
      readonly bin?: Readonly<Record<string, string>>;
    };
    for (const [command, path] of Object.entries(manifest.bin ?? {})) {
      chmodSync(join(folder, path), 0o755);
      symlinkSync(join(folder, path), join(modules, ".bin", command));
    }
    for (const other of Object.keys(manifest.dependencies ?? {})) {
      if (!packed.some((one) => one.name === other)) linkOnce(other, modules);
    }
  }
  return project;
}

function linkOnce(name: string, modules: string): void {
  const link = join(modules, name);
  mkdirSync(dirname(link), { recursive: true });
  try {
    symlinkSync(join(ROOT, "node_modules", name), link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** A Node of that major version: the one running, else one on the PATH outside the workspace. */
export function nodeOf(major: number): string | undefined {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const folders = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"));
  return folders
    .map((folder) => join(folder, "node"))
    .find((path) => versionOf(path)?.startsWith(`v${major}.`));
}

function versionOf(node: string): string | undefined {
  try {
    return execFileSync(node, ["--version"], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return undefined;
  }
}
