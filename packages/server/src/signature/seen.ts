import type { JsonValue } from "../json/value.ts";

const SHOWN_CHARACTERS = 64;

/** A value of a body as an error may show it: cut, and what would not be visible made visible. */
export function seen(value: JsonValue): string {
  switch (value.kind) {
    case "string":
      return cut(JSON.stringify(value.text));
    case "number":
      return cut(value.literal);
    case "boolean":
      return String(value.value);
    case "null":
      return "null";
    case "array":
      return "a list";
    case "object":
      return "an object";
  }
}

function cut(text: string): string {
  const visible = text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  const whole = [...visible];
  return whole.length <= SHOWN_CHARACTERS ? visible : `${whole.slice(0, SHOWN_CHARACTERS - 1).join("")}…`;
}
