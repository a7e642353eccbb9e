import { describe, expect, test } from "vitest";
import { released, summaryOf } from "../../tools/release/changelog.ts";
import { provenanceOf } from "../../tools/release/provenance.ts";
import { type Lock, sbomOf } from "../../tools/release/sbom.ts";
import { withVersion } from "../../tools/release/with-version.ts";
import { files, packages, read } from "../repo/workspace.ts";

describe("what a package brings along", () => {
  const lock: Lock = {
    packages: {
      "": {},
      "packages/a": {
        name: "@ours/a",
        version: "1.0.0",
        license: "MIT",
        dependencies: { "@ours/b": "1.0.0", twice: "^1.0.0" },
        optionalDependencies: { maybe: "^3.0.0" },
        peerDependencies: { host: "*" },
        peerDependenciesMeta: { host: { optional: true } },
      },
      "packages/b": { name: "@ours/b", version: "1.0.0", license: "MIT", dependencies: { twice: "^2.0.0" } },
      "node_modules/@ours/b": { resolved: "packages/b", link: true },
      "node_modules/twice": {
        version: "1.0.0",
        license: "ISC",
        integrity: "sha512-AAEC",
        dependencies: { deep: "*" },
      },
      "packages/b/node_modules/twice": { version: "2.0.0" },
      "node_modules/deep": { version: "4.0.0" },
      "node_modules/maybe": { version: "3.0.0", dependencies: { deep: "*", under: "*" } },
      "node_modules/under": { version: "5.0.0" },
      "node_modules/host": { version: "9.0.0" },
      "node_modules/unrelated": { version: "9.0.0" },
    },
  };

  test("each version that is really used, whether it may be missing, and who wants it", () => {
    const { components, dependencies, metadata } = sbomOf(lock, "packages/a");
    expect(metadata.component.purl).toBe("pkg:npm/%40ours/a@1.0.0");
    expect(components.map(({ scope, ...one }) => [one["bom-ref"], scope])).toEqual([
      ["@ours/b@1.0.0", "required"],
      ["deep@4.0.0", "required"],
      ["maybe@3.0.0", "optional"],
      ["twice@1.0.0", "required"],
      ["twice@2.0.0", "required"],
      ["under@5.0.0", "optional"],
    ]);
    expect(components.find((one) => one["bom-ref"] === "twice@1.0.0")).toEqual({
      "bom-ref": "twice@1.0.0",
      type: "library",
      name: "twice",
      version: "1.0.0",
      scope: "required",
      purl: "pkg:npm/twice@1.0.0",
      licenses: [{ license: { id: "ISC" } }],
      hashes: [{ alg: "SHA-512", content: "000102" }],
    });
    expect(Object.fromEntries(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))).toEqual({
      "@ours/a@1.0.0": ["@ours/b@1.0.0", "maybe@3.0.0", "twice@1.0.0"],
      "@ours/b@1.0.0": ["twice@2.0.0"],
      "deep@4.0.0": [],
      "maybe@3.0.0": ["deep@4.0.0", "under@5.0.0"],
      "twice@1.0.0": ["deep@4.0.0"],
      "twice@2.0.0": [],
      "under@5.0.0": [],
    });
  });

  test("what the lock file lacks is an error", () => {
    const { "node_modules/deep": _, ...rest } = lock.packages;
    expect(() => sbomOf({ packages: rest }, "packages/a")).toThrow("the lock file has no deep");
  });

  const real = JSON.parse(read("package-lock.json")) as Lock;

  test("the core brings nothing", () => {
    expect(sbomOf(real, "packages/core").components).toEqual([]);
  });

  test.each(packages())(
    "$folder: each one with a licence, those of others with a hash",
    ({ folder, manifest }) => {
      const { components, metadata } = sbomOf(real, folder.replace(/\/$/, ""));
      expect(`${metadata.component.name} ${metadata.component.version}`).toBe(
        `${manifest.name} ${manifest.version}`,
      );
      expect(components.filter(({ licenses }) => licenses === undefined)).toEqual([]);
      const ours = components.filter(({ hashes }) => hashes === undefined).map(({ name }) => name);
      expect(ours.filter((name) => !name.startsWith("@countersign/"))).toEqual([]);
    },
  );
});

test("every package of the lock file is held to what it was: by its hash", () => {
  const { packages: locked } = JSON.parse(read("package-lock.json")) as Lock & {
    readonly packages: Readonly<Record<string, { readonly inBundle?: boolean }>>;
  };
  const loose = Object.entries(locked)
    .filter(([path, { link, inBundle }]) => path.includes("node_modules/") && !link && !inBundle)
    .filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))
    .map(([path]) => path);
  expect(loose).toEqual([]);
});

describe("the changelog of a version", () => {
  const log = "# Changelog\n\n## Unreleased\n\n### Added\n\n- One.\n\n## 0.1.0 - 2026-10-01\n\n- Zero.\n";

  test("has what was not released, and what each changeset says", () => {
    expect(released(log, "0.2.0", "2026-11-24", ["Two.\nTwice.", "Three."])).toBe(
      "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-11-24\n\n### Added\n\n- One.\n- Two.\n  Twice.\n- Three.\n\n" +
        "## 0.1.0 - 2026-10-01\n\n- Zero.\n",
    );
  });

  test("is the first one too, and one without anything", () => {
    expect(released("# C\n\n## Unreleased\n", "1.0.0", "2026-11-24", [])).toBe(
      "# C\n\n## Unreleased\n\n## 1.0.0 - 2026-11-24\n",
    );
  });

  test("is refused where nothing says what was not released", () => {
    expect(() => released("# C\n", "1.0.0", "2026-11-24", [])).toThrow('no "## Unreleased"');
  });

  test("a changeset's words are behind its packages", () => {
    expect(summaryOf('---\n"@countersign/core": minor\n---\n\nSigns faster.\n')).toBe("Signs faster.");
  });
});

test.each([
  ['"version": "0.1.0"', '"version": "0.2.0"'],
  ['"@countersign/core": "0.1.0"', '"@countersign/core": "0.2.0"'],
  ["ARG VERSION=0.1.0", "ARG VERSION=0.2.0"],
  ['appVersion: "0.1.0"', 'appVersion: "0.2.0"'],
  ["version: 0.1.0", "version: 0.2.0"],
  ["image: countersign:0.1.0", "image: countersign:0.2.0"],
  ['"somebody": "0.1.0"', '"somebody": "0.1.0"'],
  ['"version": "0.1.0-beta"', '"version": "0.1.0-beta"'],
  ['"version": "0.1.01"', '"version": "0.1.01"'],
  ["version: 0x1x0", "version: 0x1x0"],
])("in a new version, %s is %s", (before, after) => {
  expect(withVersion(before, "0.1.0", "0.2.0")).toBe(after);
});

test("all packages are one group to changesets, and are published for everybody", () => {
  const { fixed, access, privatePackages } = JSON.parse(read(".changeset/config.json"));
  expect(fixed.map((group: string[]) => [...group].sort())).toEqual([
    packages()
      .map((one) => one.manifest.name)
      .sort(),
  ]);
  expect({ access, privatePackages }).toEqual({
    access: "public",
    privatePackages: { version: false, tag: false },
  });
});

test("the version tool knows every file that names the version", () => {
  const { version } = JSON.parse(read("package.json"));
  const tool = read("tools/release/version.ts");
  // What changesets and npm see to, what is of another version on purpose, and the pages that tell of versions.
  const others =
    /^(?:(?:packages|apps)\/|examples\/(?:plain|react)\/|package-lock\.json$|CHANGELOG\.md$|test\/|tools\/)/;
  const naming = files().filter(
    (file) => /\.(?:md|json|ya?ml|ts)$|Dockerfile$/.test(file) && !others.test(file),
  );
  const named = naming.filter((file) => withVersion(read(file), version, "999.0.0") !== read(file));
  expect(named.filter((file) => !tool.includes(`"${file}"`))).toEqual([]);
  expect(named.length).toBeGreaterThanOrEqual(6);
});

describe("npm's attestations", () => {
  const provenance = { predicateType: "https://slsa.dev/provenance/v1", bundle: { mediaType: "x" } };

  test("the provenance is taken out of what npm answers", () => {
    const publish = { predicateType: "https://example.com/publish", bundle: {} };
    expect(provenanceOf({ attestations: [publish, provenance] }, "a@1")).toEqual({ mediaType: "x" });
  });

  test.each([[{}], [{ attestations: [] }], [null], [{ attestations: [{ predicateType: "x", bundle: {} }] }]])(
    "without one it is an error: %j",
    (answer) => expect(() => provenanceOf(answer, "a@1")).toThrow("npm has no provenance of a@1"),
  );
});
