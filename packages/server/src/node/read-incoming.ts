import type { IncomingMessage } from "node:http";
import type { Bytes } from "../http/body.ts";

/**
 * The body of a request as Node has it, without the copy that the web's Request would make of it. Nothing where
 * somebody has begun to read it by another way.
 */
export function readIncoming(incoming: IncomingMessage): Promise<Bytes> | undefined {
  if (incoming.readableFlowing !== null) return undefined;
  return new Promise((resolve, reject) => {
    const chunks: Buffer<ArrayBuffer>[] = [];
    const closed = (): void => reject(new Error("the connection was closed"));
    incoming.on("data", (chunk: Buffer<ArrayBuffer>) => chunks.push(chunk));
    incoming.on("end", () => {
      // It closes after its end, too, and an error is dear to make.
      incoming.off("close", closed);
      const [only] = chunks;
      resolve(only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks));
    });
    incoming.on("error", reject);
    incoming.on("close", closed);
  });
}
