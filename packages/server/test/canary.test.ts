import {
  type AppOptions,
  createApiKey,
  createApp,
  jsonLines,
  memoryLimiter,
  serve,
} from "@countersign/server";
import { expect, test } from "vitest";
import { HTTP_FORMS } from "./bad-input/http-forms.ts";
import { JSON_FORMS } from "./bad-input/json-forms.ts";
import { MEETING_NUMBERS } from "./bad-input/meeting-numbers.ts";
import { ROLES } from "./bad-input/roles.ts";
import { found, pieces } from "./pieces.ts";
import { CREDENTIALS, DEVELOPMENT, type Got, MEETING, type Sent, sendOverHttp } from "./support.ts";

const SECRET = "Wj5nTq2rXs8vBk4mLp9cYf3hDg7zNe6aRu1t";
const { key, record } = await createApiKey({ meetings: "any", maxRole: 1, native: true });

test("the search finds what it is for", () => {
  const needles = new Set(pieces(SECRET));
  for (const text of [SECRET, `x${SECRET.slice(3, 15)}y`, Buffer.from(`ab${SECRET}`).toString("base64")]) {
    expect(found(`{"a":"${text}"}`, needles)).toBeTypeOf("string");
  }
  expect(found("nothing of the kind stands in here", needles)).toBeUndefined();
});

test("no secret, key or signature stands in a log line or in an error", async () => {
  const lines: string[] = [];
  const rows: string[] = [];
  const options: AppOptions = {
    ...DEVELOPMENT,
    credentials: { ...CREDENTIALS, sdkSecret: SECRET },
    access: { kind: "api-keys", keys: [record] },
    state: {
      limiter: memoryLimiter(),
      audit: { append: async (row) => void rows.push(JSON.stringify(row)) },
    },
    log: jsonLines((line) => lines.push(line)),
  };
  const served = await serve({ fetch: createApp(options), port: 0, limits: { closeTimeout: 100 } });
  const authorization = `Bearer ${key}`;
  const errors: Got[] = [];
  const signatures: string[] = [];
  const send = async (sent: Sent): Promise<void> => {
    const answer = await sendOverHttp(served, sent);
    if (answer.status === 200 && answer.text.includes('"signature"'))
      signatures.push(JSON.parse(answer.text).signature);
    else errors.push(answer);
  };
  const body = (members: object): Sent => ({
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify({ meetingNumber: MEETING, role: 1, ...members }),
  });

  await send(body({}));
  await send(body({ videoWebRtcMode: 1, expirationSeconds: 1800 }));
  await send({ ...body({}), body: "{}" });
  const [signature = ""] = signatures;
  expect(signatures.length).toBe(3);

  for (const { send: sent } of [...ROLES, ...JSON_FORMS, ...HTTP_FORMS, ...MEETING_NUMBERS]) {
    await send({ ...sent, headers: { "content-type": "application/json", ...sent.headers, authorization } });
  }
  for (const canary of [SECRET, signature, key]) {
    await send(body({ sdkSecret: canary }));
    await send(body({ unknown: canary, role: 2 }));
    await send({ ...body({}), path: `/${canary}` });
    await send({ ...body({}), path: `/v1/explain/${canary}`, method: "GET" });
    await send({ ...body({}), headers: { "content-type": canary, authorization } });
    await send({
      ...body({}),
      headers: { "content-type": "application/json", authorization: `Bearer ${canary}` },
    });
    await send({ ...body({}), headers: { ...body({}).headers, cookie: canary, origin: canary } });
    await send({
      ...body({}),
      method: canary
        .slice(0, 4)
        .toUpperCase()
        .replace(/[^A-Z]/g, "X"),
    });
    await send({ ...body({}), body: `{"${canary}":1,"${canary}":2}` });
  }
  await served.close();

  const needles = new Set([SECRET, key, ...signatures].flatMap((text) => [...pieces(text)]));
  expect(lines.length).toBeGreaterThan(200);
  expect(errors.length).toBeGreaterThan(200);
  expect(rows.length).toBeGreaterThanOrEqual(3);
  for (const line of [...lines, ...rows]) expect(found(line, needles)).toBeUndefined();
  for (const { text, headers } of errors) {
    expect(found(text, needles)).toBeUndefined();
    expect(found(JSON.stringify(headers), needles)).toBeUndefined();
  }
  for (const line of lines) {
    expect(Object.keys(JSON.parse(line))).toEqual([
      "time",
      "method",
      "route",
      "status",
      "ms",
      "requestId",
      ...("caller" in JSON.parse(line) ? ["caller"] : []),
      "outcome",
      ...("alarm" in JSON.parse(line) ? ["alarm"] : []),
    ]);
  }
});
