import { request as httpRequest } from "node:http";
import {
  type AppOptions,
  createApp,
  type LogRecord,
  memoryLimiter,
  type Served,
  serve,
} from "@countersign/server";
import { afterAll, beforeAll, describe } from "vitest";
import { CREDENTIALS, MEETING, NOW } from "./facts.ts";

export { CREDENTIALS, MEETING, NOW };

/** State of a test's own, with an audit: whoever may host needs one. */
export function audited(): NonNullable<AppOptions["state"]> {
  return { limiter: memoryLimiter(), audit: { append: async () => undefined } };
}

/** An app as most tests want it: development access for one meeting, a frozen clock. */
export const DEVELOPMENT: AppOptions = {
  credentials: CREDENTIALS,
  access: { kind: "development", meetings: [MEETING], maxRole: 1, native: true },
  allowNative: true,
  limits: { address: false },
  now: () => NOW,
};

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  /** A list of values is sent as that many headers. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Text as it goes over the wire, or bytes. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export type Send = (sent: Sent) => Promise<Got>;

const JSON_BODY = { "content-type": "application/json" };

/** The same cases against the app as a function and over a real socket: what differs between them is a fault. */
export function matrix(
  name: string,
  options: AppOptions,
  cases: (send: Send, how: { readonly overHttp: boolean; readonly log: LogRecord[] }) => void,
): void {
  describe(`${name}, in process`, () => {
    const log: LogRecord[] = [];
    const app = createApp({ ...options, log: (record) => log.push(record) });
    cases(
      async (sent) => {
        const { method, path, headers, body } = complete(sent);
        const request = new Request(`http://127.0.0.1:4000${path}`, {
          method,
          headers: pairs(headers),
          ...(body !== undefined && { body }),
        });
        return got(await app(request, { remoteAddress: "127.0.0.1" }));
      },
      { overHttp: false, log },
    );
  });

  describe(`${name}, over HTTP`, () => {
    const log: LogRecord[] = [];
    let served: Served;
    beforeAll(async () => {
      served = await serve({
        fetch: createApp({ ...options, log: (record) => log.push(record) }),
        port: 0,
        limits: { closeTimeout: 100 },
      });
    });
    afterAll(() => served.close());
    cases((sent) => sendOverHttp(served, sent), { overHttp: true, log });
  });
}

export function sendOverHttp(served: Served, sent: Sent): Promise<Got> {
  const { method, path, headers, body } = complete(sent);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: served.host, port: served.port, method, path, headers: lists(headers), agent: false },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
            ),
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function complete(sent: Sent): Required<Omit<Sent, "body">> & Pick<Sent, "body"> {
  const { method = "POST", path = "/", body } = sent;
  const headers = sent.headers ?? (body === undefined ? {} : JSON_BODY);
  return { method, path, headers, ...(body !== undefined && { body }) };
}

function lists(headers: NonNullable<Sent["headers"]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [
      name,
      typeof values === "string" ? values : [...values],
    ]),
  );
}

type Pairs = [name: string, value: string][];

function pairs(headers: NonNullable<Sent["headers"]>): Pairs {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): Pairs[number] => [name, value]),
  );
}

async function got(response: Response): Promise<Got> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
}

/** The codes of a refusal's `errors`, in order. */
export function codesOf(answer: Got): string[] {
  return JSON.parse(answer.text).errors.map((error: { code: string }) => error.code);
}
