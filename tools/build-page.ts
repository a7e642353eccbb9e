/** Builds apps/web into packages/cli/page, where `countersign dev` serves it from. */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildTools } from "./build-tools.ts";

const source = fileURLToPath(new URL("../apps/web/src/", import.meta.url));
const target = fileURLToPath(new URL("../packages/cli/page/", import.meta.url));

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
for (const file of ["index.html", "meeting.html", "icon.svg"]) {
  await cp(`${source}${file}`, `${target}${file}`);
}
// Both pages look the same: each has the common style first, then its own.
const sheets = ["style.css", "tools/tools.css", "join.css"].map((file) => readFile(source + file, "utf8"));
await writeFile(`${target}style.css`, (await Promise.all(sheets)).join("\n"));
await build({
  // Each a file of its own: the two that lead the SDK's requests here are loaded in sandbox mode only.
  entryPoints: ["page.ts", "meeting.ts", "sandbox-worker.ts", "sandbox-socket.ts"].map(
    (file) => source + file,
  ),
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2023",
  conditions: ["countersign-source"],
  charset: "utf8",
  logLevel: "warning",
});

// One file with all in it: `countersign page` prints it, and `countersign dev` serves it.
await writeFile(`${target}countersign.html`, (await buildTools()).html);
