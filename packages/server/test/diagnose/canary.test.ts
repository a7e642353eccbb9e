import { createSigner } from "@countersign/core";
import { type AppOptions, createApp, jsonLines, serve } from "@countersign/server";
import { expect, test } from "vitest";
import { DIAGNOSE_FORMS } from "../bad-input/diagnose-forms.ts";
import { found, pieces } from "../pieces.ts";
import { CREDENTIALS, DEVELOPMENT, MEETING, NOW, sendOverHttp } from "../support.ts";
import { SECRET_NAMES } from "./secret-names.ts";

const SECRET = "Wj5nTq2rXs8vBk4mLp9cYf3hDg7zNe6aRu1t";
const { signature } = createSigner({ ...CREDENTIALS, now: () => NOW }).sign({
  meetingNumber: MEETING,
  role: 0,
});
const [header, payload, mac = ""] = signature.split(".");

/** Ways in which a signature comes along whole. */
const SIGNATURES: readonly unknown[] = [
  signature,
  ` ${signature}\n`,
  `"${signature}"`,
  `Bearer ${signature}`,
  `signature=${signature}`,
  `${CREDENTIALS.sdkKey}:${CREDENTIALS.sdkKey}.${signature}`,
  signature.replaceAll(".", "%2E"),
  `${signature}.${mac}`,
  `${header}.${payload}.${mac.slice(0, 20)}\n${mac.slice(20)}`,
  `${header}.${payload}.*${mac}`,
  `AAAA.${payload}.${mac}`,
  `${header}.AAAA.${mac}`,
  JSON.stringify({ signature }),
  { signature },
  { data: [{ jwt: signature }] },
  [signature],
  { [signature]: signature },
  mac,
  `.${mac}`,
  Buffer.from(mac, "base64url").toString("hex"),
];

test("no third part and no secret that was sent stands in an answer or in the log", async () => {
  const lines: string[] = [];
  const options: AppOptions = { ...DEVELOPMENT, log: jsonLines((line) => lines.push(line)) };
  const served = await serve({ fetch: createApp(options), port: 0, limits: { closeTimeout: 100 } });
  const statuses: number[] = [];
  const texts: string[] = [];
  const send = async (body: string): Promise<void> => {
    const { status, text, headers } = await sendOverHttp(served, { path: "/v1/diagnose", body });
    statuses.push(status);
    texts.push(text, JSON.stringify(headers));
  };
  const diagnose = (evidence: object) => send(JSON.stringify(evidence));

  for (const passed of SIGNATURES) {
    await diagnose({ signature: passed });
    await diagnose({ works: passed, signature: `${header}.${payload}` });
    await diagnose({ joinCall: { signature: passed, meetingNumber: MEETING, userName: "x" } });
    await diagnose({ error: { code: 3712, message: passed } });
    await diagnose({ app: { x: passed }, meeting: { y: passed }, expected: { meetingNumber: passed } });
  }
  for (const name of SECRET_NAMES) await diagnose({ joinCall: { [name]: SECRET } });
  await diagnose({ [`${SECRET}_secret`]: SECRET, joinCall: { url: `https://x.example/?zak=${SECRET}` } });
  await diagnose({ signature: SECRET });
  await diagnose({ signature: `Bearer ${SECRET}` });
  await diagnose({ signature: { [SECRET]: SECRET } });
  await diagnose({ signature: `${header}.${payload}`, credentials: { sdkKey: SECRET } });
  await diagnose({ signature: `${header}.${payload}`, error: { message: SECRET }, x: SECRET });
  await send(`{"sdkSecret":"${SECRET}"`);
  await send(`{"${SECRET}":1,"${SECRET}":2}`);
  for (const { send: sent } of DIAGNOSE_FORMS) await send(String(sent.body));
  await served.close();

  const sent = "q8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Ds";
  const needles = new Set([SECRET, mac, sent].flatMap((text) => [...pieces(text)]));
  expect([...new Set(statuses)].sort()).toEqual([200, 400, 413]);
  expect(lines.length).toBe(statuses.length);
  for (const text of [...texts, ...lines]) expect(found(text, needles)).toBeUndefined();
  for (const line of lines) {
    expect(JSON.parse(line).outcome).toMatch(/^(?:diagnosed:[a-z]+(?::[a-z0-9-]+)?|[a-z-]+)$/);
  }
});
