import {
  type Document,
  errorDocument,
  findZoomErrors,
  findZoomErrorsByText,
  RULES,
  ruleDocument,
  rulesOfError,
  ZOOM_ERRORS,
} from "@countersign/core/diagnose";

/** What is known of one code, as a page and as data. */
export interface Page {
  readonly document: Document;
  readonly data: unknown;
}

/** Codes whose words stand in core, as whole pages: the doctor's rules and Zoom's errors. */
export interface PageFamily {
  readonly kind: string;
  readonly codes: readonly string[];
  readonly titleOf: (code: string) => string;
  readonly pageOf: (code: string) => Page | undefined;
}

const RULE = "a rule of the doctor";
const ZOOM_ERROR = "an error of Zoom's";

const rules: PageFamily = {
  kind: RULE,
  codes: RULES.map(({ id }) => id),
  titleOf: (code) => RULES.find(({ id }) => id === code)?.title ?? "",
  pageOf: (code) => {
    const rule = RULES.find(({ id }) => id === code);
    if (!rule) return undefined;
    const { id, title, cause, why, sources, examples } = rule;
    const wrong = examples.failing.map(({ name, finding }) => ({ name, ...finding }));
    return {
      document: ruleDocument(rule, { short: true }),
      data: { code: id, kind: RULE, title, cause, why, wrong, sources },
    };
  },
};

const zoomErrors: PageFamily = {
  kind: ZOOM_ERROR,
  codes: [...new Set(ZOOM_ERRORS.map(({ code }) => String(code)))],
  titleOf: (code) => findZoomErrors(code)[0]?.means ?? "",
  pageOf: (code) => {
    const found = findZoomErrors(code);
    const errors = found.length > 0 ? found : findZoomErrorsByText(code);
    if (errors.length === 0) return undefined;
    return { document: errorDocument(errors, rulesOfError), data: { code, kind: ZOOM_ERROR, errors } };
  },
};

export const PAGE_FAMILIES: readonly PageFamily[] = [rules, zoomErrors];

export function pagesOf(code: string): Page[] {
  return PAGE_FAMILIES.flatMap(({ pageOf }) => pageOf(code) ?? []);
}
