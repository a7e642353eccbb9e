export interface SourceFile {
  /** From the folder that was asked for, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
}

/** Line and column, both from 1, of a place in a text. */
export function positionOf(text: string, at: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (let end = text.indexOf("\n"); end >= 0 && end < at; end = text.indexOf("\n", end + 1)) {
    line++;
    lineStart = end + 1;
  }
  return { line, column: Math.max(0, at - lineStart) + 1 };
}
