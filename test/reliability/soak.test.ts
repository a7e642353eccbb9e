// A whole server that goes on and on: participants, joins of hosts with ZAKs, Zoom's access tokens ended again and again, the
// configuration read again. Nothing fails, and neither memory nor descriptors grow.
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Prepared, prepare } from "../hostile/support/server.ts";
import { isLong, record } from "../support/record.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";
import { ask, startLoad } from "./support/load.ts";

const SECONDS = isLong ? 100 : 5;
const RELOAD_EVERY = isLong ? 10 : 2;
const MEBIBYTE = 1024 * 1024;
const GROWTH_MAX = 24 * MEBIBYTE;
const began = performance.now();

let prepared: Prepared;
let server: ServerProcess;
beforeAll(async () => {
  prepared = await prepare();
  server = await startServerProcess({ config: prepared.path, env: prepared.env });
});
afterAll(async () => {
  await server?.kill();
  await prepared?.close();
});

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test("on and on", { timeout: 200_000 }, async () => {
  const { apiKeys, sdkSecret } = prepared.canaries;
  const load = startLoad(server.port, apiKeys.plain.key, 2, isLong ? 2 : 5, [sdkSecret]);
  const joins = { asked: 0, failures: [] as string[] };
  const memory: number[] = [];
  const descriptors: number[] = [];
  let reloads = 0;
  let expiries = 0;
  const until = performance.now() + SECONDS * 1000;
  for (let turn = 1; performance.now() < until; turn += 1) {
    const joined = await ask({ port: server.port, key: apiKeys.host.key, role: 1, path: "/v1/join" });
    joins.asked += 1;
    if (joined.status !== 200 || !joined.text.includes('"zak":"'))
      joins.failures.push(`${joined.status} ${joined.error ?? ""}`);
    if (turn % 4 === 0) {
      memory.push(server.memory().now);
      descriptors.push(server.descriptors());
    }
    if (turn % (4 * RELOAD_EVERY) === 0) {
      reloads += 1;
      server.child.kill("SIGHUP");
      await server.says(/the configuration was reloaded/, reloads);
    }
    if (turn % (2 * RELOAD_EVERY) === 0) {
      expiries += 1;
      prepared.zoom.zoom.endAccessTokens();
    }
    await pause(250);
  }
  const tally = await load.stop();
  const exit = await server.stop();
  expect({ failures: tally.failures, joins: joins.failures, exit }).toEqual({
    failures: [],
    joins: [],
    exit: 0,
  });
  expect(reloads).toBeGreaterThan(0);
  const third = Math.floor(memory.length / 3);
  const growth = mean(memory.slice(-third)) - mean(memory.slice(third, 2 * third));
  if (isLong) {
    expect(growth).toBeLessThan(GROWTH_MAX);
    expect(mean(descriptors.slice(-third)) - mean(descriptors.slice(third, 2 * third))).toBeLessThan(10);
  }
  record(
    "soak",
    began,
    { requests: tally.asked + joins.asked, signatures: tally.signatures },
    {
      "joins of hosts, each with a ZAK": joins.asked,
      "times that Zoom ended all access tokens": expiries,
      "reloads of the configuration": reloads,
      "requests that failed": 0,
      "memory in MiB, second third of the time": Math.round(mean(memory.slice(third, 2 * third)) / MEBIBYTE),
      "memory in MiB, last third of the time": Math.round(mean(memory.slice(-third)) / MEBIBYTE),
      "descriptors at the end": descriptors.at(-1) ?? Number.NaN,
    },
  );
});
