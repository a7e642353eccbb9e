/** Builds apps/web into packages/cli/page, where `countersign dev` serves it from. */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { buildJoin } from "./build-join.ts";
import { buildTools } from "./build-tools.ts";

const source = fileURLToPath(new URL("../apps/web/src/", import.meta.url));
const target = fileURLToPath(new URL("../packages/cli/page/", import.meta.url));

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
for (const file of ["index.html", "icon.svg"]) {
  await cp(`${source}${file}`, `${target}${file}`);
}
// Both pages look the same: each has the common style first, then its own.
const sheets = ["style.css", "tools/tools.css", "join.css"].map((file) => readFile(source + file, "utf8"));
await writeFile(`${target}style.css`, (await Promise.all(sheets)).join("\n"));
for (const [file, text] of Object.entries(await buildJoin())) await writeFile(target + file, text);

// One file with all in it: `countersign page` prints it, and `countersign dev` serves it.
await writeFile(`${target}countersign.html`, (await buildTools()).html);
