import {
  errorDocument,
  findZoomErrors,
  rulesOfError,
  toMarkdown,
  ZOOM_ERRORS,
} from "@countersign/core/diagnose";

const NOTE = "<!-- Generated from packages/core/src/zoom/error-book by `npm run docs`: change it there. -->";

const CODES = [...new Set(ZOOM_ERRORS.map(({ code }) => code))].sort((a, b) => a - b);

/** One page a code, whatever it means where. */
export const ERROR_PAGES: Readonly<Record<string, () => string>> = Object.fromEntries([
  ["docs/errors/README.md", errorsPage],
  ...CODES.map((code) => [`docs/errors/${fileOf(code)}`, () => errorPage(code)]),
]);

function fileOf(code: number): string {
  return `${code < 0 ? `minus-${-code}` : code}.md`;
}

function errorPage(code: number): string {
  const errors = findZoomErrors(code);
  const [title = "", ...rest] = toMarkdown(errorDocument(errors, rulesOfError)).split("\n");
  const rules = new Set(errors.flatMap(rulesOfError));
  const text = [title, "", NOTE, ...rest]
    .join("\n")
    .replace(/`([a-z0-9-]+)`/g, (written, id) =>
      rules.has(id) ? `[${written}](../rules/${id}.md)` : written,
    );
  return text.replace(/\n$/, "\n\n[All codes](README.md)\n");
}

function errorsPage(): string {
  const lines = CODES.map((code) => {
    const meanings = [...new Set(findZoomErrors(code).map(({ means }) => means.replaceAll("|", "\\|")))];
    return `| [${code}](${fileOf(code)}) | ${meanings.join(" Or: ")} |`;
  });
  return `# Zoom's errors

${NOTE}

Every code of the Web SDK, the native SDKs, the REST API and OAuth that is known here, with what is shown, what it
means and the way out. One number can mean several things. \`countersign explain CODE\` says the same.

| code | means |
|---|---|
${lines.join("\n")}
`;
}
