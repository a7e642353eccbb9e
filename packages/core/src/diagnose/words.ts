/** The few ways in which values are put into a message, so that all rules put them alike. */

/** A key or secret as it may be shown: the first four characters and the length. */
export function masked(text: string): string {
  const characters = [...text];
  const start = characters.length > 8 ? characters.slice(0, 4).join("") : "";
  return `${start}… (${plural(characters.length, "character")})`;
}

/** A mistake that was found by computing: what explainMac's sentence is told with. */
export function provenBy(sentence: string): string {
  return `the signature does not verify as it stands; ${sentence}`;
}

/** `1 part`, `3 parts`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

const UNITS: readonly (readonly [number, string])[] = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
];

/** A span of seconds, its two largest units: `2 hours`, `1 day 3 hours`, `40 seconds`. */
export function span(seconds: number): string {
  let rest = Math.round(Math.abs(seconds));
  const parts: string[] = [];
  for (const [size, word] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(plural(count, word));
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(" ") || "0 seconds";
}

/** Seconds since 1970 as a date: `2025-11-24 02:00:00 UTC`. */
export function when(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `${seconds}`;
  return `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** A name or value in code style, cut, and without what would end the style. */
export function code(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  const characters = [...text.replace(/[`\p{Cc}\u2028\u2029]/gu, "?")];
  return `\`${characters.length > 64 ? `${characters.slice(0, 63).join("")}…` : characters.join("")}\``;
}
