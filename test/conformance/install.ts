import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "runtimes");

/**
 * Installs the runtimes where they are not, or not those of the lock file. Their packages hold the programs themselves,
 * so no script of theirs is run. @returns Why it could not be done, if it could not.
 */
export function installRuntimes(): string | undefined {
  if (isInstalled()) return undefined;
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status, stderr } = spawnSync("npm", args, { cwd: FOLDER, encoding: "utf8", timeout: 300_000 });
  if (status === 0) return undefined;
  const [line = "npm ci failed"] = stderr.split("\n").filter((text) => /^npm (?:error|ERR!)/.test(text));
  // It ends in a table.
  return line.slice(0, 200).replaceAll("|", "/");
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/** What npm writes down of what it installed, against what it is to install. */
function isInstalled(): boolean {
  const hidden = join(FOLDER, "node_modules/.package-lock.json");
  if (!existsSync(hidden)) return false;
  return versions(hidden) === versions(join(FOLDER, "package-lock.json"));
}

function versions(file: string): string {
  const { packages } = JSON.parse(readFileSync(file, "utf8")) as Lock;
  const named = Object.entries(packages).filter(([path]) => path !== "");
  return JSON.stringify(named.map(([path, { version }]) => `${path} ${version}`).sort());
}
