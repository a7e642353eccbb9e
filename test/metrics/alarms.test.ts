// Each alarm rings when it should and not before, by Prometheus' own test of rules.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { alerts } from "./support/expressions.ts";
import { prometheusMissing } from "./support/prometheus.ts";

interface Ringing {
  /** Series with values a minute apart, as Prometheus' tests of rules have them. */
  readonly series: Readonly<Record<string, string>>;
  /** Minutes after which it is quiet still; and rings. */
  readonly quiet: number;
  readonly rings: number;
}

const answers = (more: string): string => `countersign_answers_total{job="countersign",${more}}`;
const metric = (name: string, more = ""): string => `${name}{job="countersign",instance="a"${more}}`;
/** Nothing for ten minutes, then one each minute. */
const LATER = "0x10 1+1x30";
const ONCE = "0x10 1x30";

const CASES: Readonly<Record<string, Ringing>> = {
  CountersignDown: { series: { [metric("up")]: "1x10 0x30" }, quiet: 10, rings: 14 },
  CountersignUnforeseenErrors: {
    series: { [metric("countersign_problems_total", ',code="internal"')]: ONCE },
    quiet: 10,
    rings: 12,
  },
  CountersignErrors: {
    series: {
      [answers('route="/",status="2xx",outcome="signed"')]: "0+90x50",
      [answers('route="/",status="5xx",outcome="audit-unavailable"')]: "0x10 10+10x40",
      [answers('route="/readyz",status="5xx",outcome="not-ready"')]: "0+900x50",
    },
    quiet: 10,
    rings: 25,
  },
  CountersignNobodyGetsASignature: {
    series: {
      [answers('route="/",status="2xx",outcome="signed"')]: "0+90x10 900x40",
      [answers('route="/",status="4xx",outcome="authentication-required"')]: "0+90x50",
    },
    quiet: 12,
    rings: 30,
  },
  CountersignSlow: {
    series: {
      [metric("countersign_answer_duration_seconds_bucket", ',route="/",le="0.25"')]: "0+90x10 900x40",
      [metric("countersign_answer_duration_seconds_bucket", ',route="/",le="0.5"')]: "0+90x50",
      [metric("countersign_answer_duration_seconds_bucket", ',route="/",le="+Inf"')]: "0+90x50",
    },
    quiet: 10,
    rings: 25,
  },
  CountersignClockWrong: {
    series: { [metric("countersign_clock_offset_seconds")]: "0.4x10 -11x30" },
    quiet: 10,
    rings: 17,
  },
  CountersignClockMoved: {
    series: { [metric("countersign_clock_drift_seconds")]: "0.01x10 3600x30" },
    quiet: 10,
    rings: 13,
  },
  CountersignAuditFailing: {
    series: { [metric("countersign_audit_rows_total", ',outcome="failed"')]: ONCE },
    quiet: 10,
    rings: 12,
  },
  CountersignStoreDown: {
    series: { [metric("countersign_store_up", ',store="redis"')]: "1x10 0x30" },
    quiet: 10,
    rings: 13,
  },
  CountersignZoomDown: {
    series: { [metric("countersign_zoom_breaker_open", ',service="api"')]: "0x10 1x30" },
    quiet: 10,
    rings: 13,
  },
  CountersignZoomLimited: {
    series: { [metric("countersign_zoom_calls_total", ',outcome="rate-limited"')]: "0x10 20+20x30" },
    quiet: 10,
    rings: 20,
  },
  CountersignZoomRefuses: {
    series: { [metric("countersign_problems_total", ',code="zoom-permission-missing"')]: LATER },
    quiet: 10,
    rings: 18,
  },
  CountersignTokensNotSaved: {
    series: { [metric("countersign_grants_events_total", ',event="grant-save-delayed"')]: ONCE },
    quiet: 10,
    rings: 12,
  },
  CountersignGrantsLost: {
    series: { [metric("countersign_grants_in_trouble", ',state="needs-reauthorization"')]: "7x10 13x30" },
    quiet: 10,
    rings: 12,
  },
  CountersignConfigurationRefused: {
    series: { [metric("countersign_configuration_is_latest")]: "1x10 0x30" },
    quiet: 10,
    rings: 17,
  },
  CountersignLimitsReached: {
    series: { [metric("countersign_limits_exceeded_total", ',limit="caller"')]: "0x10 120+120x40" },
    quiet: 10,
    rings: 40,
  },
  CountersignWebhooksFailing: {
    series: { [metric("countersign_webhooks_total", ',outcome="handler-failed"')]: LATER },
    quiet: 10,
    rings: 25,
  },
  CountersignWebhooksForged: {
    series: { [metric("countersign_webhooks_total", ',outcome="not-authentic"')]: "0x10 5+5x40" },
    quiet: 10,
    rings: 25,
  },
  CountersignEventLoopLate: {
    series: { [metric("countersign_event_loop_delay_seconds", ',percentile="99"')]: "0.01x10 0.2x30" },
    quiet: 10,
    rings: 17,
  },
  CountersignMemory: {
    series: { [metric("process_resident_memory_bytes")]: "1e8x10 6e8x40" },
    quiet: 10,
    rings: 28,
  },
};

test("each alarm has a case", () => {
  expect(Object.keys(CASES).sort()).toEqual(
    alerts()
      .map(({ name }) => name)
      .sort(),
  );
});

const missing = prometheusMissing();
const RULES = resolve(import.meta.dirname, "../../deploy/prometheus/alerts.yml");

/** Which alarms ring in their own cases at that time: those that promtool is told to expect nothing of, and finds. */
function ringing(when: "quiet" | "rings"): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "countersign-alarms-"));
  const file = join(folder, "test.yml");
  const tests = Object.entries(CASES).map(([alertname, { series, [when]: minutes }]) => ({
    interval: "1m",
    input_series: Object.entries(series).map(([one, values]) => ({ series: one, values })),
    alert_rule_test: [{ eval_time: `${minutes}m`, alertname, exp_alerts: [] }],
  }));
  writeFileSync(file, JSON.stringify({ rule_files: [RULES], evaluation_interval: "1m", tests }));
  const { status, stdout, stderr } = spawnSync("promtool", ["test", "rules", file], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  const rung = [...(stdout + stderr).matchAll(/got:\[[\s\S]*?alertname="(\w+)"/g)].map(
    ([, name = ""]) => name,
  );
  if ((status === 0) !== (rung.length === 0)) throw new Error(stdout + stderr);
  return rung.sort();
}

test.skipIf(missing !== undefined)("no alarm rings before there is a reason", () => {
  expect(ringing("quiet")).toEqual([]);
});

test.skipIf(missing !== undefined)("each rings when there is", () => {
  expect(ringing("rings")).toEqual(Object.keys(CASES).sort());
});
