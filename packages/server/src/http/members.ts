import { readJson } from "../json/read.ts";
import { JsonError, type JsonLimits, type JsonValue } from "../json/value.ts";
import { entry, type ProblemEntry } from "./problem.ts";

export type Members = ReadonlyMap<string, JsonValue>;

/** The members of a body that is one JSON object, or what is wrong with it. */
export function readMembers(
  text: string,
  limits: JsonLimits,
): { readonly members: Members } | { readonly error: ProblemEntry } {
  try {
    const value = readJson(text, limits);
    return value.kind === "object" ? { members: value.members } : { error: entry("body-not-an-object") };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const reason = `${error.message} (character ${error.at + 1} of the body)`;
    return { error: entry(error.problem, { reason }) };
  }
}
