import { extname } from "node:path";
import type { Language } from "../code/module.ts";

export const LOCK_FILES: readonly string[] = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
];

const CODE: Readonly<Record<string, Language>> = {
  ".js": "js",
  ".mjs": "js",
  ".cjs": "js",
  ".jsx": "js",
  ".ts": "ts",
  ".mts": "ts",
  ".cts": "ts",
  ".tsx": "tsx",
};
const PAGES = new Set([".html", ".htm", ".vue", ".svelte"]);

/** Languages people sign in that are not read, by the ending of their files. */
const OTHER_LANGUAGES: Readonly<Record<string, string>> = {
  ".cs": "C#",
  ".cpp": "C++",
  ".dart": "Dart",
  ".ex": "Elixir",
  ".go": "Go",
  ".java": "Java",
  ".kt": "Kotlin",
  ".m": "Objective-C",
  ".php": "PHP",
  ".py": "Python",
  ".rb": "Ruby",
  ".rs": "Rust",
  ".swift": "Swift",
};

export type Kind =
  | { readonly kind: "code"; readonly language: Language }
  | { readonly kind: "page" | "env" | "lock" | "manifest" | "gitignore" | "test" }
  | { readonly kind: "other-language"; readonly name: string };

/** What is done with a file, by its name; undefined where it is none of our business. */
export function kindOf(name: string): Kind | undefined {
  if (LOCK_FILES.includes(name)) return { kind: "lock" };
  if (name === "package.json") return { kind: "manifest" };
  if (name === ".gitignore") return { kind: "gitignore" };
  if (/^\.env(?:\.|$)|.\.env$/.test(name)) return { kind: "env" };
  // Compressed, made by a tool, or the SDK itself: not what somebody wrote.
  if (/\.min\.|\.d\.[cm]?ts$|^zoom-meeting-/.test(name)) return undefined;
  const ending = extname(name).toLowerCase();
  const language = Object.hasOwn(CODE, ending) ? CODE[ending] : undefined;
  if (language) return /\.(?:test|spec)\.[a-z]+$/.test(name) ? { kind: "test" } : { kind: "code", language };
  if (PAGES.has(ending)) return { kind: "page" };
  const other = Object.hasOwn(OTHER_LANGUAGES, ending) ? OTHER_LANGUAGES[ending] : undefined;
  return other === undefined ? undefined : { kind: "other-language", name: other };
}

const SKIPPED = new Set([
  "node_modules",
  "bower_components",
  "dist",
  "build",
  "out",
  "coverage",
  "vendor",
  "target",
]);

/** Folders of other people's code, of what tools made, and hidden ones. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED.has(name) || name.startsWith(".");
}

export const isTestFolder = (name: string): boolean => /^(?:__tests__|__mocks__|tests?|e2e)$/.test(name);
