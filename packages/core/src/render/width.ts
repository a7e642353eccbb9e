const MARKS = /\p{M}/u;
/** East Asian scripts and most pictures take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns of a terminal that a text takes. */
export function widthOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += MARKS.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}
