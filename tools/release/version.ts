/**
 * `npm run release:version`: makes of all changesets one version, and says it everywhere. Changesets decide what the version is;
 * the changelog is one for all packages, and stays at the root.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { released, summaryOf } from "./changelog.ts";
import { withVersion } from "./with-version.ts";

/** Files that name the version and that changesets does not know. */
const NAMING: readonly string[] = [
  "package.json",
  "Dockerfile",
  "deploy/compose.yaml",
  "deploy/helm/countersign/Chart.yaml",
  "docs/deploy/docker.md",
  "examples/nextjs/package.json",
];

const versionHere = (): string =>
  (JSON.parse(readFileSync("packages/core/package.json", "utf8")) as { readonly version: string }).version;

const before = versionHere();
const summaries = readdirSync(".changeset")
  .filter((file) => file.endsWith(".md") && file !== "README.md")
  .sort()
  .map((file) => summaryOf(readFileSync(join(".changeset", file), "utf8")));
if (summaries.length === 0) {
  console.error("no changesets: npx changeset writes one");
  process.exit(1);
}

run("changeset", "version");
const version = versionHere();
for (const file of NAMING) {
  const text = readFileSync(file, "utf8");
  const changed = withVersion(text, before, version);
  if (changed === text) throw new Error(`${file} does not name ${before}`);
  writeFileSync(file, changed);
}
const date = new Date().toISOString().slice(0, 10);
writeFileSync("CHANGELOG.md", released(readFileSync("CHANGELOG.md", "utf8"), version, date, summaries));
run("npm", "install", "--package-lock-only", "--ignore-scripts");
console.log(`${before} became ${version}: look at the difference, then commit it`);

function run(program: string, ...args: readonly string[]): void {
  const { status } = spawnSync(program, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
