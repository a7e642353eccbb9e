// Generated bodies to every POST route of a whole app, and requests with bytes changed to a server's socket. Whatever
// comes: a refusal in its form, or what the caller may have; never a failure, and the server goes on.
import { createHmac } from "node:crypto";
import { verify } from "@countersign/core";
import { type Configured, configured, jsonLines } from "@countersign/server";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OWN_MEETING } from "../../canary/support/zoom.ts";
import { isLong } from "../../support/record.ts";
import { recording } from "../../support/recording.ts";
import { wrongWith } from "../support/oracle.ts";
import {
  type HostileServer,
  type Prepared,
  prepare,
  startHostileServer,
  WEBHOOKS,
} from "../support/server.ts";
import { type Answer, exchange } from "../support/socket.ts";
import { bodies, edited, edits } from "./arbitraries.ts";

const BODIES = isLong ? 50_000 : 2_000;
const MUTATED = isLong ? 12_000 : 500;
const AT_ONCE = 100;
const total = recording("fuzz");

let server: HostileServer;
let prepared: Prepared;
let service: Configured;
const log: string[] = [];
let signatures = 0;

beforeAll(async () => {
  server = await startHostileServer();
  prepared = await prepare();
  const write = jsonLines((line) => void (/"status":5|"internal"/.test(line) && log.push(line)));
  service = await configured({ path: prepared.path, env: prepared.env, log: write });
});
afterAll(async () => {
  await service?.close();
  await prepared?.close();
  await server?.close();
});

async function ask(route: string, body: Uint8Array<ArrayBuffer>): Promise<Answer> {
  const { apiKeys, webhookSecret } = prepared.canaries;
  const at = String(Math.floor(Date.now() / 1000));
  const mac = createHmac("sha256", webhookSecret).update(`v0:${at}:`).update(body).digest("hex");
  const { key } = route.startsWith("/oauth") ? apiKeys.host : apiKeys.plain;
  const headers: Record<string, string> =
    route === WEBHOOKS
      ? { "x-zm-request-timestamp": at, "x-zm-signature": `v0=${mac}` }
      : { authorization: `Bearer ${key}` };
  const request = new Request(`http://127.0.0.1:4000${route}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const response = await service.fetch(request, { remoteAddress: "127.0.0.1" });
  return { status: response.status, headers: new Map(response.headers), text: await response.text() };
}

/** What may be given for a body that is right after all. */
function given(route: string, { text }: Answer): string | undefined {
  const answer = JSON.parse(text) as Readonly<Record<string, unknown>>;
  switch (route) {
    case "/oauth/start":
      return typeof answer.url === "string" ? undefined : `no link: ${text}`;
    case "/oauth/revoke":
      return answer.revoked === true ? undefined : `nothing revoked: ${text}`;
    case WEBHOOKS:
      return answer.outcome === "handled" || answer.outcome === "duplicate" || "encryptedToken" in answer
        ? undefined
        : `webhook: ${text}`;
    case "/v1/diagnose":
      return undefined;
    default: {
      signatures += 1;
      const read = verify(String(answer.signature), prepared.canaries.sdkSecret, {});
      const within = read.ok && read.payload.mn === OWN_MEETING && read.payload.role === 0;
      return within ? undefined : "a signature beyond what the caller may have";
    }
  }
}

test("generated bodies", { timeout: 300_000 }, async () => {
  const { routes } = server;
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), bodies, async (route, body) => {
      const answer = await ask(route, body);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const refused = answer.status !== 200 || route === "/v1/diagnose";
      const sent = Buffer.from(body).toString("utf8");
      expect(refused ? wrongWith(route, answer, sent) : given(route, answer)).toBeUndefined();
    }),
    { numRuns: BODIES },
  );
  expect(log).toEqual([]);
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 403]));
});

test("bytes changed on the way", { timeout: 300_000 }, async () => {
  let answered = 0;
  const found: string[] = [];
  const cases = fc.sample(fc.tuple(fc.constantFrom(...server.routes), edits(5)), MUTATED);
  const before = server.process.memory().now;
  const one = async (): Promise<void> => {
    for (let next = cases.pop(); next !== undefined; next = cases.pop()) {
      const [route, all] = next;
      const body = '{"meetingNumber":"87270695528","role":0}';
      const whole = `POST ${route} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
      const bytes = edited(Buffer.from(whole), all);
      const { answers, closed } = await exchange(server.process.port, bytes, { halfCloseAfter: 150 });
      answered += answers.length;
      // Nobody says who calls, so nothing may be had here; a path that was hit by chance may be one that anybody reads.
      const wrong = answers.filter(({ status, text }) => status >= 500 || text.includes('"signature":"'));
      if (wrong.length > 0 || !closed) found.push(`${JSON.stringify(Buffer.from(bytes).toString("latin1"))}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  expect(found.slice(0, 5)).toEqual([]);
  await server.sign();
  expect(server.process.memory().now - before).toBeLessThan(150 * 1024 * 1024);
  const failures = server.process.stdout().split("\n");
  expect(failures.filter((line) => /"status":5|"outcome":"internal"/.test(line))).toEqual([]);
  total.add(
    { fuzzCases: BODIES + MUTATED, requests: BODIES + answered, signatures },
    { bodies: BODIES, "requests with bytes changed": MUTATED, "answers with a status of 5xx": 0 },
  );
});
