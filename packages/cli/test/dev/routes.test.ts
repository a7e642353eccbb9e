import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox, throwAwayApp } from "@countersign/sandbox";
import { afterAll, describe, expect, it } from "vitest";
import { devFetch } from "../../src/dev/routes.ts";
import { sandboxTarget } from "../../src/dev/sandbox-route.ts";
import { INSTALL_SDK, installedSdks } from "../../src/dev/sdk-files.ts";
import { pathBelow } from "../../src/dev/static-files.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-dev-"));
afterAll(() => rmSync(folder, { recursive: true }));

const page = join(folder, "page");
const dist = join(folder, "dist");
for (const path of [page, join(dist, "lib")]) mkdirSync(path, { recursive: true });
writeFileSync(join(folder, "secret.json"), "{}");
writeFileSync(join(page, "index.html"), "<!doctype html><title>page</title>");
writeFileSync(join(page, "meeting.html"), "<!doctype html><title>meeting</title>");
writeFileSync(
  join(page, "countersign.html"),
  '<!doctype html><title>tools</title><a id="join-link" href="/" hidden>Join</a>',
);
writeFileSync(join(dist, "lib", "av.js"), "void 0");

const sandbox = createSandbox({ apps: [throwAwayApp()], meetings: [] });
const parts = {
  app: async () => new Response("the signature server", { status: 418 }),
  meetings: [],
  sdks: [{ version: "6.2.0", dist }],
  page,
};
const dev = devFetch({ ...parts, sandbox });
const throughZoom = devFetch(parts);
const ask = (path: string, init?: RequestInit): Promise<Response> =>
  dev(new Request(`http://localhost:4000${path}`, init));

describe("one origin", () => {
  it.each([
    { path: "/", status: 200, type: "text/html; charset=utf-8" },
    { path: "/meeting.html", status: 200, type: "text/html; charset=utf-8" },
    { path: "/tools", status: 200, type: "text/html; charset=utf-8" },
    { path: "/dev/config.json", status: 200, type: "application/json" },
    { path: "/dev/last-join.json", status: 200, type: "application/json" },
    { path: "/sdk/6.2.0/lib/av.js", status: 200, type: "text/javascript; charset=utf-8" },
    { path: "/sdk/9.9.9/lib/av.js", status: 404, type: "text/plain; charset=utf-8" },
    { path: "/sdk/6.2.0/..%2fsecret.json", status: 404, type: "text/plain; charset=utf-8" },
    { path: "/..%2fsecret.json", status: 418, type: "text/plain;charset=UTF-8" },
    { path: "/%E0%A4", status: 418, type: "text/plain;charset=UTF-8" },
    { path: "/healthz", status: 418, type: "text/plain;charset=UTF-8" },
    { path: "/sandbox/sandbox.invalid/api/v1/wc/info", status: 400, type: "application/json" },
    { path: "/sandbox/zoom.us/api/v1/wc/info", status: 418, type: "text/plain;charset=UTF-8" },
  ])("GET $path: $status", async ({ path, status, type }) => {
    const response = await ask(path);
    expect([response.status, response.headers.get("content-type")]).toEqual([status, type]);
  });

  it("hands every POST to the signature server", async () => {
    expect((await ask("/", { method: "POST" })).status).toBe(418);
  });

  it.each(["evil.example", "sandbox.invalid", "192.168.0.7"])(
    "answers nobody who calls it %s",
    async (name) => {
      expect((await dev(new Request(`http://${name}:4000/`))).status).toBe(421);
    },
  );

  it("isolates both pages, and lets the meeting's reach nothing but this machine", async () => {
    for (const path of ["/", "/meeting.html"]) {
      const { headers } = await ask(path);
      expect([
        headers.get("cross-origin-opener-policy"),
        headers.get("cross-origin-embedder-policy"),
      ]).toEqual(["same-origin", "require-corp"]);
    }
    const policy = (await ask("/meeting.html")).headers.get("content-security-policy") ?? "";
    expect(policy.split("; ").find((rule) => rule.startsWith("connect-src"))).toBe(
      "connect-src 'self' data: blob: ws://localhost:4000 https://sandbox.invalid https://*.sandbox.invalid",
    );
  });

  it("tells the page of tools that the page that joins is beside it", async () => {
    expect(await (await ask("/tools")).text()).toBe(
      '<!doctype html><title>tools</title><a id="join-link" href="/">Join</a>',
    );
    const head = await ask("/tools", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("has no stand-in where joins go to Zoom", async () => {
    const at = (path: string): Promise<Response> => throughZoom(new Request(`http://localhost:4000${path}`));
    expect((await at("/sandbox/sandbox.invalid/api/v1/wc/info")).status).toBe(418);
    expect(await (await at("/dev/config.json")).json()).toEqual({
      mode: "zoom",
      sdkVersions: ["6.2.0"],
      installSdk: INSTALL_SDK,
      meetings: [],
    });
  });

  it("says what to do where the page was not built", async () => {
    const bare = devFetch({ ...parts, page: join(folder, "nowhere") });
    for (const path of ["/", "/tools"]) {
      const response = await bare(new Request(`http://localhost:4000${path}`));
      expect([response.status, await response.text()]).toEqual([
        503,
        "The page is not built. In the repository: node tools/build-page.ts\n",
      ]);
    }
  });
});

it.each([
  { path: "/a/b.js", below: "a/b.js" },
  { path: "/a/../b.js", below: "b.js" },
  { path: "/../secret.json", below: undefined },
  { path: "/%2e%2e/secret.json", below: undefined },
  { path: "/..\\secret.json", below: undefined },
  { path: "/a%00.js", below: undefined },
  { path: "/%", below: undefined },
  { path: "/", below: undefined },
])("keeps $path below its folder", ({ path, below }) => {
  expect(pathBelow(page, path)).toBe(below === undefined ? undefined : join(page, below));
});

it.each([
  { path: "/sandbox/sandbox.invalid/a?b=c", host: "sandbox.invalid", target: "/a?b=c" },
  { path: "/sandbox/gateway.sandbox.invalid/wc/api/1", host: "gateway.sandbox.invalid", target: "/wc/api/1" },
  { path: "/sandbox/notsandbox.invalid/a", host: undefined, target: undefined },
  { path: "/sandbox/sandbox.invalid.example/a", host: undefined, target: undefined },
  { path: "/sandbox/sandbox.invalid", host: undefined, target: undefined },
])("reads the host out of $path", ({ path, host, target }) => {
  const read = sandboxTarget(path);
  expect([read?.host, read?.target]).toEqual([host, target]);
});

describe("Zoom's SDK", () => {
  it("is found beside the command that was started, by its own version", () => {
    const root = join(folder, "node_modules", "@zoom", "meetingsdk");
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, "package.json"), '{"version":"7.8.9"}');
    expect(installedSdks(folder).at(0)).toEqual({ version: "7.8.9", dist: join(root, "dist") });
  });
});
