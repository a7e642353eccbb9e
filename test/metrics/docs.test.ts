// docs/operate.md against what it speaks of: the table of metrics, the fields of the log, and a heading for each alarm.
import { readFileSync } from "node:fs";
import { createMetrics, type LogRecord, prometheusMeter, watchProcess } from "@countersign/server";
import { describe, expect, test } from "vitest";
import { alerts } from "./support/expressions.ts";
import { documentedMetrics, OPERATE } from "./support/operate-page.ts";

test("every metric is in the table, with its kind and its words, and no other", () => {
  const { meter, families } = prometheusMeter();
  createMetrics(meter);
  watchProcess(meter)();
  const documented = documentedMetrics().map(({ name, kind, help }) => ({ name, help, kind }));
  expect(documented).toEqual(families());
});

test("every field of the log is in its table, and no other", () => {
  const whole: Required<LogRecord> = {
    time: "",
    method: "",
    route: "",
    status: 200,
    ms: 0,
    requestId: "",
    caller: "",
    outcome: "",
    alarm: "",
    where: "",
  };
  const [, section = ""] = /^## Its log\n([\s\S]*?)^## /m.exec(OPERATE) ?? [];
  const fields = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(fields).toEqual(Object.keys(whole));
});

/** As GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");

describe("alarms", () => {
  const [, section = ""] = /^## When an alarm rings\n([\s\S]*)/m.exec(OPERATE) ?? [];
  const anchors = [...section.matchAll(/^### (.*)$/gm)].map(([, heading = ""]) => anchorOf(heading));

  test.each(alerts())("$name leads to a heading", ({ runbook }) => {
    expect(anchors.map((anchor) => `docs/operate.md#${anchor}`)).toContain(runbook);
  });

  test("there is no heading without an alarm", () => {
    const led = new Set(alerts().map(({ runbook }) => runbook.replace("docs/operate.md#", "")));
    expect(anchors.filter((anchor) => !led.has(anchor))).toEqual([]);
  });
});

test("what is scraped is the file that Prometheus reads, by the name that the alerts go by", () => {
  const scrape = readFileSync(new URL("../../deploy/prometheus/scrape.yml", import.meta.url), "utf8");
  expect(scrape).toContain("job_name: countersign");
  expect(OPERATE).toContain("The alerts go by the name of the job, `countersign`");
});
