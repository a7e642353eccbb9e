import { connect } from "node:net";

export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

export interface Exchanged {
  readonly answers: readonly Answer[];
  /** All that came, as it came. */
  readonly raw: string;
  /** The server ended the connection; if not, it was open when the time was over. */
  readonly closed: boolean;
  readonly ms: number;
}

export interface How {
  /** Says after the last byte that nothing more comes. */
  readonly halfClose?: boolean;
  /** Says it so many milliseconds later. Whoever says it at once may get no answer. */
  readonly halfCloseAfter?: number;
  /** Sends a byte at a time, with so many milliseconds between them. */
  readonly drip?: number;
  /** For everything. */
  readonly milliseconds?: number;
}

/** Bytes to the server, and what it gives back until it closes the connection. */
export function exchange(port: number, bytes: Uint8Array, how: How = {}): Promise<Exchanged> {
  const { halfClose = false, halfCloseAfter, drip, milliseconds = 15_000 } = how;
  const began = performance.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let dripping: NodeJS.Timeout | undefined;
    const socket = connect(port, "127.0.0.1", () => {
      if (drip === undefined) {
        if (halfClose) socket.end(bytes);
        else socket.write(bytes);
        if (halfCloseAfter !== undefined) setTimeout(() => socket.end(), halfCloseAfter);
        return;
      }
      let at = 0;
      dripping = setInterval(() => {
        if (at < bytes.length && socket.writable) socket.write(bytes.subarray(at, at + 1));
        at += 1;
      }, drip);
    });
    const end = (closed: boolean): void => {
      clearInterval(dripping);
      clearTimeout(late);
      socket.destroy();
      const raw = Buffer.concat(chunks).toString("latin1");
      resolve({ answers: answersIn(raw), raw, closed, ms: performance.now() - began });
    };
    const late = setTimeout(() => end(false), milliseconds);
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", () => undefined);
    socket.on("close", () => end(true));
  });
}

/** Answers one after the other, each with the length it declares. */
export function answersIn(raw: string): Answer[] {
  const answers: Answer[] = [];
  let rest = raw;
  for (;;) {
    const at = rest.indexOf("\r\n\r\n");
    if (at < 0) return answers;
    const [first = "", ...lines] = rest.slice(0, at).split("\r\n");
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
    );
    const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(first)?.[1] ?? Number.NaN);
    const body = rest.slice(at + 4);
    // 1xx and 204 have none.
    const length = status < 200 || status === 204 ? 0 : Number(headers.get("content-length") ?? body.length);
    answers.push({ status, headers, text: Buffer.from(body.slice(0, length), "latin1").toString("utf8") });
    rest = body.slice(length);
    if (rest === "") return answers;
  }
}
