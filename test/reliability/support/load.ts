import { Agent, request } from "node:http";
import { verify } from "@countersign/core";
import { MEETING, SECRETS } from "./world.ts";

export interface Asked {
  /** 0 where there was no answer. */
  readonly status: number;
  /** Of the connection, where there was no answer. */
  readonly error?: string;
  readonly ms: number;
  readonly text: string;
  readonly requestId?: string;
  /** The server ends the connection with this answer. */
  readonly last: boolean;
}

export interface Ask {
  readonly port: number;
  readonly key: string;
  readonly role?: 0 | 1;
  /** A connection for each request, unless given. */
  readonly agent?: Agent;
  readonly milliseconds?: number;
  readonly path?: string;
}

/** One signature asked for. Never rejects. */
export function ask({
  port,
  key,
  role = 0,
  agent,
  milliseconds = 5_000,
  path = "/v1/signature",
}: Ask): Promise<Asked> {
  const body = JSON.stringify({ meetingNumber: MEETING, role });
  const began = performance.now();
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void =>
      resolve({
        status: 0,
        error: error.code ?? error.message,
        ms: performance.now() - began,
        text: "",
        last: true,
      });
    const outgoing = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method: "POST",
        agent: agent ?? false,
        headers: {
          "content-type": "application/json",
          "content-length": body.length,
          authorization: `Bearer ${key}`,
        },
        timeout: milliseconds,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk) => chunks.push(chunk));
        answer.on("error", failed);
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            ms: performance.now() - began,
            text: Buffer.concat(chunks).toString("utf8"),
            requestId: String(answer.headers["x-request-id"]),
            last: answer.headers.connection === "close",
          }),
        );
      },
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer in time")));
    outgoing.on("error", failed);
    outgoing.end(body);
  });
}

/** Whether an answer's signature is one that Zoom would take for this meeting, under one of the secrets. */
export function isGood(
  text: string,
  role: 0 | 1 = 0,
  secrets: readonly string[] = SECRETS,
  now = Date.now() / 1000,
): boolean {
  try {
    const { signature } = JSON.parse(text) as { readonly signature: string };
    return secrets.some((secret) => {
      const verified = verify(signature, secret, { now });
      return verified.ok && verified.payload.mn === MEETING && verified.payload.role === role;
    });
  } catch {
    return false;
  }
}

export interface Tally {
  asked: number;
  signatures: number;
  /** Answers that are no good signature, and requests without an answer; the first of them in words. */
  failed: number;
  readonly failures: string[];
  /** Beyond a second. */
  slow: number;
  readonly ms: number[];
}

export const newTally = (): Tally => ({ asked: 0, signatures: 0, failed: 0, failures: [], slow: 0, ms: [] });

export function count(
  tally: Tally,
  asked: Asked,
  good: boolean = asked.status === 200 && isGood(asked.text),
): void {
  tally.asked += 1;
  tally.ms.push(asked.ms);
  if (asked.ms > 1_000) tally.slow += 1;
  if (good) tally.signatures += 1;
  else {
    tally.failed += 1;
    if (tally.failures.length < 5)
      tally.failures.push(`${asked.status} ${asked.error ?? asked.text.slice(0, 200)}`);
  }
}

export interface Load {
  readonly tally: Tally;
  readonly stop: () => Promise<Tally>;
}

/** So many clients, each on a connection of its own that it keeps, one request after the other. */
export function startLoad(
  port: number,
  key: string,
  clients = 4,
  pauseMs = 0,
  secrets: readonly string[] = SECRETS,
): Load {
  const tally = newTally();
  let going = true;
  const one = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (going) {
      const asked = await ask({ port, key, agent });
      count(tally, asked, asked.status === 200 && isGood(asked.text, 0, secrets));
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    agent.destroy();
  };
  const all = Promise.all(Array.from({ length: clients }, one));
  return {
    tally,
    async stop() {
      going = false;
      await all;
      return tally;
    },
  };
}

/** The value that this part of all is not above. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}
