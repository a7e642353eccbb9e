import { posix } from "node:path";
import { expect, test } from "vitest";
import { files, type Import, imports, packages, read } from "./workspace.ts";

/** Arrows of import point one way, down this table; apps/web stands above it and uses public entries only. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "packages/core/": [],
  "packages/join/": ["@countersign/core"],
  "packages/sandbox/": ["@countersign/core"],
  "packages/server/": ["@countersign/core"],
  "packages/cli/": ["@countersign/core", "@countersign/sandbox", "@countersign/server"],
};

const OURS = /^(?:countersign|@countersign\/)/;

function told({ file, specifier }: Import): string {
  return `${file} imports ${specifier}`;
}

/** The package a bare specifier names, without the entry of it. */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** What a package offers: the entries its manifest exports, and nothing inside it. */
function isPublicEntry(specifier: string): boolean {
  const name = packageOf(specifier);
  const exported = packages().find(({ manifest }) => manifest.name === name)?.manifest.exports ?? {};
  return Object.hasOwn(exported, `.${specifier.slice(name.length)}`);
}

/** Where a relative specifier leads, from the root. */
function target({ file, specifier }: Import): string {
  return posix.join(posix.dirname(file), specifier);
}

test("every package stands in the table", () => {
  expect(
    packages()
      .map(({ folder }) => folder)
      .filter((folder) => !(folder in MAY_IMPORT)),
  ).toEqual([]);
});

test.each(packages())(
  "$folder imports its own files, what it may of ours, and what it declares",
  ({ folder, manifest }) => {
    const allowed = new Set(MAY_IMPORT[folder]);
    const declared = new Set(
      Object.keys({
        ...manifest.dependencies,
        ...manifest.optionalDependencies,
        ...manifest.peerDependencies,
      }),
    );
    const found = imports(`${folder}src`);
    expect(found.length).toBeGreaterThan(0);
    const wrong = found.filter((one) => {
      const { specifier } = one;
      if (specifier.startsWith(".")) return !target(one).startsWith(`${folder}src/`);
      const name = packageOf(specifier);
      if (OURS.test(specifier)) return !allowed.has(name) || !declared.has(name) || !isPublicEntry(specifier);
      if (specifier.startsWith("node:")) return folder === "packages/core/" || folder === "packages/join/";
      return !declared.has(name);
    });
    expect(wrong.map(told)).toEqual([]);
  },
);

test("what a package declares of ours, it may import", () => {
  const wrong = packages().flatMap(({ folder, manifest }) =>
    Object.keys(manifest.dependencies ?? {})
      .filter((name) => OURS.test(name) && !MAY_IMPORT[folder]?.includes(name))
      .map((name) => `${folder} depends on ${name}`),
  );
  expect(wrong).toEqual([]);
});

test("apps import public entries only", () => {
  const wrong = imports("apps").filter((one) =>
    one.specifier.startsWith(".")
      ? !target(one).startsWith("apps/")
      : OURS.test(one.specifier) && !isPublicEntry(one.specifier),
  );
  expect(wrong.map(told)).toEqual([]);
});

test("sign and diagnose never import each other", () => {
  const crossing = (from: string, to: string): string[] =>
    imports(`packages/core/src/${from}`)
      .filter((one) => target(one).startsWith(`packages/core/src/${to}/`))
      .map(told);
  expect(crossing("sign", "diagnose")).toEqual([]);
  expect(crossing("diagnose", "sign")).toEqual([]);
});

test("token imports nothing outside itself and has never heard of Zoom", () => {
  const outside = imports("packages/core/src/token").filter(
    (one) => !target(one).startsWith("packages/core/src/token/"),
  );
  expect(outside.map(told)).toEqual([]);
  expect(files("packages/core/src/token").filter((file) => /zoom/i.test(read(file)))).toEqual([]);
});

test("zoom knows neither sign, verify nor diagnose", () => {
  const wrong = imports("packages/core/src/zoom").filter((one) =>
    /\/(?:sign|verify|diagnose|render)\//.test(target(one)),
  );
  expect(wrong.map(told)).toEqual([]);
});

test("the reading of imports sees every form", () => {
  const seen = imports("test/repo").filter(({ file }) => file.endsWith("boundary.test.ts"));
  expect(seen.map(({ specifier }) => specifier)).toEqual(["node:path", "vitest", "./workspace.ts"]);
});
