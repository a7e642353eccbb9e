// Every named kind of bad request on every POST route of a whole server, over sockets. Each is refused in the form that
// is documented, soon; nothing secret is in an answer, and the server goes on signing and does not grow.
import { afterAll, beforeAll, expect, test } from "vitest";
import { isLong } from "../../support/record.ts";
import { recording } from "../../support/recording.ts";
import { requestOf } from "../support/kind.ts";
import { wrongWith } from "../support/oracle.ts";
import { type HostileServer, startHostileServer } from "../support/server.ts";
import { exchange } from "../support/socket.ts";
import { OF_THE_APP, KINDS as OWN } from "./kinds.ts";

const AT_ONCE = 8;
const LONGEST_MS = 3_000;
const ROUNDS = isLong ? 3 : 1;
const KINDS = isLong ? [...OWN, ...OF_THE_APP] : OWN;
/** What the server may grow by while all of it goes on; what is sent is a hundred times as much. */
const GROWTH_MAX = 150 * 1024 * 1024;
const total = recording("bad-input");

let server: HostileServer;
const answered: string[] = [];
let sent = 0;

beforeAll(async () => {
  server = await startHostileServer();
});
afterAll(() => server?.close());

test("there are enough kinds, each under its own name, and the routes are found", () => {
  const names = KINDS.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.length).toBeGreaterThanOrEqual(300);
  expect(server.routes).toEqual(
    expect.arrayContaining([
      "/",
      "/oauth/revoke",
      "/oauth/start",
      "/v1/diagnose",
      "/v1/join",
      "/v1/signature",
      "/v1/webhooks",
    ]),
  );
});

/** What was wrong, by kind. */
async function tryAll(route: string): Promise<string[]> {
  const wrong: string[] = [];
  const left = [...KINDS];
  const one = async (): Promise<void> => {
    for (let kind = left.shift(); kind !== undefined; kind = left.shift()) {
      const bytes = requestOf(kind, route, server.credential(route, kind.body));
      const { answers, closed, ms } = await exchange(server.process.port, bytes);
      sent += 1;
      const [answer, ...more] = answers;
      if (answer !== undefined) answered.push(`${[...answer.headers].join("\n")}\n${answer.text}`);
      const found =
        wrongWith(route, answer, Buffer.from(bytes).toString("latin1")) ??
        (more.length > 0 ? "more than one answer" : undefined) ??
        (closed ? undefined : "the connection stays open") ??
        (ms > LONGEST_MS ? `it took ${Math.round(ms)} ms` : undefined);
      if (found !== undefined) wrong.push(`${kind.name}: ${found}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return wrong.slice(0, 10);
}

test("each is refused, on each route, and the server goes on", { timeout: 300_000 }, async () => {
  await server.sign();
  const before = server.process.memory().now;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const route of server.routes) {
      expect([route, await tryAll(route)]).toEqual([route, []]);
      await server.sign();
    }
  }
  expect(server.process.memory().now - before).toBeLessThan(GROWTH_MAX);
});

test("nothing secret in any answer or line of the log; no route failed", () => {
  const scanner = server.scanner();
  expect(scanner.scan("answers", [...new Set(answered)].join("\n"))).toEqual([]);
  expect(scanner.scan("log", server.process.stdout())).toEqual([]);
  expect(scanner.scan("standard error", server.process.stderr())).toEqual([]);
  const failed = server.process
    .stdout()
    .split("\n")
    .filter((line) => /"status":5|"outcome":"internal"/.test(line));
  expect(failed).toEqual([]);
  total.add(
    { badInputs: sent, requests: sent },
    {
      kinds: KINDS.length,
      "POST routes": server.routes.length,
      "answers with a status of 5xx": 0,
      "signatures given": 0,
      "secrets found in answers and log": 0,
    },
  );
});
