// Bytes that are no right HTTP, to every POST route of a whole server, and callers who are slow. Each connection ends
// within its time; what is answered is a refusal; the server signs right afterwards.
import { afterAll, beforeAll, expect, test } from "vitest";
import { isLong } from "../../support/record.ts";
import { recording } from "../../support/recording.ts";
import { wrongWith } from "../support/oracle.ts";
import { type HostileServer, startHostileServer, WEBHOOKS } from "../support/server.ts";
import { type Answer, exchange } from "../support/socket.ts";
import { MUTATIONS, type Mutation, PIPELINED, SLOW } from "./mutations.ts";

/** Headers have five seconds, a request has ten, and the times are looked at once a second. */
const PATIENCE_MS = 12_500;
const AT_ONCE = 48;
const GROWTH_MAX = 150 * 1024 * 1024;
const total = recording("wire");

let server: HostileServer;
let sent = 0;
let answers = 0;
let longest = 0;

beforeAll(async () => {
  server = await startHostileServer();
});
afterAll(() => server?.close());

async function wrongAt(route: string, mutation: Mutation): Promise<string | undefined> {
  const credential = route === WEBHOOKS ? "X: y" : (server.credential(route, new Uint8Array())[0] ?? "");
  const bytes = mutation.bytes(route, credential);
  const exchanged = await exchange(server.process.port, bytes, mutation.how);
  sent += 1;
  answers += exchanged.answers.length;
  longest = Math.max(longest, exchanged.ms);
  const wrong = wrongIn(route, mutation, exchanged.answers, Buffer.from(bytes).toString("latin1"));
  if (wrong !== undefined) return wrong;
  if (exchanged.ms > PATIENCE_MS) return `it took ${Math.round(exchanged.ms)} ms`;
  return exchanged.closed ? undefined : "the connection stays open";
}

function wrongIn(
  route: string,
  mutation: Mutation,
  all: readonly Answer[],
  bytes: string,
): string | undefined {
  const refusals = all.filter((answer) => answer.status !== 100);
  if (mutation.expect === "anything but 5xx") {
    return refusals.find(({ status }) => status >= 500) && "status 5xx";
  }
  if (refusals.length === 0) return mutation.expect === "refusal" ? "no answer" : undefined;
  return refusals.map((answer) => wrongWith(route, answer, bytes)).find((wrong) => wrong !== undefined);
}

async function tryAll(routes: readonly string[], mutations: readonly Mutation[], atOnce: number) {
  const wrong: string[] = [];
  const left = routes.flatMap((route) => mutations.map((mutation) => [route, mutation] as const));
  const one = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [route, mutation] = next;
      const found = await wrongAt(route, mutation);
      if (found !== undefined) wrong.push(`${route} ${mutation.name}: ${found}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return wrong.slice(0, 10);
}

test("there are enough kinds, each under its own name", () => {
  const names = [...MUTATIONS, ...PIPELINED, ...SLOW].map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.length).toBeGreaterThanOrEqual(130);
});

test("refused or ended, on each route; those who are slow all at once beside it", {
  timeout: 120_000,
}, async () => {
  await server.sign();
  const before = server.process.memory().now;
  const routes = isLong ? server.routes : server.routes.filter((route) => route !== "/v1/signature");
  const slow = tryAll(isLong ? routes : ["/"], isLong ? SLOW : SLOW.slice(0, 3), 1000);
  const quick = await tryAll(routes, [...MUTATIONS, ...PIPELINED], AT_ONCE);
  await server.sign();
  expect({ quick, slow: await slow }).toEqual({ quick: [], slow: [] });
  await server.sign();
  expect(server.process.memory().now - before).toBeLessThan(GROWTH_MAX);
});

test("nothing of it was a failure, and nothing secret is in the log", () => {
  const log = server.process.stdout();
  expect(log.split("\n").filter((line) => /"status":5|"outcome":"internal"/.test(line))).toEqual([]);
  expect(server.scanner().scan("log", log + server.process.stderr())).toEqual([]);
  total.add(
    { badInputs: sent, requests: answers },
    {
      kinds: MUTATIONS.length + PIPELINED.length + SLOW.length,
      "answers with a status of 5xx": 0,
      "the longest connection, in seconds": longest / 1000,
    },
  );
});
