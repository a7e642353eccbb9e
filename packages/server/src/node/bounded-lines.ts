/** Where lines go: standard output, above all. */
export interface LineOutput {
  write(text: string): unknown;
  /** Characters or bytes that wait to be written; not there where nothing ever waits. */
  readonly writableLength?: number | undefined;
}

const WAITING_MAX = 1024 * 1024;

/**
 * Writes lines until more than a mebibyte of them waits, which is when whoever reads them has stopped. Then they are
 * dropped and counted: a log that nobody takes may not fill the memory. Once it is taken again, one line of JSON says
 * how many are missing.
 */
export function boundedLines(output: LineOutput, now: () => number): (line: string) => void {
  let dropped = 0;
  return (line) => {
    if ((output.writableLength ?? 0) > WAITING_MAX) {
      dropped += 1;
      return;
    }
    if (dropped > 0) {
      const time = new Date(now() * 1000);
      output.write(
        `${JSON.stringify({ time: Number.isNaN(time.getTime()) ? "unknown" : time.toISOString(), dropped })}\n`,
      );
      dropped = 0;
    }
    output.write(line);
  };
}
