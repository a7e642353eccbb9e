import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp, type LogRecord } from "@countersign/server";
import { describe, expect, test } from "vitest";
import { pageFromEnv } from "../src/page/page-setting.ts";
import { answerTools, readToolsPage } from "../src/page/tools-page.ts";
import { withPage } from "../src/page/with-page.ts";
import { CREDENTIALS, KEY, NOW, run, SECRET } from "./world.ts";

const BUILT = readFileSync(new URL("../page/countersign.html", import.meta.url), "utf8");

test("countersign page prints the built page, whole", async () => {
  expect(await run(["page"])).toEqual({ exit: 0, stdout: BUILT, stderr: "" });
  expect(BUILT).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
});

const HTML = `<!doctype html><html lang="en"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; connect-src 'none'"><p>ä`;
const HEADERS = {
  "cache-control": "no-store",
  "content-length": "128",
  "content-security-policy": "default-src 'none'; connect-src 'none'; frame-ancestors 'none'",
  "content-type": "text/html; charset=utf-8",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

describe("beside the signature server", () => {
  const records: LogRecord[] = [];
  const log = (record: LogRecord): void => void records.push(record);
  const now = (): number => NOW;
  const signing = createApp({
    credentials: { sdkKey: KEY, sdkSecret: SECRET },
    access: { kind: "development", meetings: ["87270695528"], maxRole: 0 },
    now,
    log,
  });
  const app = withPage(signing, { html: HTML, log, now });
  const ask = (method: string, path: string, init: RequestInit = {}): Promise<Response> =>
    app(new Request(`http://127.0.0.1:4000${path}`, { method, ...init }), { remoteAddress: "127.0.0.1" });

  test.each([
    { method: "GET", path: "/tools", body: HTML },
    { method: "GET", path: "/tools?signature=never-looked-at", body: HTML },
    { method: "HEAD", path: "/tools", body: "" },
  ])("$method $path: the page with all its headers", async ({ method, path, body }) => {
    const response = await ask(method, path);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual(HEADERS);
    expect(await response.text()).toBe(body);
  });

  test("another method is told which are allowed", async () => {
    const response = await ask("POST", "/tools", { body: "{}" });
    const { "content-length": _, ...rest } = HEADERS;
    expect([response.status, Object.fromEntries(response.headers)]).toEqual([
      405,
      { ...rest, allow: "GET, HEAD", "content-type": "text/plain; charset=utf-8" },
    ]);
  });

  test.each([
    { method: "GET", path: "/tools/", status: 404 },
    { method: "GET", path: "/tools/index.html", status: 404 },
    { method: "GET", path: "/Tools", status: 404 },
    { method: "GET", path: "/countersign.html", status: 404 },
    { method: "GET", path: "/", status: 405 },
    { method: "GET", path: "/healthz", status: 200 },
    { method: "OPTIONS", path: "/v1/signature", status: 204 },
  ])("$method $path is the server's: $status", async ({ method, path, status }) => {
    const [mixed, alone] = [
      await ask(method, path),
      await signing(new Request(`http://127.0.0.1:4000${path}`, { method })),
    ];
    expect([mixed.status, alone.status]).toEqual([status, status]);
    expect(mixed.headers.get("content-type")).toBe(alone.headers.get("content-type"));
  });

  test("it is signed beside it as without it", async () => {
    const response = await ask("POST", "/v1/signature", {
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ meetingNumber: "87270695528", role: 0 }),
    });
    expect([response.status, Object.keys((await response.json()) as object)]).toContain(200);
  });

  test("each request for it is one line of the log, without its query", async () => {
    records.length = 0;
    await ask("GET", "/tools?signature=never-logged");
    await ask("PROPFIND", "/tools");
    const shown = records.map(({ ms, requestId, ...rest }) => ({
      ...rest,
      known: [typeof ms, requestId.length],
    }));
    const line = { time: "2026-11-24T06:00:00.000Z", route: "/tools", known: ["number", 36] };
    expect(shown).toEqual([
      { ...line, method: "GET", status: 200, outcome: "ok" },
      { ...line, method: "OTHER", status: 405, outcome: "method-not-allowed" },
    ]);
  });
});

test.each([undefined, "", "0", "false", "off"])("COUNTERSIGN_PAGE=%s: no page", (value) => {
  expect(pageFromEnv({ ...CREDENTIALS, COUNTERSIGN_PAGE: value })).toBeUndefined();
});

test.each(["1", "true", "on", " 1 "])("COUNTERSIGN_PAGE=%s: the built page", (value) => {
  expect(pageFromEnv({ COUNTERSIGN_PAGE: value })).toBe(BUILT);
});

test("a folder without the built page has none, and a page without a policy may nothing", () => {
  expect(readToolsPage(mkdtempSync(join(tmpdir(), "countersign-no-page-")))).toBeUndefined();
  expect(answerTools("<p>", "GET").headers.get("content-security-policy")).toBe(
    "default-src 'none'; frame-ancestors 'none'",
  );
});
