// The whole server under load while Redis and Postgres go and come back: R1, R2 and R3 of the plan of faults.
// Participants go on, hosts need the audit, signed requests need the nonces; nobody waits for long.
import { setTimeout as pause } from "node:timers/promises";
import {
  type ApiKey,
  apiKeyRecords,
  apiKeys,
  auditKey,
  createApiKey,
  createApp,
  createRequestKey,
  firstYes,
  type OpenAudit,
  openPostgresAudit,
  openRedisState,
  policyFromList,
  type RedisState,
  type Served,
  serve,
  signedRequests,
  signRequest,
  verifyAuditChain,
} from "@countersign/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lookThrough, SECRETS } from "../canary/support/suite.ts";
import { recording } from "../support/recording.ts";
import { type FaultProxy, startFaultProxy } from "./support/fault-proxy.ts";
import { postgresMissing, startPostgres, type TestPostgres } from "./support/postgres.ts";
import { redisMissing, startRedis, type TestRedis } from "./support/redis.ts";

const MEETING = "87270695528";
const KEY = new Uint8Array(32).map((_, index) => index + 1);
const SDK_SECRET = "q8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Ds";
const CLIENTS = 4;
const LONGEST_MS = 1_000;
const BACK_MS = 2_000;
const missing = redisMissing() ?? postgresMissing();

describe.skipIf(missing)(`the server under load${missing ? `: skipped, ${missing}` : ""}`, () => {
  let redis: TestRedis;
  let proxy: FaultProxy;
  let postgres: TestPostgres;
  let state: RedisState;
  let audit: OpenAudit;
  let served: Served;
  const requestKey = createRequestKey("booking");
  const hosts: string[] = [];
  const lines: string[] = [];
  let participant = "";
  let told = 0;
  const total = recording("stores");

  beforeAll(async () => {
    redis = await startRedis();
    proxy = await startFaultProxy(redis.port);
    postgres = await startPostgres();
    state = await openRedisState({ url: `redis://127.0.0.1:${proxy.port}`, keys: [KEY], replicas: 2 });
    audit = await openPostgresAudit({ url: postgres.url, key: auditKey(KEY) });
    SECRETS.add("sdkSecret", SDK_SECRET);
    SECRETS.add("requestKey", requestKey.secret);
    SECRETS.add("key of the stores", KEY);
    const records: ApiKey[] = [];
    // One for each phase: alone, a process gives each of them two a minute.
    for (const id of ["load", "host-1", "host-2", "host-3", "host-4", "host-5"]) {
      const { key, record } = await createApiKey({ id, meetings: [MEETING], maxRole: 1 });
      records.push(record);
      SECRETS.add(`the key of ${id}`, key);
      if (id === "load") participant = key;
      else hosts.push(key);
    }
    const app = createApp({
      credentials: { sdkKey: "kQ3vT8mZ1xWc5Lr7", sdkSecret: SDK_SECRET },
      access: {
        authenticate: [apiKeys(records), signedRequests({ keys: [requestKey], nonces: state.nonces })],
        policy: firstYes(
          apiKeyRecords(records),
          policyFromList([{ callers: ["hmac:booking"], meetings: [MEETING], maxRole: 0 }]),
        ),
      },
      state: { limiter: state.limiter, audit },
      log: (record) => void lines.push(JSON.stringify(record)),
      // Far away, so that what is seen is the outage; they are counted all the same.
      limits: { server: 10_000_000, meeting: 10_000_000 },
    });
    served = await serve({ fetch: app, port: 0 });
  }, 60_000);
  afterAll(async () => {
    await served?.close();
    await audit?.close();
    state?.close();
    await proxy?.close();
    await postgres?.remove();
    await redis?.remove();
    lookThrough("the request log", lines.join("\n"));
  });

  async function ask(
    authorization: string,
    role: 0 | 1,
    body = JSON.stringify({ meetingNumber: MEETING, role }),
  ) {
    const began = performance.now();
    const response = await fetch(`${served.url}/v1/signature`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization },
      body,
      signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined);
    const answer = await response?.text().catch(() => undefined);
    const signature = /"signature":"([^"]+)"/.exec(answer ?? "")?.[1];
    if (signature !== undefined) SECRETS.note(signature);
    return { status: response?.status ?? 0, ms: performance.now() - began };
  }

  async function host(key: string): Promise<number> {
    const { status } = await ask(`Bearer ${key}`, 1);
    if (status === 200) told += 1;
    return status;
  }

  async function signed(): Promise<number> {
    const body = JSON.stringify({ meetingNumber: MEETING, role: 0 });
    const url = `${served.url}/v1/signature`;
    return (await ask(await signRequest({ key: requestKey, method: "POST", url, body }), 0, body)).status;
  }

  /** Participants ask all the time; in the middle of it something goes and comes back. */
  async function phase(
    key: string,
    away: () => Promise<void> | void,
    back: () => Promise<void> | void,
  ): Promise<Record<string, unknown>> {
    const load = { asked: 0, failed: 0, slow: 0 };
    let going = true;
    const clients = Array.from({ length: CLIENTS }, async () => {
      while (going) {
        const { status, ms } = await ask(`Bearer ${participant}`, 0);
        load.asked += 1;
        if (status !== 200) load.failed += 1;
        if (ms > LONGEST_MS) load.slow += 1;
      }
    });
    await pause(500);
    await away();
    await pause(1_000);
    const meanwhile = { host: await host(key), signed: await signed() };
    await pause(1_000);
    await back();
    const until = performance.now() + BACK_MS;
    let after = { host: 0, signed: 0 };
    while (performance.now() < until && (after.signed !== 200 || after.host !== 200)) {
      await pause(100);
      if (after.signed !== 200) after = { ...after, signed: await signed() };
      if (after.host !== 200) after = { ...after, host: await host(key) };
    }
    going = false;
    await Promise.all(clients);
    total.add({ faults: 1, requests: load.asked }, { "of participants' requests, failed": load.failed });
    return {
      participants: load.failed / load.asked <= 0.001 ? "go on" : `${load.failed} of ${load.asked} failed`,
      waited: load.slow,
      some: load.asked > 200,
      meanwhile,
      after,
    };
  }

  const held = (meanwhile: object) => ({
    participants: "go on",
    waited: 0,
    some: true,
    meanwhile,
    after: { host: 200, signed: 200 },
  });

  test("Redis is killed, and back", { timeout: 30_000 }, async () => {
    const seen = await phase(hosts[0] ?? "", redis.kill, redis.start);
    expect(seen).toEqual(held({ host: 200, signed: 503 }));
  });

  test.each([
    ["answers nothing", { kind: "black-hole" }],
    ["is slow by two seconds", { kind: "latency", milliseconds: 2_000 }],
    ["resets each connection", { kind: "reset" }],
  ] as const)("Redis %s", { timeout: 30_000 }, async (_name, fault) => {
    const seen = await phase(
      hosts.splice(1, 1)[0] ?? "",
      () => proxy.set(fault),
      () => proxy.set({ kind: "none" }),
    );
    expect(seen).toEqual(held({ host: 200, signed: 503 }));
  });

  test("Postgres is killed, and back: no host without a row", { timeout: 30_000 }, async () => {
    const seen = await phase(hosts[1] ?? "", postgres.kill, postgres.start);
    expect(seen).toEqual(held({ host: 503, signed: 200 }));
  });

  test("after all of it: a row for each host, and none that is broken", async () => {
    const rows = [];
    for await (const row of audit.rows()) rows.push(row);
    const verdict = await verifyAuditChain(rows, { keys: [auditKey(KEY)], chained: false });
    expect({ ok: verdict.ok, enough: rows.length >= told, some: told >= 9 }).toEqual({
      ok: true,
      enough: true,
      some: true,
    });
  });
});
