import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMetrics, prometheusMeter } from "@countersign/server";
import { expect, onTestFinished, test } from "vitest";
import { clockMetrics } from "../../src/metrics/clock.ts";
import { grantMetrics } from "../../src/metrics/grants.ts";
import { storeMetrics } from "../../src/metrics/stores.ts";
import { createBudget } from "../../src/zoom-api/budget.ts";
import { endpointOf } from "../../src/zoom-api/endpoint.ts";
import { createZoomHttp } from "../../src/zoom-api/zoom-http.ts";

/** Samples whose names begin so, without the beginning that all have. */
async function samples(text: () => Promise<string>, ...names: readonly string[]): Promise<readonly string[]> {
  return (await text())
    .split("\n")
    .filter((line) => names.some((name) => line.startsWith(`countersign_${name}`)))
    .map((line) => line.slice("countersign_".length));
}

test.each([
  ["/oauth/token", "/oauth/token"],
  ["/oauth/revoke", "/oauth/revoke"],
  ["/v2/users/me", "/v2/users/me"],
  ["/v2/users/me/token", "/v2/users/{userId}/token"],
  ["/v2/users/ada%40example.com/token", "/v2/users/{userId}/token"],
  ["/v2/meetings/87270695528", "/v2/meetings/{meetingId}"],
  ["/v2/meetings/87270695528/token", "other"],
  ["/v2/users/ada%40example.com", "other"],
])("%s is the endpoint %s", (path, endpoint) => {
  expect(endpointOf(path)).toBe(endpoint);
});

test("calls by endpoint and outcome, the breaker, the budget and how far this clock is ahead", async () => {
  let status = 200;
  const server = createServer((_, response) => {
    if (status === 0) return response.socket?.resetAndDestroy();
    response.setHeader("date", new Date(Date.now() - 3_600_000).toUTCString());
    response.statusCode = status;
    return response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { meter, text } = prometheusMeter();
  const metrics = createMetrics(meter);
  const http = createZoomHttp({ urls: { oauth: url, api: url }, callsPerSecond: 1000, metrics });
  const send = (path: string) =>
    http.send({ service: "api", method: "GET", path, authorization: "Bearer x", account: "own" });
  for (const next of [200, 404, 500, 0, 0, 0, 0, 0]) {
    status = next;
    await send("/v2/meetings/87270695528");
  }
  await send("/v2/users/me/token");
  const counted = await samples(text, "zoom_calls", "zoom_breaker", "zoom_call_duration_seconds_count");
  expect(counted.filter((line) => !/^zoom_calls.* 0$/.test(line))).toEqual([
    'zoom_calls_total{endpoint="/v2/users/{userId}/token",outcome="circuit-open"} 1',
    'zoom_calls_total{endpoint="/v2/meetings/{meetingId}",outcome="circuit-open"} 1',
    'zoom_calls_total{endpoint="/v2/meetings/{meetingId}",outcome="unknown"} 5',
    'zoom_calls_total{endpoint="/v2/meetings/{meetingId}",outcome="done"} 1',
    'zoom_calls_total{endpoint="/v2/meetings/{meetingId}",outcome="refused"} 1',
    'zoom_call_duration_seconds_count{endpoint="/v2/meetings/{meetingId}"} 7',
    'zoom_breaker_open{service="oauth"} 0',
    'zoom_breaker_open{service="api"} 1',
  ]);
  const [offset = ""] = await samples(text, "clock_offset");
  expect(Number(offset.split(" ")[1])).toBeGreaterThan(3590);
  const [left = ""] = await samples(text, "zoom_budget");
  expect(Number(left.split(" ")[1])).toBeLessThanOrEqual(1);
  http.close();
  expect(await samples(text, "zoom_breaker", "zoom_budget")).toEqual([]);
});

test("what is left of the budget is that of the account that has least", () => {
  let now = 10_000;
  const budget = createBudget({ callsPerSecond: 20, now: () => now, random: () => 0 });
  const left = [budget.left()];
  for (let calls = 0; calls < 5; calls += 1) budget.take("one", 2000);
  budget.take("other", 2000);
  left.push(budget.left());
  for (let calls = 0; calls < 30; calls += 1) budget.take("one", 2000);
  left.push(budget.left());
  now += 60_000;
  left.push(budget.left());
  budget.limited("other", 10);
  left.push(budget.left());
  expect(left).toEqual([1, 0.75, 0, 1, 0]);
});

test.each([
  ["the same second", "Mon, 24 Nov 2025 02:00:00 GMT", 1_763_949_600_400, 1_763_949_600_600, 0],
  ["ahead", "Mon, 24 Nov 2025 02:00:00 GMT", 1_763_949_610_500, 1_763_949_610_500, 10],
  ["behind, and a slow call", "Mon, 24 Nov 2025 02:00:10 GMT", 1_763_949_600_000, 1_763_949_602_000, -9.5],
  ["no date", "soon", 1, 2, undefined],
  ["none at all", undefined, 1, 2, undefined],
] as const)("Zoom's clock against this one: %s", async (_, date, sent, received, expected) => {
  const { meter, text } = prometheusMeter();
  clockMetrics(meter).dated(date, sent, received);
  const [line] = await samples(text, "clock_offset");
  expect(line && Number(line.split(" ")[1])).toBe(expected);
});

test("a clock that somebody moves", async () => {
  const { meter, text } = prometheusMeter();
  const clocks = { wall: 1000, monotonic: 5 };
  clockMetrics(meter, { wall: () => clocks.wall, monotonic: () => clocks.monotonic });
  clocks.wall += 60_000;
  clocks.monotonic += 60_000;
  const before = await samples(text, "clock_drift");
  clocks.wall -= 3_600_000;
  expect([before, await samples(text, "clock_drift")]).toEqual([
    ["clock_drift_seconds 0"],
    ["clock_drift_seconds -3600"],
  ]);
});

test("grants in trouble are counted every half minute; a store that does not answer is down, and not zero", async () => {
  const { meter, text } = prometheusMeter();
  let now = 0;
  let asked = 0;
  let works = true;
  const grants = grantMetrics(meter, storeMetrics(meter), () => now);
  const end = grants.watch({
    async inTrouble() {
      asked += 1;
      if (!works) throw new Error("no answer");
      return { needsReauthorization: asked, uncertain: 0 };
    },
  });
  const look = async () => (await samples(text, "grants_in_trouble", "store")).join("; ");
  const first = [await look(), await look(), await look()];
  now += 30_000;
  works = false;
  const later = [await look(), await look()];
  end();
  expect([...first.slice(1), later[1], await look(), asked]).toEqual([
    'store_up{store="grants"} 1; grants_in_trouble{state="needs-reauthorization"} 1; grants_in_trouble{state="uncertain"} 0',
    'store_up{store="grants"} 1; grants_in_trouble{state="needs-reauthorization"} 1; grants_in_trouble{state="uncertain"} 0',
    'store_up{store="grants"} 0',
    "",
    2,
  ]);
});
