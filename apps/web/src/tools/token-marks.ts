/** A stretch of a text, from a character to before another. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface TokenParts {
  readonly header: Stretch;
  readonly payload: Stretch;
  readonly mac: Stretch;
}

const TOKEN = /eyJ[\w+/=-]*\.[\w+/=-]*(?:\.[\w+/=-]*)?/;

/** Where the three parts of a token stand in a text; nothing where there is none. */
export function partsOf(text: string): TokenParts | undefined {
  const found = TOKEN.exec(text);
  if (!found) return undefined;
  const [header = "", payload = "", mac = ""] = found[0].split(".");
  const first = found.index;
  const second = first + header.length + 1;
  const third = second + payload.length + 1;
  return {
    header: { start: first, end: first + header.length },
    payload: { start: second, end: second + payload.length },
    mac: { start: Math.min(third, text.length), end: Math.min(third + mac.length, text.length) },
  };
}

/** The characters that a finding is about, by the place that it names: `payload.exp`, `mac`, `signature`. */
export function marksFor(text: string, at: string): readonly Stretch[] {
  if (at === "signature") return foreign(text);
  const parts = partsOf(text);
  const [place = "", ...rest] = at.split(".");
  if (!parts || !(place === "header" || place === "payload" || place === "mac")) return [];
  const part = parts[place];
  const name = rest.join(".");
  if (name === "") return part.end > part.start ? [part] : [];
  const member = memberIn(decoded(text.slice(part.start, part.end)), name);
  if (!member) return [part];
  // Four characters hold three bytes: those that hold any byte of the member are marked.
  return [
    {
      start: part.start + Math.floor((member.start * 4) / 3),
      end: Math.min(part.end, part.start + Math.ceil((member.end * 4) / 3)),
    },
  ];
}

/** What cannot be part of a signature; the whole of a text in which there is no token. */
function foreign(text: string): Stretch[] {
  if (!partsOf(text)) return text === "" ? [] : [{ start: 0, end: text.length }];
  const parts = partsOf(text);
  const around: Stretch[] = [];
  if (parts) {
    const { header, mac } = parts;
    if (header.start > 0) around.push({ start: 0, end: header.start });
    const end = Math.max(mac.end, parts.payload.end);
    if (end < text.length) around.push({ start: end, end: text.length });
  }
  return around;
}

/** One character a byte, so that places are places of bytes. */
function decoded(part: string): string {
  try {
    return atob(part.replace(/=+$/, "").replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
}

/** Where a member of the outermost object stands, name and value. */
function memberIn(json: string, name: string): Stretch | undefined {
  let depth = 0;
  let start = -1;
  let text = false;
  const wanted = `${JSON.stringify(name)}`;
  for (let index = 0; index < json.length; index++) {
    const character = json.charAt(index);
    if (text) {
      if (character === "\\") index++;
      else if (character === '"') text = false;
      continue;
    }
    const ends = (character === "," && depth === 1) || (character === "}" && depth === 1);
    if (ends && start >= 0) return { start, end: index };
    if (character === '"') {
      text = true;
      const isName = depth === 1 && /[{,]\s*$/.test(json.slice(Math.max(0, index - 20), index));
      if (isName && json.startsWith(wanted, index)) start = index;
    } else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
  }
  return undefined;
}
