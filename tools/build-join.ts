/** Builds the page that joins: its script, that of the frame with the SDK in it, and the two of sandbox mode. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { RULES, ZOOM_ERRORS } from "../packages/core/src/diagnose/index.ts";
import { data } from "./build-tools.ts";
import { type CarriedRule, carryTexts } from "./carry-texts.ts";
import { precompute } from "./precompute.ts";

const SOURCE = fileURLToPath(new URL("../apps/web/src/", import.meta.url));

/** Files by their names. */
export async function buildJoin(): Promise<Readonly<Record<string, string>>> {
  const words: unknown[] = [];
  const [template, ...scripts] = await Promise.all([
    readFile(`${SOURCE}meeting.html`, "utf8"),
    scriptsOf(["page.ts"], showing()),
    scriptsOf(["meeting.ts"], joining(words)),
    // Each a file of its own: they lead the SDK's requests here, and are loaded in sandbox mode only.
    scriptsOf(["sandbox-worker.ts", "sandbox-socket.ts"], []),
  ]);
  const html = template.replace("<!-- words -->", () => data("words", words));
  return Object.assign({ "meeting.html": html }, ...scripts);
}

/** The page shows reports that were made in the frame: of the rules it needs the titles. */
export function showing(): Plugin[] {
  const value = RULES.map(({ id, title }) => [id, title]);
  return [precompute({ file: "render/rule-title.ts", constant: "TITLES", value })];
}

/** The frame diagnoses and joins. The texts of what it finds lie beside its script; what only a book shows is left out. */
export function joining(words: unknown[]): Plugin[] {
  return [
    precompute({
      file: "zoom/error-book/index.ts",
      constant: "ZOOM_ERRORS",
      value: errorsInAJoin(),
      carried: words,
    }),
    carryTexts(words, `${SOURCE}tools/words.ts`, withoutBook),
  ];
}

function withoutBook(id: string): CarriedRule | undefined {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) return undefined;
  const { title, cause, stage, needs, uses, reports } = rule;
  return { id, title, cause, stage, needs, uses, reports };
}

const VIEWS: ReadonlySet<string> = new Set(["web", "client-view", "component-view"]);

/** Of the errors that a view can show: what `joinMeeting` says where no rule knows the code. */
function errorsInAJoin(): readonly object[] {
  return ZOOM_ERRORS.filter(({ surface }) => VIEWS.has(surface)).map(
    ({ code, surface, name, means, causes: [first] }) => ({ code, surface, name, means, causes: [first] }),
  );
}

async function scriptsOf(files: readonly string[], plugins: Plugin[]): Promise<Record<string, string>> {
  const { outputFiles } = await build({
    entryPoints: files.map((file) => SOURCE + file),
    outdir: SOURCE,
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2023",
    conditions: ["countersign-source"],
    charset: "utf8",
    logLevel: "warning",
    plugins,
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
}
