// `node:http` and nothing else: no authentication, no limits, no log. What is signed with comes from the caller.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface Checked {
  readonly meetingNumber: string;
  readonly role: 0 | 1;
}

/** Serves `POST /`: the body read whole, parsed and checked by hand. */
export function serveRaw(sign: (checked: Checked) => object): void {
  createServer((request, response) => {
    if (request.method !== "POST" || request.url !== "/") return refuse(response, 404, "not found");
    readText(request, (text) => {
      const checked = text === undefined ? undefined : check(text);
      if (checked === undefined) return refuse(response, 400, "not a request for a signature");
      answer(response, 200, sign(checked));
    });
  }).listen(Number(process.env.PORT), "127.0.0.1");
}

function readText(request: IncomingMessage, done: (text: string | undefined) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= 4096) chunks.push(chunk);
  });
  request.on("end", () => {
    if (length > 4096) return done(undefined);
    const [only] = chunks;
    done((chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString());
  });
}

function check(text: string): Checked | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body !== "object" || body === null) return undefined;
  const { meetingNumber, role } = body as Record<string, unknown>;
  if (typeof meetingNumber !== "string" || !/^\d{9,11}$/.test(meetingNumber)) return undefined;
  return role === 0 || role === 1 ? { meetingNumber, role } : undefined;
}

function refuse(response: ServerResponse, status: number, error: string): void {
  answer(response, status, { error });
}

function answer(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "no-store",
  });
  response.end(text);
}
