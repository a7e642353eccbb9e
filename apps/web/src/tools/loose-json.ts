/** An object as JSON or as it stands in a program: names without quotes, single quotes, the call around it. */
export function looseObject(text: string): { readonly [name: string]: unknown } | undefined {
  const object = /\{[\s\S]*\}/.exec(text)?.[0];
  if (object === undefined) return undefined;
  return parsed(object) ?? parsed(asJson(object));
}

function parsed(text: string): { readonly [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as { readonly [name: string]: unknown })
      : undefined;
  } catch {
    return undefined;
  }
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|([A-Za-z_$][\w$]*)(\s*:)?|,(?=\s*[}\]])|\/\/[^\n]*/g;

/** Variables and calls cannot be known, and make it no JSON: the person is told. */
function asJson(text: string): string {
  return text.replace(TOKEN, (found, name?: string, colon?: string) => {
    if (found.startsWith("'")) {
      return `"${found
        .slice(1, -1)
        .replaceAll("\\'", "'")
        .replace(/(?<!\\)"/g, '\\"')}"`;
    }
    if (found.startsWith(",") || found.startsWith("//")) return "";
    if (name === undefined) return found;
    return colon === undefined ? name : `"${name}":`;
  });
}
