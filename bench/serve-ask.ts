// One request to a server, and whether the answer is right; the same for all of them.
import assert from "node:assert/strict";
import { request } from "node:http";
import { jwtVerify } from "jose";
import { SDK_KEY, SDK_SECRET } from "./serve-start.ts";

/** Of different meetings, so that no server can keep an answer. */
export const BODIES: readonly string[] = Array.from({ length: 512 }, (_, index) =>
  JSON.stringify({ meetingNumber: String(87_270_695_000 + index), role: 0 }),
);

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export function ask(port: number, apiKey: string, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${apiKey}` };
    const asking = request({ port, host: "127.0.0.1", method: "POST", path: "/", headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("error", reject);
      answer.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        try {
          resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) });
        } catch {
          reject(new Error(`no JSON, status ${answer.statusCode}`));
        }
      });
    });
    asking.once("error", reject);
    asking.end(body);
  });
}

/** Until it answers at all: it was only just started. */
export async function askUntilAnswered(port: number, apiKey: string, body: string): Promise<Answer> {
  const end = performance.now() + 20_000;
  for (;;) {
    try {
      return await ask(port, apiKey, body);
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Throws unless it is what was asked for, signed as Zoom wants it, by another library's judgement. */
export async function checkAnswer({ status, body }: Answer, asked: string): Promise<void> {
  assert.equal(status, 200);
  const { meetingNumber, role } = JSON.parse(asked) as { meetingNumber: string; role: number };
  const { signature, expiresAt, expiresIn, ...rest } = body as Record<string, unknown>;
  assert.deepEqual(rest, { sdkKey: SDK_KEY, meetingNumber, role });
  const { payload } = await jwtVerify(String(signature), new TextEncoder().encode(SDK_SECRET), {
    algorithms: ["HS256"],
  });
  const { iat = 0, exp = 0, tokenExp, ...claims } = payload;
  assert.deepEqual(claims, { appKey: SDK_KEY, sdkKey: SDK_KEY, mn: meetingNumber, role });
  assert.equal(tokenExp, exp);
  assert.equal(expiresAt, new Date(exp * 1000).toISOString());
  const now = Date.now() / 1000;
  assert(Math.abs(iat + 30 - now) < 5 && Math.abs(exp - now - Number(expiresIn)) < 5);
}
