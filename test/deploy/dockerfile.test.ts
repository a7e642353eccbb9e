import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { files, type Manifest, packages, read } from "../repo/workspace.ts";
import { execForm, instructionsOf, stagesOf } from "./support/dockerfile.ts";
import { keptOf } from "./support/ignored.ts";

const TEXT = read("Dockerfile");
const { globals, stages } = stagesOf(TEXT);
const last = stages.at(-1);
const kept = keptOf(files(), read(".dockerignore"));
const manifest = JSON.parse(read("package.json")) as Manifest;

const rests = (name: string): string[] =>
  instructionsOf(TEXT)
    .filter((one) => one.name === name)
    .map(({ rest }) => rest);
const ofLast = (name: string): string[] =>
  (last?.instructions ?? []).filter((one) => one.name === name).map(({ rest }) => rest);

test("a Dockerfile is read: comments, flags, continued lines, stages by their names", () => {
  const text =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an argument of Docker's
    "ARG A=node:1\n# no\nFROM ${A} AS one\nRUN a \\\n    b\nFROM one\nCOPY --from=one --chmod=755 /x /y\n";
  expect(stagesOf(text)).toEqual({
    globals: [{ line: 1, name: "ARG", flags: {}, rest: "A=node:1" }],
    stages: [
      { image: "node:1", name: "one", instructions: [{ line: 4, name: "RUN", flags: {}, rest: "a b" }] },
      {
        image: "one",
        instructions: [{ line: 7, name: "COPY", flags: { from: "one", chmod: "755" }, rest: "/x /y" }],
      },
    ],
  });
});

test("one base image, by a tag that says which Node, the one that the workspace is tested with", () => {
  const named = new Set(stages.map(({ name }) => name));
  const bases = new Set(stages.map(({ image }) => image).filter((image) => !named.has(image)));
  expect([...bases]).toEqual([`node:${manifest.devDependencies?.node}-slim`]);
  expect(globals.map(({ rest }) => rest)).toEqual([`NODE=node:${manifest.devDependencies?.node}-slim`]);
});

test("packages come from the lock file, and none of them runs anything when it is installed", () => {
  const npm = rests("RUN").filter((command) => command.includes("npm") && !command.startsWith("rm "));
  expect(npm).toEqual([
    "npm ci --ignore-scripts",
    "npm run build",
    "npm ci --ignore-scripts --omit=dev --workspace countersign",
  ]);
  expect(rests("RUN").filter((command) => /curl|wget|apt|\| *(?:ba)?sh/.test(command))).toEqual([]);
  expect(rests("ADD")).toEqual([]);
});

test("npm finds the manifest of every package in the workspace", () => {
  const globs = (JSON.parse(read("package.json")) as { readonly workspaces: readonly string[] }).workspaces;
  const left = globs.filter((glob) => glob.startsWith("!")).map((glob) => `${glob.slice(1)}/package.json`);
  const manifests = files()
    .filter((file) => /^(?:packages|apps|examples)\/[^/]+\/package\.json$/.test(file))
    .filter((file) => !left.includes(file));
  const copied = (stages.find(({ name }) => name === "workspace")?.instructions ?? [])
    .filter(({ name }) => name === "COPY")
    .flatMap(({ rest }) => rest.split(" ").slice(0, -1))
    .filter((source) => source.includes("/"));
  expect(copied.sort()).toEqual(manifests.sort());
});

test("whatever is copied from the folder is there, and .dockerignore lets it in", () => {
  const sources = instructionsOf(TEXT)
    .filter(({ name, flags }) => name === "COPY" && flags.from === undefined)
    .flatMap(({ rest }) => rest.split(" ").slice(0, -1));
  expect(sources.length).toBeGreaterThan(10);
  expect(
    sources.filter((source) => !kept.some((file) => file === source || file.startsWith(`${source}/`))),
  ).toEqual([]);
});

test("the last stage has what the command line needs of ours: each package that it imports, built", () => {
  const found = packages();
  const needed = new Set<string>();
  const need = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    const one = found.find((each) => each.manifest.name === name);
    for (const other of Object.keys(one?.manifest.dependencies ?? {})) {
      if (other.startsWith("@countersign/")) need(other);
    }
  };
  need("countersign");
  const folders = found.filter(({ manifest: { name } }) => needed.has(name)).map(({ folder }) => folder);
  const targets = ofLast("COPY").map((rest) => posix.normalize(`${rest.split(" ").at(-1)}`));
  for (const folder of folders) expect(targets).toEqual(expect.arrayContaining([folder, `${folder}dist`]));
  expect(targets.filter((target) => /packages\/[^/]+\/$/.test(target)).sort()).toEqual(folders.sort());
});

test("it runs as a user by number who owns nothing, ends at SIGTERM and tells its health", () => {
  expect(ofLast("USER")).toEqual(["65532:65532"]);
  expect(last?.instructions.findLastIndex(({ name }) => name === "COPY" || name === "RUN")).toBeLessThan(
    last?.instructions.findIndex(({ name }) => name === "USER") ?? -1,
  );
  expect(rests("COPY").filter((rest) => rest.includes("--chown"))).toEqual([]);
  expect(ofLast("STOPSIGNAL")).toEqual(["SIGTERM"]);
  expect(execForm(ofLast("ENTRYPOINT")[0] ?? "").slice(-2)).toEqual([
    "/countersign/packages/cli/dist/bin.js",
    "serve",
  ]);
  expect(execForm(ofLast("HEALTHCHECK")[0] ?? "")[2]).toContain("/healthz");
  expect(ofLast("ENV")).toEqual(["NODE_ENV=production HOST=0.0.0.0 PORT=4000"]);
});

test("it is of this version", () => {
  expect(ofLast("ARG")).toEqual([`VERSION=${manifest.version}`]);
});

test("no secret is an argument, a variable or a file of it", () => {
  const given = [...globals.map(({ rest }) => rest), ...rests("ARG"), ...rests("ENV")];
  expect(given.filter((rest) => /secret|token|password|_key/i.test(rest))).toEqual([]);
});

describe(".dockerignore", () => {
  const dockerignore = read(".dockerignore");
  const left = (paths: readonly string[]): string[] => keptOf(paths, dockerignore);

  test.each([
    ".env",
    ".git/config",
    "packages/server/.env.local",
    "packages/core/src/.env",
    "packages/core/dist/index.js",
    "packages/core/test/sign.test.ts",
    "packages/core/node_modules/a/index.js",
    "node_modules/a/package.json",
    "secrets/sdk-secret",
    "deploy/secrets/sdk-secret",
    "api-keys.json",
    "audit.sqlite",
  ])("%s stays out", (path) => expect(left([path])).toEqual([]));

  test.each([
    "package.json",
    ".npmrc",
    "packages/core/src/sign/signer.ts",
    "tools/docs/rules.ts",
    "apps/web/src/style.css",
  ])("%s comes in", (path) => expect(left([path])).toEqual([path]));
});
