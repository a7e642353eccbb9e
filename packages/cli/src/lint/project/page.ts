import { type Language, type Module, readModule } from "../code/module.ts";
import type { SourceFile } from "./source-file.ts";

export interface Script {
  readonly text: string;
  /** Where it begins in the page. */
  readonly base: number;
  readonly language: Language;
}

const TAG = /<!--|<script(?=[\s>])/gi;
const CLOSE = /<\/script/gi;
const DATA =
  /\btype\s*=\s*["']?(?!module|text\/(?:java|type)script|application\/javascript|text\/babel)[\w/+-]+/i;

/** The inline scripts of a page or a component. What is commented out or not a script is left out. */
export function scriptsOf({ text }: SourceFile): readonly Script[] {
  const scripts: Script[] = [];
  const tag = new RegExp(TAG);
  for (let open = tag.exec(text); open !== null; open = tag.exec(text)) {
    const isComment = open[0] === "<!--";
    const ends = text.indexOf(isComment ? "-->" : ">", open.index);
    if (ends < 0) break;
    tag.lastIndex = ends;
    if (isComment) continue;
    const close = new RegExp(CLOSE);
    close.lastIndex = ends;
    const closed = close.exec(text);
    if (closed === null) break;
    const attributes = text.slice(open.index, ends);
    const base = ends + 1;
    const language = /\blang\s*=\s*["']?tsx?\b/i.test(attributes) ? "ts" : "js";
    if (!DATA.test(attributes)) scripts.push({ text: text.slice(base, closed.index), base, language });
    tag.lastIndex = closed.index;
  }
  return scripts.filter((script) => script.text.trim() !== "");
}

/** Each script as a module of its own. */
export function modulesOf(file: SourceFile): {
  readonly modules: readonly Module[];
  readonly whole: boolean;
} {
  const scripts = scriptsOf(file);
  const modules = scripts.flatMap(({ text, base, language }) => readModule(file, text, base, language) ?? []);
  return { modules, whole: modules.length === scripts.length };
}

/** The page with what is commented out blanked, each character in its place. */
export function withoutComments(text: string): string {
  const kept: string[] = [];
  let end = 0;
  for (let open = text.indexOf("<!--"); open >= 0; open = text.indexOf("<!--", end)) {
    const close = text.indexOf("-->", open);
    // One that is not closed goes on to the end, and is the last that is looked for.
    const next = close < 0 ? text.length : close + 3;
    kept.push(text.slice(end, open), text.slice(open, next).replace(/[^\n]/g, " "));
    end = next;
  }
  return [...kept, text.slice(end)].join("");
}
