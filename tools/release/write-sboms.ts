/** Writes dist/sbom/NAME-VERSION.cdx.json for each package that is published. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Lock, sbomOf } from "./sbom.ts";

const root = resolve(import.meta.dirname, "../..");
const target = join(root, "dist/sbom");
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;

mkdirSync(target, { recursive: true });
for (const folder of readdirSync(join(root, "packages"))) {
  const sbom = sbomOf(lock, `packages/${folder}`);
  const { name, version } = sbom.metadata.component;
  const file = join(target, `${name.replace("@", "").replace("/", "-")}-${version}.cdx.json`);
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`${file}: ${sbom.components.length} components`);
}
