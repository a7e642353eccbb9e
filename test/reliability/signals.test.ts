// The process is told to read its configuration again, to end, and is killed: R9, R12 and R13 of the plan of faults, under
// load. No request that was taken is lost, and no signature is bad.

import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { auditKey, openSqliteAudit, verifyAuditChain } from "@countersign/server";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { isLong } from "../support/record.ts";
import { recording } from "../support/recording.ts";
import type { ServerProcess } from "../support/server-process.ts";
import { ask, count, isGood, newTally, startLoad } from "./support/load.ts";
import { AUDIT_KEY, createWorld, MEETING, SECRETS, type World } from "./support/world.ts";

const RELOADS = isLong ? 200 : 12;
const ENDS = isLong ? 12 : 2;
const KILLS = isLong ? 15 : 2;
const total = recording("signals");
const sum = { requests: 0, signatures: 0 };

let world: World;
let keys = "";
beforeAll(async () => {
  world = await createWorld();
  keys = readFileSync(join(world.folder, "api-keys.json"), "utf8");
});
afterEach(() => world.end());
afterAll(() => {
  world?.remove();
});

const add = ({ asked, signatures }: { asked: number; signatures: number }): void => {
  sum.requests += asked;
  sum.signatures += signatures;
};

/** Configurations that are broken, each in another way: what is put where. */
const BROKEN: readonly (readonly [name: string, file: string, text: string])[] = [
  ["no JSON", "countersign.config.json", "{"],
  ["nothing", "countersign.config.json", ""],
  ["a key too many", "countersign.config.json", '{"nothing":1}'],
  ["no policy", "countersign.config.json", '{"app":{"sdkKey":"k","sdkSecret":{"file":"sdk-secret"}}}'],
  ["an empty secret", "sdk-secret", ""],
  ["a secret in two lines", "sdk-secret", "q8Zr4Lw1Vt6Y\np3Nx0Cm9Bk5Jh2Gf7Ds"],
  ["a placeholder for a secret", "sdk-secret", "YOUR_SDK_SECRET"],
  ["callers that are no JSON", "api-keys.json", "["],
  ["callers that are none", "api-keys.json", '[{"id":"x"}]'],
  ["a key of the audit that is none", "audit-key", "short"],
];

test("read again and again under load, with another secret each time, and broken ones between", {
  timeout: 240_000,
}, async () => {
  const server = await world.start();
  const descriptors = server.descriptors();
  const load = startLoad(server.port, world.guest, 3);
  const wrong: string[] = [];
  const every = Math.floor(RELOADS / BROKEN.length);
  let broken = 0;
  let signs: string = SECRETS[0];
  for (let reload = 1; reload <= RELOADS; reload += 1) {
    const next = SECRETS[reload % 2] ?? "";
    world.put("sdk-secret", next);
    server.child.kill("SIGHUP");
    await server.says(/the configuration was reloaded/, reload);
    signs = next;
    const after = await ask({ port: server.port, key: world.guest });
    if (!isGood(after.text, 0, [signs]))
      wrong.push(`reload ${reload}: not signed with the secret it was given`);
    const bad = reload % every === 0 ? BROKEN[broken] : undefined;
    if (bad === undefined) continue;
    const [name, file, text] = bad;
    world.put(file, text);
    server.child.kill("SIGHUP");
    broken += 1;
    await server.says(/the configuration was not reloaded/, broken);
    const still = await ask({ port: server.port, key: world.guest });
    if (!isGood(still.text, 0, [signs])) wrong.push(`${name}: the one before does not go on`);
    restore(signs);
  }
  const tally = await load.stop();
  add(tally);
  expect({ wrong, failures: tally.failures, broken }).toEqual({
    wrong: [],
    failures: [],
    broken: BROKEN.length,
  });
  expect(tally.asked).toBeGreaterThan(RELOADS);
  // What a configuration has opened is closed some seconds after the next one came.
  expect(server.descriptors() - descriptors).toBeLessThan(40);
  expect(await server.stop()).toBe(0);
  world.put("sdk-secret", SECRETS[0]);
});

function restore(secret: string): void {
  const fresh = JSON.stringify(world.config);
  world.put("countersign.config.json", fresh);
  world.put("sdk-secret", secret);
  world.put("audit-key", Buffer.from(AUDIT_KEY).toString("base64"));
  world.put("api-keys.json", keys);
}

/** A request whose body comes while the server is about to end. */
function halfSent(port: number): { readonly finish: () => Promise<string> } {
  const body = JSON.stringify({ meetingNumber: MEETING, role: 0 });
  const socket = connect(port, "127.0.0.1");
  let got = "";
  socket.on("data", (chunk) => {
    got += chunk.toString("latin1");
  });
  socket.on("error", () => undefined);
  const ended = new Promise<string>((resolve) => socket.on("close", () => resolve(got.slice(0, 12))));
  socket.write(
    `POST /v1/signature HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer ${world.guest}\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 9)}`,
  );
  return {
    finish() {
      socket.write(body.slice(9));
      return ended;
    },
  };
}

/** Clients as they are behind a load balancer: they go elsewhere as soon as they are told. */
async function endedUnderLoad(server: ServerProcess) {
  const { port } = server;
  const tally = newTally();
  let ready = true;
  const kept = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (;;) {
      const asked = await ask({ port, key: world.guest, agent });
      count(tally, asked);
      if (asked.last) break;
    }
    agent.destroy();
  };
  const anew = async (): Promise<void> => {
    while (ready) count(tally, await ask({ port, key: world.guest }));
  };
  const balancer = async (): Promise<void> => {
    while (ready) {
      ready = (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
      await pause(50);
    }
  };
  const clients = Promise.all([kept(), kept(), kept(), anew(), balancer()]);
  const half = halfSent(port);
  while (tally.asked < 30) await pause(20);
  const told = performance.now();
  server.child.kill("SIGTERM");
  await clients;
  await pause(1_200);
  const late = await half.finish();
  const { code } = await server.ended;
  return { tally, code, late, seconds: (performance.now() - told) / 1000 };
}

test("SIGTERM under load: nothing that was asked stays without its answer", {
  timeout: 240_000,
}, async () => {
  for (let end = 0; end < ENDS; end += 1) {
    const { tally, code, late, seconds } = await endedUnderLoad(await world.start());
    add(tally);
    expect({ code, late, failures: tally.failures, soon: seconds < 10 }).toEqual({
      code: 0,
      late: "HTTP/1.1 200",
      failures: [],
      soon: true,
    });
  }
});

test("a second SIGTERM ends it at once, whatever is under way", { timeout: 30_000 }, async () => {
  const server = await world.start();
  halfSent(server.port);
  await pause(200);
  server.child.kill("SIGTERM");
  await server.says(/stopping/);
  const told = performance.now();
  server.child.kill("SIGTERM");
  const { signal } = await server.ended;
  expect({ signal, soon: performance.now() - told < 1_000 }).toEqual({ signal: "SIGTERM", soon: true });
});

test("killed and started again: each host that was told is in the audit, which is whole", {
  timeout: 240_000,
}, async () => {
  const told: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const server = await world.start();
    let going = true;
    const hosts = Promise.all(
      Array.from({ length: 3 }, async () => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        while (going) {
          const asked = await ask({ port: server.port, key: world.host, role: 1, agent });
          sum.requests += 1;
          if (asked.status !== 200) continue;
          if (isGood(asked.text, 1)) sum.signatures += 1;
          told.push(asked.requestId ?? "");
        }
        agent.destroy();
      }),
    );
    await pause(300 + 50 * (kill % 7));
    await server.kill();
    going = false;
    await hosts;
  }
  const path = join(world.folder, "data/audit.sqlite");
  const audit = await openSqliteAudit({ path, key: auditKey(AUDIT_KEY) });
  const rows = new Set<string>();
  for await (const { requestId } of audit.rows()) rows.add(requestId);
  const verdict = await verifyAuditChain(audit.rows(), { keys: [auditKey(AUDIT_KEY)] });
  await audit.close();
  const integrity = new DatabaseSync(path).prepare("PRAGMA integrity_check").get()?.integrity_check;
  expect({
    lost: told.filter((id) => !rows.has(id)),
    ok: verdict.ok,
    integrity,
    some: told.length > 5 * KILLS,
  }).toEqual({
    lost: [],
    ok: true,
    integrity: "ok",
    some: true,
  });
  total.add(
    { faults: 4, ...sum },
    {
      "reloads with another secret": RELOADS,
      "broken configurations": BROKEN.length,
      "signatures that were bad": 0,
      "ends by SIGTERM under load": ENDS,
      "requests that failed in them": 0,
      "kills and restarts": KILLS,
      "hosts told, each in the audit": told.length,
    },
  );
});
