import { readJson } from "../json/read.ts";
import { JsonError, type JsonValue } from "../json/value.ts";

export type JsonRecord = Readonly<Record<string, unknown>>;

/** `GET /meetings/{id}` nests deepest, and a recurring meeting is widest. */
const LIMITS = { depth: 16, keys: 512 };

/** The members of an answer that is one JSON object, each once; nothing for any other text. */
export function jsonObject(text: string): JsonRecord | undefined {
  try {
    const value = readJson(text, LIMITS);
    return value.kind === "object" ? (plain(value) as JsonRecord) : undefined;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

function plain(value: JsonValue): unknown {
  switch (value.kind) {
    case "string":
      return value.text;
    case "number":
      return Number(value.literal);
    case "boolean":
      return value.value;
    case "null":
      return null;
    case "array":
      return value.items.map(plain);
    case "object":
      return Object.fromEntries([...value.members].map(([name, member]) => [name, plain(member)]));
  }
}
