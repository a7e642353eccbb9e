/** Texts of core, put beside the script when the page is built. A template is a list of the pieces around its holes. */
const CARRIED = JSON.parse(document.getElementById("words")?.textContent ?? "[]") as readonly unknown[];

/** What has that number, its holes filled. The build writes the calls in place of the texts. */
export function carriedText(index: number, ...values: readonly unknown[]): unknown {
  const carried = CARRIED[index];
  return values.length > 0 && Array.isArray(carried)
    ? carried.reduce((text, piece, at) => `${text}${values[at - 1]}${piece}`)
    : carried;
}
