/** What differs from run to run, and what replaces it. An ellipsis in the documentation stands for the rest. */
const MASKS: readonly (readonly [pattern: RegExp, mask: string])[] = [
  [/eyJ[\w-]*(?:\.[\w-]+){2}|eyJ[\w.-]*…/g, "<token>"],
  [/zsk_[a-z0-9-]+_[\w-]{43}|zsk_[\w-]*…/g, "<API key>"],
  [/\b[0-9a-f]{64}\b|\b[0-9a-f]{4,}…/g, "<hash>"],
  [/"id":\s*"[0-9a-f]{8}"/g, '"id":"<id>"'],
  [/"requestId":\s*"[^"]*"/g, '"requestId":"<id>"'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "<time>"],
  [/\b1[5-9]\d{8}\b/g, "<seconds>"],
  [/(https?):\/\/(?:localhost|127\.0\.0\.1):\d+/g, "$1://localhost:<port>"],
  [/sandbox_[0-9a-f]{16}/g, "<sandbox key>"],
];

export function masked(text: string): string {
  const trimmed = text.trim().replace(/[ \t]+$/gm, "");
  return MASKS.reduce((masking, [pattern, mask]) => masking.replace(pattern, mask), asWritten(trimmed));
}

/** JSON may be written in one line or many. */
function asWritten(text: string): string {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Whether a page shows what came: as `masked`, and a line that is only an ellipsis stands for any lines. */
export function shows(output: string, shown: string): boolean {
  const pieces = masked(output).split(/^…$/m);
  const [first = "", ...rest] = pieces.map((piece) => piece.trim());
  let left = masked(shown);
  if (rest.length === 0) return left === first;
  if (!left.startsWith(first)) return false;
  left = left.slice(first.length);
  for (const [index, piece] of rest.entries()) {
    const at = index === rest.length - 1 && piece !== "" ? left.lastIndexOf(piece) : left.indexOf(piece);
    if (at < 0) return false;
    left = left.slice(at + piece.length);
  }
  return rest.at(-1) === "" || left.trim() === "";
}
