import { attempt, isThenable, type Plain, plain } from "../plain.ts";

/** What stood where the signature should be, by its kind. */
export type Passed =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "undefined" | "null" | "promise" | "function" }
  | { readonly type: "other"; readonly name: string }
  | {
      readonly type: "object";
      readonly name: "a list" | "an object";
      /** The first names in it. */
      readonly names: readonly string[];
      readonly inner?: InnerSignature;
    };

export interface InnerSignature {
  /** Where it lies, as code: `.data.signature`, `[0]`. */
  readonly path: string;
  readonly text: string;
}

/** The signature out of evidence of any kind, or `undefined` where there is none. */
export function readPassed(evidence: unknown): Passed | undefined {
  if (typeof evidence !== "object" || evidence === null) return undefined;
  return attempt((): Passed | undefined => {
    if (!Object.hasOwn(evidence, "signature")) return undefined;
    const value = (evidence as { signature: unknown }).signature;
    return passedOf(value);
  });
}

function passedOf(value: unknown): Passed {
  if (typeof value === "string") return { type: "text", text: value };
  if (value === undefined) return { type: "undefined" };
  if (value === null) return { type: "null" };
  if (typeof value === "function") return { type: "function" };
  if (typeof value !== "object") return { type: "other", name: `a ${typeof value}` };
  if (isThenable(value)) return { type: "promise" };
  const copy = plain(value);
  if (typeof copy === "string") return { type: "text", text: copy };
  const inner = innerSignature(copy);
  return {
    type: "object",
    name: Array.isArray(copy) ? "a list" : "an object",
    names: Object.keys((copy ?? {}) as object).slice(0, 5),
    ...(inner && { inner }),
  };
}

const LIKE_A_SIGNATURE = /^["'\s]*(?:bearer\s+)?[\w+/=-]{16,}(?:\.[\w+/=-]{16,}){0,2}["'\s]*$/i;
const LIKE_A_JWT = /^["'\s]*(?:bearer\s+)?eyJ[\w+/=-]+\.[\w+/=-]+(?:\.[\w+/=-]*)?["'\s]*$/i;
const NAMES = /^(?:signature|jwt|token|sdk_?jwt)$/i;

/** Looks for the signature inside a JSON value: any member that is a JWT, or one that is called like one. */
export function innerSignature(value: Plain): InnerSignature | undefined {
  const texts = [...textsIn(value, "")];
  return (
    texts.find(({ text }) => LIKE_A_JWT.test(text)) ??
    texts.find(({ text, name }) => NAMES.test(name) && LIKE_A_SIGNATURE.test(text))
  );
}

function* textsIn(
  value: Plain,
  path: string,
  name = "",
): Generator<{ path: string; name: string; text: string }> {
  if (typeof value === "string" && path !== "") yield { path, name, text: value };
  if (typeof value !== "object" || value === null) return;
  for (const [member, inside] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${member}]` : memberPath(member);
    yield* textsIn(inside, path + step, member);
  }
}

function memberPath(name: string): string {
  return /^[A-Za-z_$][\w$]{0,40}$/.test(name) ? `.${name}` : `[${JSON.stringify(name.slice(0, 40))}]`;
}
