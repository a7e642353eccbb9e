import type { IncomingMessage } from "node:http";

/** What comes after an answer is thrown away, up to here; then the caller has had its chance. */
const BYTES_MAX = 4 * 1024 * 1024;
const MILLISECONDS_MAX = 500;

/**
 * Takes the rest of a request that is refused before it was read whole. A connection that is closed on bytes nobody
 * took is reset, and the answer is lost on the way (RFC 9112, 9.6).
 */
export function received(incoming: IncomingMessage): Promise<void> {
  if (incoming.complete || incoming.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let bytes = 0;
    const late = setTimeout(end, MILLISECONDS_MAX);
    function count(chunk: Buffer): void {
      bytes += chunk.length;
      if (bytes > BYTES_MAX) end();
    }
    function end(): void {
      clearTimeout(late);
      incoming.off("data", count).off("end", end).off("error", end).off("close", end);
      resolve();
    }
    incoming.on("data", count).on("end", end).on("error", end).on("close", end);
    incoming.resume();
  });
}
