/**
 * Writes dist/attestations/NAME-VERSION.sigstore.json for each package that is published: the provenance that npm keeps
 * for it, signed by the run that published it.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { provenanceOf } from "./provenance.ts";

const root = resolve(import.meta.dirname, "../..");
const target = join(root, "dist/attestations");

mkdirSync(target, { recursive: true });
for (const folder of readdirSync(join(root, "packages"))) {
  const manifest = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
  };
  const { name, version } = manifest;
  const url = execFileSync("npm", ["view", `${name}@${version}`, "dist.attestations.url"], {
    encoding: "utf8",
  });
  const answer = await fetch(url.trim());
  if (!answer.ok) throw new Error(`the attestations of ${name}@${version}: HTTP ${answer.status}`);
  const bundle = provenanceOf(await answer.json(), `${name}@${version}`);
  const file = join(target, `${name.replace("@", "").replace("/", "-")}-${version}.sigstore.json`);
  writeFileSync(file, `${JSON.stringify(bundle)}\n`);
  console.log(file);
}
