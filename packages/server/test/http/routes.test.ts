import { expect, test } from "vitest";
import { DEVELOPMENT, matrix } from "../support.ts";

matrix("a path that is known, by a method that is not", DEVELOPMENT, (send) => {
  test.each<[method: string, path: string, allow: string]>([
    ["GET", "/", "POST, OPTIONS"],
    ["HEAD", "/v1/signature", "POST, OPTIONS"],
    ["PUT", "/v1/join", "POST, OPTIONS"],
    ["DELETE", "/v1/diagnose", "POST, OPTIONS"],
    ["POST", "/healthz", "GET, HEAD"],
    ["OPTIONS", "/readyz", "GET, HEAD"],
    ["POST", "/v1/explain/role-invalid", "GET, HEAD"],
  ])("%s %s: 405, and what it takes is %s", async (method, path, allow) => {
    const { status, headers } = await send({ method, path });
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow });
  });
});

matrix("a path that is none", DEVELOPMENT, (send, { log }) => {
  test.each([
    "/healthz/",
    "//healthz",
    "/Healthz",
    "/v1",
    "/v1/",
    "/v1/signature/",
    "/v1%2Fsignature",
    "/v1/explain",
    "/v1/explain/",
    "/v1/explain/a/b",
    "/%",
    "/healthz%",
    "/constructor",
  ])("%s: 404, and it stands in no log", async (path) => {
    log.length = 0;
    const { status } = await send({ method: "GET", path });
    expect(status).toBe(404);
    expect(log.map(({ route }) => route)).toEqual(["none"]);
  });
});

matrix("a path with escapes or a query", DEVELOPMENT, (send, { log }) => {
  test.each<[path: string, route: string]>([
    ["/healthz?x=/v1/signature", "/healthz"],
    ["/%68ealthz", "/healthz"],
    ["/v1/explain/role%2Dinvalid", "/v1/explain/:code"],
    ["/v1/explain/role-invalid?", "/v1/explain/:code"],
  ])("%s is %s", async (path, route) => {
    log.length = 0;
    const { status } = await send({ method: "GET", path });
    expect({ status, routes: log.map((record) => record.route) }).toEqual({ status: 200, routes: [route] });
  });
});

test("HEAD has the headers of GET and no body", async () => {
  const { createApp } = await import("@countersign/server");
  const app = createApp(DEVELOPMENT);
  const [head, get] = await Promise.all(
    ["HEAD", "GET"].map((method) => app(new Request("http://localhost/v1/explain/role-invalid", { method }))),
  );
  expect(await head?.text()).toBe("");
  expect(await get?.text()).toContain("role-invalid");
  const named = (response: Response | undefined) =>
    [...(response?.headers ?? [])].filter(([name]) => name !== "x-request-id");
  expect(named(head)).toEqual(named(get));
});
