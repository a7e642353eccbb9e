/** The examples, built as their pages say and used by a person: the real SDK joins the stand-in. */
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type InlineConfig, preview } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { BIN, packAll, temporaryFolder } from "../pack/install.ts";
import {
  askToJoin,
  EXAMPLES,
  personAt,
  type Running,
  reads,
  start,
  startSigningServer,
  startWithoutNext,
} from "./support/examples.ts";
import { app, Stand } from "./support/stand.ts";

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.open();
});
afterAll(async () => {
  await stand?.close();
});

const running: Running[] = [];
afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop();
  vi.unstubAllEnvs();
});

const CREDENTIALS = { ZOOM_MEETING_SDK_KEY: app.sdkKey, ZOOM_MEETING_SDK_SECRET: app.sdkSecret };
const MEETING = { "Meeting number": "872 7069 5529", Passcode: "314159", "Your name": "Grace Hopper" };

function lastJoin(): object {
  const { userName, outcome } = stand.sandbox.joins.at(-1) ?? {};
  return { userName, outcome };
}

async function signingServer(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const env = { ...CREDENTIALS, COUNTERSIGN_DEVELOPMENT: "1", COUNTERSIGN_MEETINGS: "87270695529", ...more };
  const server = await startSigningServer(env);
  running.push(server);
  // The browser of these tests knows this machine by this name only.
  return server.url.replace("127.0.0.1", "localhost");
}

/** Joins with a wrong passcode, and then with the right one. */
async function joinsAt(url: string, joined: string, endpoint?: string): Promise<void> {
  const page = await personAt(stand.browser);
  const fill = async (fields: Readonly<Record<string, string>>): Promise<void> => {
    // Of a page that names a port where something of the person who runs this may listen.
    if (endpoint !== undefined)
      await page.locator("form").evaluate((form, to) => form.setAttribute("action", to), endpoint);
    await askToJoin(page, fields);
  };
  await page.goto(url);
  await fill({ ...MEETING, Passcode: "000000" });
  await reads(page, /3004/);
  expect(lastJoin()).toEqual({ userName: "Grace Hopper", outcome: "refused" });

  await page.reload();
  await fill(MEETING);
  await reads(page, joined);
  expect(lastJoin()).toEqual({ userName: "Grace Hopper", outcome: "joined" });
  await page.context().close();
}

it("plain: with the SDK of Zoom's server and a signing server of another origin", async () => {
  const build = ["run", "--silent", "build", "-w", "@countersign/example-plain"];
  execFileSync("npm", [...build, "--", "--conditions=countersign-source", "--log-level=warning"]);
  const signatures = await signingServer({ CORS_ALLOW_ORIGIN: stand.url });
  await joinsAt(`${stand.url}/examples/plain/index.html`, "Joined.", `${signatures}/v1/signature`);
});

it("react: with the SDK bundled by Vite, and a signing server behind Vite's own", async () => {
  vi.stubEnv("SIGNING_SERVER", await signingServer());
  const config: InlineConfig = {
    root: join(EXAMPLES, "react"),
    logLevel: "error",
    resolve: { conditions: ["countersign-source", "module", "browser", "production"] },
    preview: { port: 0, host: "localhost" },
  };
  await build(config);
  const { resolvedUrls, close } = await preview(config);
  running.push({ url: "", stop: close });
  await joinsAt(resolvedUrls?.local[0] ?? "", "joined");
});

describe("nextjs", () => {
  const SETTINGS = {
    ...CREDENTIALS,
    MEETING_NUMBER: "872 7069 5529",
    MEETING_PASSCODE: "314159",
    INVITE_CODE: "of the invited",
    SESSION_SECRET: "thirty-two characters and a few more",
  };

  /** The invited take part; nobody else gets a signature, and nobody one for a host. */
  async function behaves(url: string): Promise<void> {
    const post = (path: string, body: object, cookie = ""): Promise<Response> =>
      fetch(`${url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie },
        body: JSON.stringify(body),
      });
    const wish = { meetingNumber: "87270695529", role: 0 };
    const entered = await post("/api/session", { name: "Ada", code: "of the invited" });
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    const [name = "", value = ""] = cookie.split("=");
    const asked: readonly [who: string, body: object, status: number][] = [
      [cookie, wish, 200],
      ["", wish, 401],
      [`${name}=${value.slice(0, -4)}AAAA`, wish, 401],
      [`${name}=e30.`, wish, 401],
      [cookie, { ...wish, role: 1 }, 403],
      [cookie, { ...wish, role: "1" }, 403],
      [cookie, { meetingNumber: "87270695529" }, 403],
      [cookie, { ...wish, meetingNumber: "87270695528" }, 403],
      [cookie, {}, 403],
    ];
    const statuses = await Promise.all(
      asked.map(async ([who, body]) => (await post("/api/signature", body, who)).status),
    );
    expect(statuses).toEqual(asked.map(([, , status]) => status));
    const codes = [undefined, "", "of the uninvited", 1, { length: 1 }];
    const refused = await Promise.all(codes.map((code) => post("/api/session", { name: "Ada", code })));
    expect(refused.map(({ status, headers }) => [status, headers.get("set-cookie")])).toEqual(
      codes.map(() => [401, null]),
    );

    const page = await personAt(stand.browser);
    await page.goto(url);
    await askToJoin(page, { "Your name": "Grace Hopper", "Code of your invitation": "a guess" });
    await reads(page, "This is not the code of the invitation.");
    await askToJoin(page, { "Your name": "Grace Hopper", "Code of your invitation": "of the invited" });
    await reads(page, "joined");
    expect(lastJoin()).toEqual({ userName: "Grace Hopper", outcome: "joined" });
    await page.context().close();
  }

  it("type-checks", () => {
    const args = ["-p", join(EXAMPLES, "nextjs"), "--incremental", "false", "--types", "node"];
    expect(execFileSync(join(BIN, "tsc"), args, { encoding: "utf8" })).toBe("");
  });

  it("its route handlers and its page, without Next.js", async () => {
    for (const [name, value] of Object.entries(SETTINGS)) vi.stubEnv(name, value);
    const server = await startWithoutNext();
    running.push(server);
    await behaves(server.url);
  });

  it("where no code and no secret of its own is set, it lets nobody in", async () => {
    for (const [name, value] of Object.entries(SETTINGS)) vi.stubEnv(name, value);
    vi.stubEnv("INVITE_CODE", "");
    vi.stubEnv("SESSION_SECRET", "");
    const server = await startWithoutNext();
    running.push(server);
    const ask = async (path: string, body: object, cookie: string): Promise<number> => {
      const headers = { "content-type": "application/json", cookie };
      return (await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) })).status;
    };
    expect([
      await ask("/api/session", { name: "Ada", code: "" }, ""),
      await ask("/api/signature", { meetingNumber: "87270695529", role: 0 }, "session=e30.AAAA"),
    ]).toEqual([401, 500]);
  });

  // It asks a registry for 340 MB, and is part of `npm run test:long` for that.
  it.runIf(process.env.COUNTERSIGN_LONG)("built and started by Next.js", async () => {
    const folder = temporaryFolder();
    try {
      const tarballs = packAll(folder);
      const project = join(folder, "nextjs");
      cpSync(join(EXAMPLES, "nextjs"), project, { recursive: true });
      const manifest = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
      for (const { name, tarball } of tarballs) {
        if (name in manifest.dependencies) manifest.dependencies[name] = `file:${tarball}`;
      }
      writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
      const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
      const run = (program: string, ...args: string[]): Buffer =>
        execFileSync(program, args, { cwd: project, env, stdio: "pipe" });
      run("npm", "install", "--include=dev", "--no-audit", "--no-fund", "--silent");
      run("npm", "run", "--silent", "build");
      const next = join(project, "node_modules/next/dist/bin/next");
      const server = await start([process.execPath, next, "start", "--port", "0"], {
        env: { ...env, ...SETTINGS },
        cwd: project,
      });
      running.push(server);
      await behaves(server.url);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
