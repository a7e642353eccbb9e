import {
  apiKeys,
  createApiKey,
  createApp,
  createMetrics,
  memoryLimiter,
  policyFromList,
  prometheusMeter,
  StoreUnavailable,
} from "@countersign/server";
import { expect, test } from "vitest";
import { CREDENTIALS, DEVELOPMENT, MEETING, NOW } from "../support.ts";

function counted() {
  const prometheus = prometheusMeter();
  const metrics = createMetrics(prometheus.meter, { now: () => NOW });
  /** Samples of counters that have counted and whose names begin so, without the beginning that all have. */
  const samples = async (...names: readonly string[]): Promise<readonly string[]> =>
    (await prometheus.text())
      .split("\n")
      .filter((line) => !line.endsWith(" 0") && names.some((name) => line.startsWith(`countersign_${name}`)))
      .map((line) => line.slice("countersign_".length));
  /** Every series, without its value. */
  const series = async (): Promise<readonly string[]> =>
    (await prometheus.text()).split("\n").map((line) => line.replace(/ \S+$/, ""));
  return { metrics, samples, series };
}

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Request =>
  new Request(`http://127.0.0.1:4000${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

test("answers, signatures, joins, diagnoses and problems", async () => {
  const { metrics, samples } = counted();
  const app = createApp({ ...DEVELOPMENT, metrics, meetingsOf: "own" });
  const ask = (request: Request) => app(request, { remoteAddress: "127.0.0.1" });
  const signed = await ask(post("/", { meetingNumber: MEETING, role: 0 }));
  const { signature } = (await signed.json()) as { readonly signature: string };
  await ask(post("/v1/signature", { meetingNumber: MEETING, role: 1 }));
  await ask(post("/v1/signature", {}));
  await ask(post("/v1/signature", { meetingNumber: "1", role: 7 }));
  await ask(post("/v1/signature", { meetingNumber: "87270695529", role: 0 }));
  await ask(post("/v1/join", { meetingNumber: MEETING, role: 0, userName: "Ada" }));
  await ask(post("/v1/diagnose", { signature: signature.replace(/[^.]*$/, "") }));
  await ask(new Request("http://127.0.0.1:4000/healthz"));
  await ask(new Request("http://127.0.0.1:4000/v1/explain/3712"));
  await ask(new Request("http://127.0.0.1:4000/some/where?else=1"));
  await ask(new Request("http://127.0.0.1:4000/v1/join"));
  expect(await samples("answers", "signatures", "joins", "diagnoses", "problems")).toEqual([
    'answers_total{outcome="signed",route="/",status="2xx"} 1',
    'answers_total{outcome="signed",route="/v1/signature",status="2xx"} 2',
    'answers_total{outcome="request-invalid",route="/v1/signature",status="4xx"} 1',
    'answers_total{outcome="meeting-not-allowed",route="/v1/signature",status="4xx"} 1',
    'answers_total{outcome="signed",route="/v1/join",status="2xx"} 1',
    'answers_total{outcome="diagnosed",route="/v1/diagnose",status="2xx"} 1',
    'answers_total{outcome="ok",route="/healthz",status="2xx"} 1',
    'answers_total{outcome="ok",route="/v1/explain/:code",status="2xx"} 1',
    'answers_total{outcome="not-found",route="none",status="4xx"} 1',
    'answers_total{outcome="method-not-allowed",route="/v1/join",status="4xx"} 1',
    'problems_total{code="meeting-number-invalid"} 1',
    'problems_total{code="role-invalid"} 1',
    'problems_total{code="meeting-not-allowed"} 1',
    'problems_total{code="not-found"} 1',
    'problems_total{code="method-not-allowed"} 1',
    'diagnoses_total{outcome="ok",rule="none"} 1',
    'signatures_total{role="participant"} 2',
    'signatures_total{role="host"} 1',
    'signatures_total{role="native"} 1',
    'joins_total{token="none"} 1',
  ]);
});

test("a limit that is reached, and rows of the audit that are written and are not", async () => {
  const { metrics, samples } = counted();
  const { key, record } = await createApiKey({ id: "shop", meetings: [MEETING], maxRole: 1 });
  let works = true;
  const append = async (): Promise<void> => {
    if (!works) throw new StoreUnavailable("audit", new Error("disk full"));
  };
  const app = createApp({
    credentials: CREDENTIALS,
    access: { kind: "api-keys", keys: [record] },
    state: { limiter: memoryLimiter(), audit: { append } },
    limits: { hostsPerMinute: 2 },
    now: () => NOW,
    metrics,
  });
  const statuses: number[] = [];
  for (const wanted of [true, false, true]) {
    works = wanted;
    const request = post("/", { meetingNumber: MEETING, role: 1 }, { authorization: `Bearer ${key}` });
    statuses.push((await app(request)).status);
  }
  expect(statuses).toEqual([200, 503, 429]);
  expect(await samples("limits", "audit", "signatures")).toEqual([
    'signatures_total{role="host"} 1',
    'limits_exceeded_total{limit="host-minute"} 1',
    'audit_rows_total{outcome="written"} 1',
    'audit_rows_total{outcome="failed"} 1',
  ]);
});

test("a thousand callers, meetings and paths make no series more than the first of them", async () => {
  const { metrics, series } = counted();
  const callers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      createApiKey({ id: `caller-${index}`, meetings: ["999000111"], scopes: ["join:mint"] }),
    ),
  );
  const app = createApp({
    credentials: CREDENTIALS,
    access: {
      authenticate: [apiKeys(callers.map(({ record }) => record))],
      policy: policyFromList([{ callers: "any", meetings: "any", maxRole: 0 }]),
    },
    now: () => NOW,
    metrics,
  });
  const seen = new Set<number>();
  for (let index = 0; index < 1000; index += 1) {
    const { key = "" } = callers[index % callers.length] ?? {};
    const meetingNumber = String(80_000_000_000 + index);
    const authorization = { authorization: `Bearer ${key}` };
    const { status } = await app(post("/", { meetingNumber, role: 0 }, authorization));
    await app(post("/v1/signature", { meetingNumber, role: 1 }, authorization));
    await app(post(`/p/${index}`, {}, { authorization: `Bearer ${index}` }));
    await app(new Request(`http://127.0.0.1:4000/v1/explain/${index}`, { method: "DELETE" }));
    await app(new Request("http://127.0.0.1:4000/", { method: `M${index}` }));
    if (index % 333 === 0) seen.add((await series()).length);
    if (status !== 200) throw new Error(`${status}`);
  }
  seen.add((await series()).length);
  expect(seen.size).toBe(1);
  const text = (await series()).join("\n");
  expect(text).not.toMatch(/caller-|8000000|csk_|explain\/\d/);
});
