/** Control characters, and marks that turn the direction of text: in a terminal they could act or mislead. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is its purpose
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text from outside as a terminal may show it. Line breaks stay. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const SHOWN_CHARACTERS = 64;

/** One argument, quoted and cut, for a message about it. */
export function quoted(text: string): string {
  const characters = [...text];
  const cut =
    characters.length <= SHOWN_CHARACTERS ? text : `${characters.slice(0, SHOWN_CHARACTERS - 1).join("")}…`;
  return visible(JSON.stringify(cut));
}
