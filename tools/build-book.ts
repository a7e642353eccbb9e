/** The texts of the page of tools, made from core once, when the page is built. */
import { readFile } from "node:fs/promises";
import { type Book, type LanguageEntry, packed } from "../apps/web/src/tools/book.ts";
import {
  EXAMPLE,
  errorDocument,
  evidenceOf,
  findZoomErrors,
  RULES,
  ruleDocument,
  rulesOfError,
  ZOOM_ERRORS,
} from "../packages/core/src/diagnose/index.ts";

const SNIPPETS = new URL("../apps/web/snippets/", import.meta.url);

export async function buildBook(): Promise<Book> {
  return {
    rules: RULES.map((rule) => ({
      id: rule.id,
      title: rule.title,
      cause: rule.cause,
      page: ruleDocument(rule),
      examples: rule.examples.failing.map((example) => ({
        name: example.name,
        evidence: packed(evidenceOf(example)),
      })),
    })),
    errors: [...new Set(ZOOM_ERRORS.map(({ code }) => code))]
      .sort((a, b) => a - b)
      .map((code) => {
        const found = findZoomErrors(code);
        return { code, title: titleOf(found[0]), page: errorDocument(found, rulesOfError) };
      }),
    languages: await languages(),
    right: {
      name: "A right signature",
      evidence: packed(evidenceOf({ name: "right", evidence: { now: EXAMPLE.now } })),
    },
  };
}

function titleOf(error: (typeof ZOOM_ERRORS)[number] | undefined): string {
  return error?.shows[0] ?? error?.name ?? error?.means ?? "";
}

export async function languages(): Promise<LanguageEntry[]> {
  const listed = JSON.parse(await readFile(new URL("languages.json", SNIPPETS), "utf8")) as Omit<
    LanguageEntry,
    "template"
  >[];
  return Promise.all(
    listed.map(async (one) => ({
      ...one,
      template: await readFile(new URL(`${one.id}.txt`, SNIPPETS), "utf8"),
    })),
  );
}
