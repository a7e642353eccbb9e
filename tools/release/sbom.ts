/**
 * What a package brings along, as CycloneDX: read from the lock file, so that it is the same wherever it is made.
 * `npm sbom --omit dev` leaves out what the workspace needs for development as well, jose among it.
 */

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  /** Of a package of ours: where it is. */
  readonly resolved?: string;
  readonly link?: boolean;
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

export interface Component {
  readonly "bom-ref": string;
  readonly type: "application" | "library";
  readonly name: string;
  readonly version: string;
  readonly scope?: "optional" | "required";
  readonly purl: string;
  readonly licenses?: readonly { readonly license: { readonly id: string } }[];
  readonly hashes?: readonly { readonly alg: "SHA-512"; readonly content: string }[];
}

export interface Sbom {
  readonly bomFormat: "CycloneDX";
  readonly specVersion: "1.5";
  readonly version: 1;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** @param folder Of the package in the workspace, as in `packages/core`. */
export function sbomOf(lock: Lock, folder: string): Sbom {
  /** Folders of the lock file; true where something needs it that is not optional itself. */
  const reached = new Map<string, boolean>();
  const edges = new Map<string, readonly string[]>();
  const reach = (path: string, required: boolean): void => {
    const before = reached.get(path);
    if (before === true || before === required) return;
    reached.set(path, required);
    const needs = needsOf(lock, path);
    edges.set(
      path,
      needs.map(({ at }) => at),
    );
    for (const { at, optional } of needs) reach(at, required && !optional);
  };
  reach(folder, true);
  const paths = [...reached.keys()].sort((a, b) => (refOf(lock, a) < refOf(lock, b) ? -1 : 1));
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: componentOf(lock, folder) },
    components: paths
      .filter((path) => path !== folder)
      .map((path) => ({ ...componentOf(lock, path), scope: reached.get(path) ? "required" : "optional" })),
    dependencies: paths.map((path) => ({
      ref: refOf(lock, path),
      dependsOn: [...new Set(edges.get(path)?.map((at) => refOf(lock, at)))].sort(),
    })),
  };
}

function needsOf(lock: Lock, path: string): { readonly at: string; readonly optional: boolean }[] {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = entry(lock, path);
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  const names = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
  return names.map((name) => ({
    at: find(lock, path, name),
    optional: name in (optionalDependencies ?? {}),
  }));
}

/** As Node looks a package up: beside the one that wants it, then in each folder above. */
function find(lock: Lock, from: string, name: string): string {
  for (let folder = from; ; folder = folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/")) : "") {
    const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    const locked = lock.packages[path];
    if (locked?.link && locked.resolved !== undefined) return locked.resolved;
    if (locked) return path;
    if (folder === "") throw new Error(`the lock file has no ${name}, which ${from} wants`);
  }
}

function entry(lock: Lock, path: string): Locked {
  const locked = lock.packages[path];
  if (!locked) throw new Error(`the lock file has no ${path}`);
  return locked;
}

function nameOf(lock: Lock, path: string): string {
  return entry(lock, path).name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}

function refOf(lock: Lock, path: string): string {
  return `${nameOf(lock, path)}@${entry(lock, path).version}`;
}

function componentOf(lock: Lock, path: string): Component {
  const { version = "", license, integrity } = entry(lock, path);
  const name = nameOf(lock, path);
  const sha512 = /sha512-(\S+)/.exec(integrity ?? "")?.[1];
  return {
    "bom-ref": refOf(lock, path),
    type: name === "countersign" ? "application" : "library",
    name,
    version,
    purl: `pkg:npm/${name.replace(/^@/, "%40")}@${version}`,
    ...(license !== undefined && { licenses: [{ license: { id: license } }] }),
    ...(sha512 !== undefined && {
      hashes: [{ alg: "SHA-512", content: Buffer.from(sha512, "base64").toString("hex") }],
    }),
  };
}
