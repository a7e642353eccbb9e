import type { LineOutput } from "./bounded-lines.ts";

export interface LinesPerTurn extends LineOutput {
  readonly write: (text: string) => void;
  /** Writes at once what still waits, for a process that ends before its turn does. */
  readonly flush: () => void;
}

/**
 * Writes what is written within one turn of the event loop together, when the turn ends. A call to the system for each
 * line costs more than the line; a busy server answers many requests a turn, and one that is not busy waits for nothing.
 */
export function linesPerTurn(output: LineOutput): LinesPerTurn {
  let waiting = "";
  function flush(): void {
    if (waiting === "") return;
    const text = waiting;
    waiting = "";
    output.write(text);
  }
  return {
    write(text) {
      if (waiting === "") setImmediate(flush);
      waiting += text;
    },
    get writableLength() {
      return (output.writableLength ?? 0) + waiting.length;
    },
    flush,
  };
}
