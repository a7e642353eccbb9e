import { afterAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type Dev, startDev } from "../../src/dev/index.ts";

const lines: string[] = [];
const started: Dev[] = [];
afterAll(async () => {
  for (const dev of started) await dev.close();
});

async function start(env: { [name: string]: string }): Promise<Dev> {
  const dev = await startDev({ port: 0, env, log: (line) => lines.push(line) });
  started.push(dev);
  return dev;
}

const REAL = {
  ZOOM_MEETING_SDK_KEY: "abcdEFGH1234",
  ZOOM_MEETING_SDK_SECRET: "9f86d081884c7d659a2feaa0c55ad015",
};

describe("without credentials", () => {
  it("signs for the sandbox's meetings, also as host, and logs no signature", async () => {
    const dev = await start({});
    expect([dev.mode, dev.credentialsFrom, dev.meetings]).toEqual([
      "sandbox",
      undefined,
      ["87270695528", "87270695529", "87270695530"],
    ]);
    const response = await fetch(`http://127.0.0.1:${dev.port}/v1/signature`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ meetingNumber: "872 7069 5529", role: 1 }),
    });
    const { signature, sdkKey } = (await response.json()) as { signature: string; sdkKey: string };
    const join = await fetch(`http://127.0.0.1:${dev.port}/sandbox/sandbox.invalid/api/v1/wc/info`, {
      method: "POST",
      body: new URLSearchParams({
        apiKey: sdkKey,
        signature,
        meetingNumber: "87270695529",
        passWord: "314159",
      }),
    });
    expect(((await join.json()) as { status: boolean }).status).toBe(true);
    const last = await fetch(`http://127.0.0.1:${dev.port}/dev/last-join.json`);
    expect(await last.json()).toEqual({ count: 1, outcome: "accepted" });
    const text = lines.join("\n");
    expect([text.includes(signature), text.includes("314159"), text.includes("not Zoom")]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each([
    { name: "a page elsewhere", path: "/sandbox/sandbox.invalid/wc/api/1", origin: "https://evil.example" },
    { name: "another path", path: "/elsewhere", origin: undefined },
  ])("opens no WebSocket for $name", async ({ path, origin }) => {
    const dev = await start({});
    const socket = new WebSocket(`ws://127.0.0.1:${dev.port}${path}`, origin === undefined ? {} : { origin });
    const status = await new Promise((resolve) => {
      socket.on("unexpected-response", (_request, response) => resolve(response.statusCode));
    });
    expect(status).toBe(404);
  });
});

describe("with credentials in the environment", () => {
  it("uses them, names where they came from, and has no sandbox", async () => {
    const dev = await start({ ...REAL, COUNTERSIGN_MEETINGS: "872 7069 5528, 123 456 7890" });
    expect([dev.mode, dev.credentialsFrom, dev.sandbox]).toEqual([
      "zoom",
      { sdkKey: "ZOOM_MEETING_SDK_KEY", sdkSecret: "ZOOM_MEETING_SDK_SECRET" },
      undefined,
    ]);
  });

  it("wants the meetings named", async () => {
    await expect(start(REAL)).rejects.toMatchObject({
      code: "setting-invalid",
      field: "COUNTERSIGN_MEETINGS",
      message: "ZOOM_MEETING_SDK_KEY is set, so joins go to Zoom, but no meeting is named",
    });
  });
});

it.each(["0.0.0.0", "::", "192.168.0.7", "example.com"])("does not listen on %s", async (host) => {
  await expect(startDev({ port: 0, host, env: {} })).rejects.toMatchObject({
    code: "setting-invalid",
    field: "host",
  });
});
