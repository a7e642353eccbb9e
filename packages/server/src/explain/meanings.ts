import { type ErrorCode, REFUSALS, type RefusalExplanation } from "@countersign/core";
import {
  type Cause,
  type FailingExample,
  findZoomErrors,
  RULES,
  type Source,
  type ZoomError,
} from "@countersign/core/diagnose";
import { isProblemCode, PROBLEMS } from "../http/problems.ts";

/** What a code means, of whatever kind it is. */
export type Meaning =
  | { readonly kind: "answer"; readonly title: string; readonly status: number; readonly help: string }
  | ({ readonly kind: "refusal" } & RefusalExplanation)
  | {
      readonly kind: "rule";
      readonly title: string;
      readonly cause: Cause;
      readonly why: string;
      readonly examples: readonly Pick<FailingExample, "name" | "finding">[];
      readonly sources: readonly Source[];
      readonly docs: string;
    }
  | ({ readonly kind: "zoom-error" } & ZoomError);

/** Everything that is known under a code; a code can be of several kinds, and a number of Zoom's several errors. */
export function meaningsOf(code: string): readonly Meaning[] {
  return [...answersOf(code), ...refusalsOf(code), ...rulesOf(code), ...zoomErrorsOf(code)];
}

function answersOf(code: string): Meaning[] {
  if (!isProblemCode(code)) return [];
  const { title, status, help } = PROBLEMS[code];
  return [{ kind: "answer", title, status, help }];
}

function refusalsOf(code: string): Meaning[] {
  return isErrorCode(code) ? [{ kind: "refusal", ...REFUSALS[code] }] : [];
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(REFUSALS, code);
}

function rulesOf(code: string): Meaning[] {
  return RULES.filter(({ id }) => id === code).map(({ id, title, cause, why, sources, examples }) => ({
    kind: "rule",
    title,
    cause,
    why,
    examples: examples.failing.map(({ name, finding }) => ({ name, finding })),
    sources,
    docs: `docs/rules/${id}.md`,
  }));
}

function zoomErrorsOf(code: string): Meaning[] {
  return findZoomErrors(code).map((error) => ({ kind: "zoom-error", ...error }));
}
