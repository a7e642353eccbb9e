import type { ErrorSource, ErrorSurface, KnownFrom, ZoomError } from "./types.ts";

/** Code, Zoom's name or none, meaning, then pairs of cause and way out. */
export type NativeRow = readonly [
  code: number,
  name: string | undefined,
  means: string,
  causes: readonly [Pair, ...Pair[]],
  notes?: readonly string[],
];
type Pair = readonly [cause: string, help: string];

export interface NativeList {
  readonly surface: ErrorSurface;
  readonly source: ErrorSource;
  readonly knownFrom: KnownFrom;
  readonly rows: readonly NativeRow[];
}

export function fromRows(list: NativeList): readonly ZoomError[] {
  return list.rows.map(
    ([code, name, means, [first, ...more], notes]): ZoomError => ({
      code,
      surface: list.surface,
      ...(name === undefined ? {} : { name }),
      shows: [],
      means,
      causes: [toCause(first), ...more.map(toCause)],
      notes: notes ?? [],
      sources: [list.source],
      knownFrom: list.knownFrom,
    }),
  );
}

const toCause = ([cause, help]: Pair): { cause: string; help: string } => ({ cause, help });
