import { expect, test } from "vitest";
import { files, type Manifest, packages, read } from "./workspace.ts";

const root = JSON.parse(read("package.json")) as Manifest;

test("core has no runtime dependencies of any kind", () => {
  const { dependencies, peerDependencies, optionalDependencies } =
    packages().find(({ folder }) => folder === "packages/core/")?.manifest ?? root;
  expect({ dependencies, peerDependencies, optionalDependencies }).toEqual({});
});

test("one version for all of them", () => {
  const versions = packages().map(({ manifest: { name, version } }) => `${name} ${version}`);
  expect(versions).toEqual(packages().map(({ manifest: { name } }) => `${name} ${root.version}`));
});

test.each(packages())(
  "$folder depends on exactly this version of ours, and on exact versions of others",
  ({ manifest }) => {
    for (const [name, range] of Object.entries(manifest.dependencies ?? {})) {
      expect(`${name} ${range}`).toMatch(/ \d+\.\d+\.\d+$/);
      if (name.startsWith("@countersign/")) expect(range).toBe(root.version);
    }
  },
);

test.each(packages())("$folder has the licence, and says so", ({ folder, manifest }) => {
  expect(manifest.license).toBe("MIT");
  expect(read(`${folder}LICENSE`)).toBe(read("LICENSE"));
});

test("the runtimes each package promises", () => {
  const promised = Object.fromEntries(
    packages().map(({ manifest }) => [manifest.name, manifest.engines?.node]),
  );
  expect(promised).toMatchObject({
    "@countersign/core": ">=20.0.0",
    "@countersign/server": ">=22.12.0",
    "@countersign/sandbox": ">=22.12.0",
    countersign: ">=22.12.0",
  });
});

test("the Meeting SDK is nobody's dependency but the workspace's own, an optional peer of join, and in no file list", () => {
  const carriers = packages().flatMap(({ manifest }) =>
    Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
      .filter((name) => name.includes("meetingsdk") && !manifest.peerDependenciesMeta?.[name]?.optional)
      .map((name) => `${manifest.name} wants ${name}`),
  );
  expect(carriers).toEqual([]);
  expect(files().filter((file) => /(?:^|\/)zoom-meeting[^/]*\.js$|meetingsdk\/dist/.test(file))).toEqual([]);
});

test("the lock file holds every platform's optional packages: npm ci refuses one that does not", () => {
  interface Locked {
    readonly optionalDependencies?: Readonly<Record<string, string>>;
  }
  const locked = JSON.parse(read("package-lock.json")) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const held = new Set(Object.keys(locked.packages).map((path) => path.replace(/^.*node_modules\//, "")));
  const missing = Object.entries(locked.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !held.has(name))
      .map((name) => `${path} wants ${name}`),
  );
  expect(missing).toEqual([]);
});
