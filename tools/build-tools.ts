/** Builds the page of tools: one HTML file with its style, its script and its texts in it. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { RULES } from "../packages/core/src/diagnose/index.ts";
import { buildBook } from "./build-book.ts";
import { type CarriedRule, carryTexts } from "./carry-texts.ts";

const SOURCE = fileURLToPath(new URL("../apps/web/src/", import.meta.url));

export interface ToolsPage {
  readonly html: string;
  readonly script: string;
}

export async function buildTools(): Promise<ToolsPage> {
  const [template, style, { script, words }, icon, book] = await Promise.all([
    readFile(`${SOURCE}tools/tools.html`, "utf8"),
    buildStyle(),
    buildScript(),
    readFile(`${SOURCE}icon.svg`, "utf8"),
    buildBook(),
  ]);
  const parts: { readonly [name: string]: string } = {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policyFor(script, style)}">`,
    style: `<style>${style}</style>`,
    icon: icon.trim().replace("<svg ", '<svg width="32" height="32" aria-hidden="true" '),
    book: zipped("book", book) + data("words", words),
    script: `<script type="module">${script}</script>`,
  };
  const html = template.replace(/<!-- (\w+) -->/g, (all, name: string) => parts[name] ?? all);
  return { html, script };
}

/** Data, which a browser does not run. No `<` in it can end the element. */
export function data(id: string, value: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll("<", "\\u003c")}</script>`;
}

/** The same, packed: what is read only when somebody asks for it. */
function zipped(id: string, value: unknown): string {
  const bytes = gzipSync(JSON.stringify(value), { level: 9 });
  return `<script type="application/gzip" id="${id}">${bytes.toString("base64")}</script>`;
}

/** The page can run nothing but this script and reach nothing at all. */
function policyFor(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

async function buildScript(): Promise<{ readonly script: string; readonly words: readonly unknown[] }> {
  const words: unknown[] = [];
  const result = await build({
    entryPoints: [`${SOURCE}tools/main.ts`],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2023",
    conditions: ["countersign-source"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    write: false,
    plugins: [carryTexts(words, `${SOURCE}tools/words.ts`, withoutPage)],
  });
  const text = result.outputFiles[0]?.text.trim() ?? "";
  if (/<\/script|<!--/i.test(text)) throw new Error("the script would end its own element");
  return { script: text, words };
}

async function buildStyle(): Promise<string> {
  const files = ["style.css", "tools/tools.css"].map((file) => readFile(SOURCE + file, "utf8"));
  const result = await build({
    stdin: { contents: (await Promise.all(files)).join("\n"), loader: "css" },
    minify: true,
    write: false,
    logLevel: "warning",
  });
  return result.outputFiles[0]?.text.trim() ?? "";
}

/** A rule without what is read only in the book: of its examples, comparing asks at which places it finds something. */
export function withoutPage(id: string): CarriedRule | undefined {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) return undefined;
  const { title, cause, stage, needs, uses, reports, examples } = rule;
  const places = new Set(examples.failing.map(({ finding }) => finding.at));
  const failing = [...places].map((at) => ({ finding: { at } }));
  return { id, title, cause, stage, needs, uses, reports, examples: { failing } };
}
