import { PROBLEMS, type ProblemCode } from "./problems.ts";

/** One thing that is wrong. Zoom's sample endpoint has `property` and `reason`; the others are added. */
export interface ProblemEntry {
  readonly property: string;
  readonly reason: string;
  readonly code: ProblemCode;
  readonly help: string;
}

/** The body of every refusal: RFC 9457, and the `errors` that clients of Zoom's sample endpoint read. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly ProblemEntry[];
}

/** One thing that is wrong; what is not given is said in the words of its kind. */
export function entry(
  code: ProblemCode,
  own: { readonly reason?: string; readonly help?: string; readonly property?: string } = {},
): ProblemEntry {
  const kind = PROBLEMS[code];
  return {
    property: own.property ?? kind.property,
    reason: own.reason ?? sentence(kind.title),
    code,
    help: own.help ?? kind.help,
  };
}

/** @param entries All that is wrong, at least one. */
export function problemBody(entries: readonly ProblemEntry[]): ProblemBody {
  const code = problemCode(entries);
  const { title, status } = PROBLEMS[code];
  return {
    type: `/v1/explain/${code}`,
    title,
    status,
    detail: entries.map(({ reason }) => reason).join("; "),
    errors: entries,
  };
}

/** The one code of an answer: that of its only error, or that there are several. */
export function problemCode(entries: readonly ProblemEntry[]): ProblemCode {
  const [first, ...others] = entries;
  return first && others.length === 0 ? first.code : "request-invalid";
}

function sentence(title: string): string {
  return title.slice(0, 1).toLowerCase() + title.slice(1);
}
