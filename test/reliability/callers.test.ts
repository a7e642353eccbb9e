// What the server asks to know its callers goes wrong, and callers are slow: R16, R17 and R19 of the plan of faults. Each is
// refused what cannot be known, soon; all others go on.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isLong } from "../support/record.ts";
import { recording } from "../support/recording.ts";
import type { ServerProcess } from "../support/server-process.ts";
import { ask, isGood, startLoad } from "./support/load.ts";
import { createWorld, MEETING, type World } from "./support/world.ts";

const total = recording("callers");
const LIMIT = { timeout: 120_000 };
const sum = { faults: 0, requests: 0, signatures: 0 };
const facts: Record<string, number> = {};

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP server that does what the test says, and counts. */
async function startElsewhere() {
  const state = { asked: 0, answer: ((_, response) => response.end()) as Answering };
  const server = createServer((request, response) => {
    state.asked += 1;
    state.answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    state,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
type Elsewhere = Awaited<ReturnType<typeof startElsewhere>>;

/** What each key server does once the server has the keys of the first pair. */
const KEY_SERVERS: Readonly<Record<string, (asked: KeysAsked) => void>> = {
  "HTTP 500": ({ response }) => void response.writeHead(500).end(),
  reset: ({ request }) => void request.socket.resetAndDestroy(),
  silent: () => undefined,
  "ten thousand keys": ({ response, first }) => {
    const keys = Array.from({ length: 10_000 }, (_, kid) => ({ ...first.jwk, kid: `x${kid}` }));
    response.end(JSON.stringify({ keys }));
  },
  HTML: ({ response }) => void response.end("<html>"),
  "others' keys too": ({ response, first, second }) =>
    void response.end(JSON.stringify({ keys: [second.jwk, first.jwk] })),
};

let issuers: readonly Elsewhere[] = [];
let hook: Elsewhere;
let world: World;
let server: ServerProcess;

beforeAll(async () => {
  issuers = await Promise.all(Object.keys(KEY_SERVERS).map(() => startElsewhere()));
  hook = await startElsewhere();
  world = await createWorld(
    {
      callers: {
        apiKeys: { file: "api-keys.json" },
        oidc: issuers.map(({ url }, at) => ({
          name: `school-${at + 1}`,
          issuer: url,
          audience: "zoom-signatures",
          jwks: `${url}/keys`,
        })),
      },
      policy: [
        { claims: { meetings: ["zoom", "m"] } },
        { rules: [{ callers: ["key:guest"], meetings: [MEETING], maxRole: 0 }] },
        { hook: { url: `${hook.url}/policy` } },
      ],
    },
    "999000111",
  );
  server = await world.start();
});
afterAll(async () => {
  await world?.end();
  for (const { close } of issuers) await close();
  await hook?.close();
  world?.remove();
});

async function statusOf(key: string, role: 0 | 1 = 0): Promise<number> {
  const asked = await ask({ port: server.port, key, role, milliseconds: 15_000 });
  sum.requests += 1;
  if (asked.status === 200 && isGood(asked.text, role)) sum.signatures += 1;
  return asked.status;
}

type Pair = Awaited<ReturnType<typeof keyPair>>;

async function keyPair(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "ES256" };
  const token = (issuer: string, named = kid) =>
    new SignJWT({ zoom: { m: { [MEETING]: "attendee" } } })
      .setProtectedHeader({ alg: "ES256", kid: named })
      .setIssuer(issuer)
      .setAudience("zoom-signatures")
      .setSubject("teacher")
      .setIssuedAt()
      .setExpirationTime("30 minutes")
      .sign(privateKey);
  return { jwk, token };
}

const KEYS_COOL_DOWN_MS = 31_000;

interface KeysAsked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly first: Pair;
  readonly second: Pair;
}

test(
  "R16: key servers: down, slow, wrong, rotated; tokens with unknown keys by the hundred",
  LIMIT,
  async () => {
    const first = await keyPair("1");
    const second = await keyPair("2");
    const known = await Promise.all(issuers.map(({ url }) => first.token(url)));
    for (const issuer of issuers) {
      issuer.state.answer = (_, response) => response.end(JSON.stringify({ keys: [first.jwk] }));
    }
    expect(await Promise.all(known.map((token) => statusOf(token)))).toEqual(known.map(() => 200));
    const asked = issuers.map(({ state }) => state.asked);
    const from = performance.now();
    // Before that no key server is asked again, whoever comes with whatever key.
    if (isLong) await pause(KEYS_COOL_DOWN_MS);
    const rounds = isLong ? 100 : 20;
    const seen = await Promise.all(
      Object.entries(KEY_SERVERS).map(async ([name, answer], at) => {
        const issuer = issuers[at];
        if (issuer === undefined) throw new Error(`no key server for ${name}`);
        issuer.state.answer = (request, response) => answer({ request, response, first, second });
        const floods = Array.from({ length: rounds }, async (_, index) =>
          statusOf(await second.token(issuer.url, `unknown-${index}`)),
        );
        const unknown = new Set(await Promise.all(floods));
        const answered = [...unknown].every((status) => status === 401 || status === 503);
        sum.faults += 1;
        return [name, { known: await statusOf(known[at] ?? ""), answered, unknown: [...unknown] }] as const;
      }),
    );
    expect(seen.filter(([, { known: status, answered }]) => status !== 200 || !answered)).toEqual([]);
    // Once in thirty seconds, however many ask; and in the long run each was asked while it was wrong.
    const most = 1 + Math.ceil((performance.now() - from) / KEYS_COOL_DOWN_MS);
    const times = issuers.map(({ state }, at) => state.asked - (asked[at] ?? 0));
    expect(times.filter((count) => count > most || (isLong && count === 0))).toEqual([]);
    facts["tokens with unknown keys"] = rounds * issuers.length;
    facts["times that the key servers were asked for them, all together"] = times.reduce(
      (all, one) => all + one,
      0,
    );
  },
);

test("R17: the policy hook: failing, slow, wrong, yes to another meeting", LIMIT, async () => {
  const yes = { allow: true, meetingNumber: MEETING, maxRole: 1 };
  const says =
    (value: unknown, status = 200): Answering =>
    (_, response) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
  const answers: Readonly<Record<string, readonly [Answering, number]>> = {
    "a yes": [says(yes), 200],
    "HTTP 500": [says(yes, 500), 503],
    "HTTP 429": [says(yes, 429), 503],
    "a yes with HTTP 201": [says(yes, 201), 403],
    "a redirect": [(_, response) => response.writeHead(302, { location: `${hook.url}/yes` }).end(), 403],
    silence: [() => undefined, 503],
    reset: [(request) => request.socket.resetAndDestroy(), 503],
    HTML: [(_, response) => response.end("<html>"), 403],
    nothing: [(_, response) => response.end(), 403],
    "a key too many": [says({ ...yes, admin: true }), 403],
    "a text for a role": [says({ ...yes, maxRole: "1" }), 403],
    "a yes to another meeting": [says({ ...yes, meetingNumber: "81234567890" }), 403],
    "a yes that says no meeting": [says({ allow: true }), 403],
    "truth as a text": [says({ ...yes, allow: "true" }), 403],
    "a megabyte": [says({ ...yes, x: "x".repeat(1_000_000) }), 403],
    "a no": [says({ allow: false }), 403],
    "a yes again": [says(yes), 200],
  };
  const seen: Record<string, number> = {};
  for (const [name, [answer]] of Object.entries(answers)) {
    hook.state.answer = answer;
    const [status] = await Promise.all([statusOf(world.host, 1), statusOf(world.guest)]);
    seen[name] = status;
    sum.faults += 1;
  }
  expect(seen).toEqual(
    Object.fromEntries(Object.entries(answers).map(([name, [, status]]) => [name, status])),
  );
});

/** A caller who sends what is given, a byte now and then, until the connection ends. */
function slow(port: number, text: string, every: number) {
  const started = performance.now();
  const socket: Socket = connect(port, "127.0.0.1");
  let at = 0;
  const timer = setInterval(() => {
    if (socket.writable && at < text.length) socket.write(text[at] ?? "");
    at += 1;
  }, every);
  socket.on("error", () => undefined);
  socket.resume();
  return new Promise<number>((resolve) =>
    socket.on("close", () => {
      clearInterval(timer);
      resolve(performance.now() - started);
    }),
  );
}

test(
  "R19: hundreds of callers who send nothing, or slowly, or do not read: all others are served",
  LIMIT,
  async () => {
    const count = isLong ? 200 : 60;
    const before = server.descriptors();
    const load = startLoad(server.port, world.guest, 4);
    const head = "POST /v1/signature HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
    const callers = (text: string, every: number) =>
      Array.from({ length: count }, () => slow(server.port, text, every));
    const heads = Promise.all([...callers("", 1_000), ...callers(`${head}X: `.padEnd(500, "x"), 300)]);
    const bodies = Promise.all(Array.from({ length: count }, () => slowBody(server.port, head)));
    const unread = Array.from({ length: count }, () => greedy(server.port, world.guest));
    const ended = { heads: Math.max(...(await heads)), bodies: Math.max(...(await bodies)) };
    const tally = await load.stop();
    for (const socket of unread) socket.destroy();
    await pause(500);
    sum.requests += tally.asked;
    sum.signatures += tally.signatures;
    expect(tally.failures).toEqual([]);
    expect(tally.asked).toBeGreaterThan(50);
    // Five seconds for headers and ten for all; looked at once a second. The rest is for a machine that is busy.
    expect({ heads: ended.heads < 9_000, bodies: ended.bodies < 15_000 }).toEqual({
      heads: true,
      bodies: true,
    });
    expect(server.descriptors() - before).toBeLessThan(20);
    expect(await statusOf(world.guest)).toBe(200);
    expect(await server.stop()).toBe(0);
    sum.faults += 4;
    facts["slow callers at once"] = 4 * count;
    facts["requests of others meanwhile"] = tally.asked;
    facts["of those failed"] = 0;
    total.add(sum, facts);
  },
);

/** Headers at once, and a body a byte at a time. */
function slowBody(port: number, head: string): Promise<number> {
  const started = performance.now();
  const socket = connect(port, "127.0.0.1", () =>
    socket.write(`${head}Authorization: Bearer ${world.guest}\r\nContent-Length: 4000\r\n\r\n`),
  );
  const timer = setInterval(() => socket.writable && socket.write(" "), 250);
  socket.on("error", () => undefined);
  socket.resume();
  return new Promise((resolve) =>
    socket.on("close", () => {
      clearInterval(timer);
      resolve(performance.now() - started);
    }),
  );
}

/** Asks for many answers and takes none. */
function greedy(port: number, key: string): Socket {
  const body = JSON.stringify({ meetingNumber: MEETING, role: 0 });
  const one = `POST /v1/signature HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer ${key}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const socket = connect(port, "127.0.0.1", () => socket.write(one.repeat(20)));
  socket.on("error", () => undefined);
  socket.pause();
  return socket;
}
