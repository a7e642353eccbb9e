import type { SourceFile } from "./source-file.ts";

export interface Variable {
  readonly file: SourceFile;
  readonly name: string;
  readonly value: string;
  /** Where the name begins. */
  readonly at: number;
}

const LINE = /^([ \t]*(?:export[ \t]+)?)([A-Za-z_]\w*)[ \t]*=[ \t]*(.*)$/gm;

/** The variables of a `.env` file, with where each stands. Values over several lines are cut at the first. */
export function variablesOf(file: SourceFile): readonly Variable[] {
  return [...file.text.matchAll(LINE)].map(({ index, 1: before = "", 2: name = "", 3: raw = "" }) => ({
    file,
    name,
    value: valueIn(raw),
    at: index + before.length,
  }));
}

function valueIn(raw: string): string {
  const quoted = /^(["'`])(.*?)\1/.exec(raw);
  return quoted ? (quoted[2] ?? "") : raw.replace(/(?:^|[ \t])#.*$/, "").trim();
}
