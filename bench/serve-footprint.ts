// What an installation brings along: packages, and bytes on the disk.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

interface Locked {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Footprint {
  readonly packages: number;
  readonly megabytes: number;
}

/** Of these packages and all that they depend on, by the lock file; of ours what would be published. */
export function footprint(names: readonly string[], optional: boolean): Footprint {
  const { packages: locked } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, Locked>>;
  };
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    const place = placeOf(name, from, locked);
    if (place === undefined || found.has(place)) return;
    found.add(place);
    const one = locked[place];
    const { dependencies, optionalDependencies } = one?.link
      ? (locked[one.resolved ?? ""] ?? {})
      : (one ?? {});
    const wanted = { ...dependencies, ...(optional && optionalDependencies) };
    for (const other of Object.keys(wanted)) visit(other, place);
  };
  for (const name of names) visit(name, "");
  const bytes = [...found].map((place) =>
    locked[place]?.link ? packedBytes(locked[place]?.resolved ?? "") : bytesIn(join(ROOT, place)),
  );
  return { packages: found.size, megabytes: bytes.reduce((sum, one) => sum + one, 0) / 1e6 };
}

/** As node looks for it: in the package's own node_modules, then in those above. */
function placeOf(name: string, from: string, locked: Readonly<Record<string, Locked>>): string | undefined {
  for (let above = from; ; above = above.slice(0, Math.max(0, above.lastIndexOf("/node_modules/")))) {
    const place = above === "" ? `node_modules/${name}` : `${above}/node_modules/${name}`;
    if (locked[place]) return place;
    if (above === "") return undefined;
  }
}

function bytesIn(folder: string): number {
  let bytes = 0;
  for (const one of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, one.name);
    if (one.isDirectory()) bytes += one.name === "node_modules" ? 0 : bytesIn(path);
    else if (one.isFile()) bytes += statSync(path).size;
  }
  return bytes;
}

function packedBytes(folder: string): number {
  const printed = execFileSync("npm", ["pack", "--dry-run", "--json", "--loglevel=error"], {
    cwd: join(ROOT, folder),
    encoding: "utf8",
  });
  const packed = JSON.parse(printed) as
    | readonly { unpackedSize: number }[]
    | Readonly<Record<string, { unpackedSize: number }>>;
  return Object.values(packed)[0]?.unpackedSize ?? Number.NaN;
}
