/** A JSON value as it was written. A number stays the text it was: `1`, `1.0` and `1e0` are not the same here. */
export type JsonValue =
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "number"; readonly literal: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  | { readonly kind: "array"; readonly items: readonly JsonValue[] }
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, JsonValue> };

export type JsonProblem =
  | "json-invalid"
  | "json-key-duplicate"
  | "json-key-forbidden"
  | "json-keys-too-many"
  | "json-too-deep";

export interface JsonLimits {
  /** Arrays and objects within one another. */
  readonly depth: number;
  /** Members of one object. */
  readonly keys: number;
}

export class JsonError extends Error {
  override readonly name: string = "JsonError";
  readonly problem: JsonProblem;
  /** Where in the text, in characters from 0. */
  readonly at: number;

  constructor(problem: JsonProblem, at: number, message: string) {
    super(message);
    this.problem = problem;
    this.at = at;
  }
}
