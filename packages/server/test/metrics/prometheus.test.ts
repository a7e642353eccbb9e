import { spawnSync } from "node:child_process";
import { createMetrics, prometheusMeter, watchProcess } from "@countersign/server";
import { expect, test } from "vitest";
import { prometheusName } from "../../src/metrics/prometheus/names.ts";

test.each([
  ["countersign.answers", "{request}", "counter", "countersign_answers_total"],
  ["countersign.answer.duration", "s", "histogram", "countersign_answer_duration_seconds"],
  ["process.cpu", "s", "counter", "process_cpu_seconds_total"],
  ["process.resident.memory", "By", "gauge", "process_resident_memory_bytes"],
  ["countersign.zoom.budget.left", "1", "gauge", "countersign_zoom_budget_left_ratio"],
  ["countersign.build.info", undefined, "gauge", "countersign_build_info"],
  ["already_seconds", "s", "gauge", "already_seconds"],
] as const)("%s in %s is, as a %s, %s", (name, unit, kind, expected) => {
  expect(prometheusName(name, unit, kind)).toBe(expected);
});

test("counters, histograms and what is observed, as Prometheus reads it", async () => {
  const { meter, text } = prometheusMeter();
  const calls = meter.createCounter("calls", { description: "Calls\nof \\ all kinds.", unit: "{call}" });
  calls.add(2, { who: 'a "b"\\\n', kind: "x" });
  calls.add(1, { kind: "x", who: 'a "b"\\\n' });
  calls.add(-5, { kind: "x" });
  calls.add(Number.NaN, { kind: "x" });
  const took = meter.createHistogram("took", {
    description: "Time.",
    unit: "s",
    advice: { explicitBucketBoundaries: [0.5, 1] },
  });
  for (const seconds of [0.5, 0.75, 2, 0.25]) took.record(seconds);
  meter.createObservableGauge("heat", { description: "Heat." }).addCallback((result) => result.observe(-1.5));
  meter.createObservableCounter("unseen", { description: "Never observed." });
  expect(await text()).toBe(`# HELP calls_total Calls\\nof \\\\ all kinds.
# TYPE calls_total counter
calls_total{kind="x",who="a \\"b\\"\\\\\\n"} 3
# HELP took_seconds Time.
# TYPE took_seconds histogram
took_seconds_bucket{le="0.5"} 2
took_seconds_bucket{le="1"} 3
took_seconds_bucket{le="+Inf"} 4
took_seconds_sum 3.5
took_seconds_count 4
# HELP heat Heat.
# TYPE heat gauge
heat -1.5
`);
});

test("an instrument that is made again is the same one; as another kind it is a mistake", async () => {
  const { meter, text } = prometheusMeter();
  for (const times of [1, 2]) meter.createCounter("calls", { description: "Calls." }).add(times);
  expect(await text()).toBe("# HELP calls_total Calls.\n# TYPE calls_total counter\ncalls_total 3\n");
  expect(() => meter.createObservableGauge("calls_total")).toThrow(TypeError);
});

test("what cannot be observed has no sample, and takes no other with it", async () => {
  const { meter, text } = prometheusMeter();
  const broken = meter.createObservableGauge("broken", { description: "Broken." });
  broken.addCallback(() => Promise.reject(new Error("no answer")));
  const whole = meter.createObservableGauge("whole", { description: "Whole." });
  const one = (result: { observe: (value: number) => void }): void => result.observe(1);
  whole.addCallback(one);
  expect(await text()).toBe("# HELP whole Whole.\n# TYPE whole gauge\nwhole 1\n");
  whole.removeCallback(one);
  expect(await text()).toBe("");
});

test("labels that may be changed are looked at each time", async () => {
  const { meter, text } = prometheusMeter();
  const calls = meter.createCounter("calls", { description: "Calls." });
  const labels = { kind: "a" };
  calls.add(1, labels);
  labels.kind = "b";
  calls.add(1, labels);
  expect((await text()).match(/^calls.*/gm)).toEqual(['calls_total{kind="a"} 1', 'calls_total{kind="b"} 1']);
});

test("whoever makes series without end has them counted as one", async () => {
  const { meter, text } = prometheusMeter();
  const calls = meter.createCounter("calls", { description: "Calls." });
  for (let number = 0; number < 3000; number += 1) calls.add(1, { number: String(number) });
  const lines = (await text()).match(/^calls_total.*/gm) ?? [];
  expect([lines.length, lines.at(-1)]).toEqual([2001, 'calls_total{otel_metric_overflow="true"} 1000']);
});

const promtool = spawnSync("promtool", ["--version"]).status === 0;

test.skipIf(!promtool)("promtool finds nothing to say about it", async () => {
  const { meter, text } = prometheusMeter();
  const metrics = createMetrics(meter);
  const end = watchProcess(meter);
  metrics.requests.answered({ route: "/", outcome: "signed", gave: "host" }, 200, 1.5);
  metrics.configuration.read("first");
  const input = await text();
  end();
  const { status, stdout, stderr } = spawnSync("promtool", ["check", "metrics"], { input, encoding: "utf8" });
  expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: "" });
});
