// A whole server with the stand-in as Zoom, everything asked of it that there is, and a real Prometheus that scrapes it:
// each panel of the dashboard shows something, and each alert has something to look at. Without a Prometheus here the
// expressions are held against names and labels of what was measured.
import { spawnSync } from "node:child_process";
import { type Served, serve } from "@countersign/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ZoomServer } from "../faults/support/zoom-server.ts";
import { alerts, measuredBy, panelExpressions, selectorsOf } from "./support/expressions.ts";
import { documentedMetrics } from "./support/operate-page.ts";
import { type Prometheus, prometheusMissing, startPrometheus } from "./support/prometheus.ts";
import { everything, startWatchedServer } from "./support/traffic.ts";

const missing = prometheusMissing();
let server: ZoomServer;
let listener: Served;
let prometheus: Prometheus | undefined;
let scraped: string;
const statuses: (readonly number[])[] = [];

const scrape = async (): Promise<string> => (await fetch(`${listener.url}/metrics`)).text();

beforeAll(async () => {
  server = await startWatchedServer();
  const { metricsListener } = server.service;
  if (metricsListener === undefined) throw new Error("there is no listener for metrics");
  listener = await serve(metricsListener);
  if (missing === undefined) prometheus = await startPrometheus(`127.0.0.1:${listener.port}`);
  else console.log(`${missing}: expressions are only held against what was measured`);
  for (const round of [0, 1]) {
    statuses.push(await everything(server, round));
    await prometheus?.scrapes(2);
  }
  scraped = await scrape();
});
afterAll(async () => {
  await prometheus?.close();
  await listener?.close();
  await server?.close();
});

test("what was asked ended as it was meant to", () => {
  expect(statuses).toEqual([
    [200, 200, 200, 200, 200, 200, 401, 400, 200, 200, 429, 503, 200, 200, 200, 200, 404],
    [200, 429, 200, 200, 200, 200, 401, 400, 429, 429, 429, 503, 200, 200, 200, 200, 404],
  ]);
});

/** Label names of each metric that was measured, with what Prometheus adds. */
function measured(): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>([["up", new Set(["job", "instance"])]]);
  for (const [, name = "", labels = ""] of scraped.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
    const names = all.get(name) ?? new Set(["job", "instance"]);
    for (const [, label = ""] of labels.matchAll(/(\w+)="/g)) names.add(label);
    all.set(name, names);
  }
  return all;
}

test("everything in the table of docs/operate.md was measured, with the labels that stand there", () => {
  const known = measured();
  const labelsOf = (name: string): readonly string[] =>
    [...(known.get(name) ?? known.get(`${name}_count`) ?? ["nothing"])]
      .filter((label) => !["instance", "job", "le"].includes(label))
      .sort();
  const documented = documentedMetrics();
  expect(documented.map(({ name }) => [name, labelsOf(name)])).toEqual(
    documented.map(({ name, labels }) => [name, [...labels].sort()]),
  );
});

const ALL = [...panelExpressions(), ...alerts().flatMap(measuredBy)];

test("there are panels and alerts", () => {
  expect([panelExpressions().length > 30, alerts().length > 15]).toEqual([true, true]);
});

describe.each(ALL)("$name", ({ expr }) => {
  test("asks for what is measured, by labels that it has", () => {
    const selectors = selectorsOf(expr);
    const known = measured();
    const wrong = selectors.filter(
      ({ metric, labels }) => !labels.every((label) => known.get(metric)?.has(label)),
    );
    expect([selectors.length > 0, wrong]).toEqual([true, []]);
  });

  test.skipIf(missing !== undefined)("has data in Prometheus", async () => {
    const values = (await prometheus?.query(expr)) ?? [];
    expect(values.filter((value) => !Number.isNaN(value)).length, `${expr}: ${values}`).toBeGreaterThan(0);
  });
});

test.skipIf(missing !== undefined)(
  "promtool finds nothing wrong with the rules, nor with what was scraped",
  () => {
    const rules = new URL("../../deploy/prometheus/alerts.yml", import.meta.url).pathname;
    const checked = spawnSync("promtool", ["check", "rules", rules], { encoding: "utf8" });
    const metrics = spawnSync("promtool", ["check", "metrics"], { input: scraped, encoding: "utf8" });
    expect([checked.status, metrics.status, metrics.stdout + metrics.stderr]).toEqual([0, 0, ""]);
  },
);

test("no secret, caller, meeting or token is in what was scraped", () => {
  expect(server.scanner().scan("/metrics", scraped)).toEqual([]);
  expect(scraped).not.toMatch(/87270695528|81234567890|key:|program-\d|host-\d|own\.example/);
});
