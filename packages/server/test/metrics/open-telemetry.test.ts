// The same app with the SDK of OpenTelemetry, as a program that has one uses it.
import { apiKeys, createApiKey, createApp, createMetrics, prometheusMeter } from "@countersign/server";
import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createZoomHttp } from "../../src/zoom-api/zoom-http.ts";
import { CREDENTIALS, DEVELOPMENT, MEETING, NOW } from "../support.ts";

const exporter = new InMemorySpanExporter();
const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
trace.setGlobalTracerProvider(provider);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());

beforeEach(() => exporter.reset());
afterAll(async () => {
  await provider.shutdown();
  for (const api of [trace, context, propagation]) api.disable();
});

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";

const sign = (path: string, body: unknown): Request =>
  new Request(`http://127.0.0.1:4000${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", traceparent: `00-${TRACE}-${PARENT}-01` },
    body: JSON.stringify(body),
  });

const here = { remoteAddress: "127.0.0.1" };

test("a request is a span below the one that its traceparent names, by route, without what was sent", async () => {
  const app = createApp(DEVELOPMENT);
  const response = await app(
    sign("/v1/signature?signature=eyJhbGciOi", { meetingNumber: MEETING, role: 0 }),
    here,
  );
  const [span] = exporter.getFinishedSpans();
  const { traceId } = span?.spanContext() ?? {};
  expect([traceId, span?.parentSpanContext?.spanId, span?.name, span?.status.code]).toEqual([
    TRACE,
    PARENT,
    "POST /v1/signature",
    0,
  ]);
  expect(span?.attributes).toEqual({
    "http.request.method": "POST",
    "http.response.status_code": 200,
    "http.route": "/v1/signature",
    "countersign.outcome": "signed",
    "countersign.request_id": response.headers.get("x-request-id"),
  });
  expect(exporter.getFinishedSpans()).toHaveLength(1);
});

test("a path that no route has, and a method that HTTP does not name, are on no span", async () => {
  const app = createApp(DEVELOPMENT);
  await app(new Request("http://127.0.0.1:4000/eyJhbGciOiJIUzI1NiJ9.e30.c2ln", { method: "SECRET" }));
  const [span] = exporter.getFinishedSpans();
  const { "countersign.request_id": id, ...attributes } = span?.attributes ?? {};
  expect([span?.name, attributes]).toEqual([
    "OTHER",
    {
      "http.request.method": "_OTHER",
      "http.response.status_code": 404,
      "countersign.outcome": "not-found",
    },
  ]);
});

test("what goes wrong unforeseen is an error on the span, by its code", async () => {
  const { key, record } = await createApiKey({ id: "shop", meetings: [MEETING], scopes: ["join:mint"] });
  const policy = () => Promise.reject(new Error(`a secret: ${CREDENTIALS.sdkSecret}`));
  const access = { authenticate: apiKeys([{ ...record, meetings: ["999000111"] }]), policy };
  const app = createApp({ ...DEVELOPMENT, allowNative: false, access });
  const request = sign("/", { meetingNumber: MEETING, role: 0 });
  request.headers.set("authorization", `Bearer ${key}`);
  const { status } = await app(request);
  const [span] = exporter.getFinishedSpans();
  expect([status, span?.status, span?.attributes["error.type"]]).toEqual([500, { code: 2 }, "internal"]);
});

test("a call to Zoom is a span below the request's, by endpoint, without whom it is about", async () => {
  const http = createZoomHttp({ urls: { oauth: "http://127.0.0.1:9", api: "http://127.0.0.1:9" } });
  const request = trace.getTracer("test").startSpan("request");
  await context.with(trace.setSpan(context.active(), request), () =>
    http.send({
      service: "api",
      method: "GET",
      path: `/v2/meetings/${MEETING}`,
      query: { type: "zak" },
      authorization: "Bearer secret",
      account: "own",
    }),
  );
  request.end();
  http.close();
  const [span] = exporter.getFinishedSpans();
  expect([span?.name, span?.kind, span?.parentSpanContext?.spanId, span?.status, span?.attributes]).toEqual([
    "GET /v2/meetings/{meetingId}",
    2,
    request.spanContext().spanId,
    { code: 2 },
    {
      "http.request.method": "GET",
      "server.address": "127.0.0.1",
      "url.template": "/v2/meetings/{meetingId}",
      "countersign.zoom.outcome": "not-sent",
      "error.type": "not-sent",
    },
  ]);
});

/** Name, sorted labels and value of each sum and histogram, as our own text has them. */
function pointsOf(memory: InMemoryMetricExporter): readonly string[] {
  const metrics =
    memory
      .getMetrics()
      .at(-1)
      ?.scopeMetrics.flatMap(({ metrics: all }) => all) ?? [];
  return metrics
    .flatMap(({ descriptor: { name }, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => {
        const labels = Object.entries(attributes).map(([key, text]) => `${key}="${text}"`);
        const number = typeof value === "number" ? value : value.count;
        return `${name.replace(/\./g, "_")}{${labels.sort().join(",")}} ${number}`;
      }),
    )
    .sort();
}

test("the SDK counts the same as the meter for Prometheus", async () => {
  const memory = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: memory, exportIntervalMillis: 3_600_000 });
  const sdk = new MeterProvider({ readers: [reader] });
  const prometheus = prometheusMeter();
  const clocks = { wall: () => 0, monotonic: () => 0 };
  for (const meter of [sdk.getMeter("countersign"), prometheus.meter]) {
    const metrics = createMetrics(meter, { now: () => NOW, clocks });
    const app = createApp({ ...DEVELOPMENT, metrics });
    for (const role of [0, 1, 7]) await app(sign("/", { meetingNumber: MEETING, role }), here);
    metrics.configuration.read("first");
    metrics.zoom.called("/oauth/token", "done", 12);
    metrics.clock.dated("Mon, 24 Nov 2025 02:00:00 GMT", NOW * 1000, NOW * 1000);
    metrics.stores.watch("redis", () => false);
  }
  await reader.forceFlush();
  const own = (await prometheus.text())
    .split("\n")
    .filter((line) => /^[^#]/.test(line) && !/_bucket\{|_sum\b/.test(line))
    .map((line) =>
      line
        .replace(/(?:_seconds|_seconds_count|_total)(?=[{ ])/, "")
        .replace(/^(\S+?) /, (all, name) => (name.includes("{") ? all : `${name}{} `)),
    )
    .sort();
  expect(pointsOf(memory)).toEqual(own);
  expect(own.length).toBeGreaterThan(10);
  await sdk.shutdown();
});
