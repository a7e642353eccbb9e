import { createApp } from "@countersign/server";
import { expect, test } from "vitest";
import { codesOf, DEVELOPMENT, MEETING, matrix } from "../support.ts";

const LISTED = ["https://app.example.com", "http://localhost:3000", "https://app.example.com:8443"];

/** Origins that resemble a listed one, or that lists of others have let in. */
const HOSTILE: readonly string[] = [
  "null",
  "*",
  "https://",
  "https://*",
  "https://*.example.com",
  "http://app.example.com",
  "https://app.example.com/",
  "https://app.example.com.",
  "https://APP.example.com",
  "HTTPS://app.example.com",
  "https://app.example.com:443",
  "https://app.example.com:444",
  "https://app.example.com:84431",
  "https://app.example.com.evil.example",
  "https://evil.example/https://app.example.com",
  "https://evil.example?https://app.example.com",
  "https://evil.example#https://app.example.com",
  "https://app.example.com@evil.example",
  "https://app.example.com%00.evil.example",
  "https://app.example.com_.evil.example",
  "https://evilapp.example.com",
  "https://app-example.com",
  "https://appXexample.com",
  "https://sub.app.example.com",
  "https://example.com",
  "https://app.example.co",
  "https://xn--pp-7kc.example.com",
  "http://localhost:3001",
  "http://localhost",
  "http://localhost.evil.example:3000",
  "http://127.0.0.1:3000",
  "https://localhost:3000",
  "file://",
  "chrome-extension://abcdefghijklmnop",
  "https://app.example.com, https://evil.example",
  "https://app.example.com https://evil.example",
];

const body = JSON.stringify({ meetingNumber: MEETING, role: 0 });
const PATHS = ["/", "/v1/signature", "/v1/join", "/v1/diagnose"];

matrix("origins", { ...DEVELOPMENT, meetingsOf: "own", corsOrigins: LISTED }, (send) => {
  test("there are at least 30 hostile ones", () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(30);
  });

  test.each(HOSTILE)("%s gets no permission and no answer", async (origin) => {
    const asked = { origin, "access-control-request-method": "POST" };
    for (const path of PATHS) {
      const answers = [
        await send({ method: "OPTIONS", path, headers: asked }),
        await send({ path, headers: { "content-type": "application/json", origin }, body }),
      ];
      for (const answer of answers) {
        expect([answer.status, codesOf(answer)]).toEqual([403, ["origin-not-allowed"]]);
        expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
      }
    }
    const health = await send({ method: "GET", path: "/healthz", headers: { origin } });
    expect(health.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test.each(LISTED)("%s gets both", async (origin) => {
    for (const path of PATHS) {
      const answer = await send({ path, headers: { "content-type": "application/json", origin }, body });
      expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([200, origin]);
      expect(answer.headers["access-control-allow-credentials"]).toBeUndefined();
    }
  });

  test("two Origin headers are none of the list", async () => {
    const origin = ["https://app.example.com", "https://evil.example"];
    const answer = await send({ headers: { "content-type": "application/json", origin }, body });
    expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([403, undefined]);
  });
});

test.each([
  "*",
  "null",
  "https://*.example.com",
  "http://app.example.com",
  "http://192.168.1.2:3000",
  "https://app.example.com/",
  "https://app.example.com/path",
  "https://APP.example.com",
  "https://app.example.com:443",
  "https://user@app.example.com",
  "app.example.com",
  "//app.example.com",
  "file://",
  "javascript:alert(1)",
  "ws://localhost:3000",
  "http://localhost.evil.example",
  "",
  " https://app.example.com",
])("a list with %o does not start", (origin) => {
  const start = () => createApp({ ...DEVELOPMENT, corsOrigins: [origin] });
  expect(start).toThrow(expect.objectContaining({ name: "StartUpError", code: "cors-origin-invalid" }));
});

test("a list may hold https anywhere and http on this machine", () => {
  const corsOrigins = [
    "https://a.example",
    "http://localhost",
    "http://127.0.0.1:9999",
    "http://[::1]:3000",
    "http://a.localhost",
  ];
  expect(createApp({ ...DEVELOPMENT, corsOrigins })).toBeTypeOf("function");
});
