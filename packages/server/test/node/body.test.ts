// Whoever stands between the server and the app and changes the request, or reads it, is heard.
import { connect } from "node:net";
import { type App, createApp, serve } from "@countersign/server";
import { expect, test } from "vitest";
import { DEVELOPMENT, MEETING, sendOverHttp } from "../support.ts";

const app = createApp(DEVELOPMENT);
const asked = (role: number): string => JSON.stringify({ meetingNumber: MEETING, role });
const json = { "content-type": "application/json" };

/** The status, and the role that was signed, where the wire says 0. */
async function sent(fetch: App): Promise<{ status: number; role: unknown }> {
  const served = await serve({ fetch, port: 0, limits: { closeTimeout: 100 } });
  try {
    const { status, text } = await sendOverHttp(served, { body: asked(0) });
    return { status, role: JSON.parse(text).role };
  } finally {
    await served.close();
  }
}

test.each<[what: string, fetch: App, status: number, role: 0 | 1 | undefined]>([
  ["passes it on", (request, info) => app(request, info), 200, 0],
  [
    "makes one with another body",
    (request, info) => {
      const { url, method } = request;
      return app(new Request(url, { method, headers: json, body: asked(1) }), info);
    },
    200,
    1,
  ],
  [
    "makes one of it with another body",
    (request, info) => {
      const body = asked(1);
      return app(
        new Request(request, { body, headers: { ...json, "content-length": `${body.length}` } }),
        info,
      );
    },
    200,
    1,
  ],
  [
    "reads a copy of it first",
    async (request, info) => {
      expect(await request.clone().text()).toBe(asked(0));
      return app(request, info);
    },
    200,
    0,
  ],
  [
    "reads it itself",
    async (request, info) => {
      expect(await request.text()).toBe(asked(0));
      return app(request, info);
    },
    400,
    undefined,
  ],
])("a program before the app %s", async (_, fetch, status, role) => {
  expect(await sent(fetch)).toEqual({ status, role });
});

test("a body in pieces is one body", async () => {
  const served = await serve({ fetch: app, port: 0, limits: { closeTimeout: 100 } });
  const body = asked(0);
  const socket = connect(served.port, "127.0.0.1");
  const answer = new Promise<string>((resolve) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString();
    });
    socket.on("close", () => resolve(text));
  });
  socket.write(
    `POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  for (const piece of [body.slice(0, 1), body.slice(1, 20), body.slice(20)]) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.write(piece);
  }
  expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  await served.close();
});

test("whoever goes in the middle of a body costs no more than the request", async () => {
  const log: string[] = [];
  const logging = createApp({ ...DEVELOPMENT, log: ({ outcome }) => void log.push(outcome) });
  const served = await serve({ fetch: logging, port: 0, limits: { closeTimeout: 100 } });
  const socket = connect(served.port, "127.0.0.1");
  socket.write(
    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  await expect.poll(() => log, { timeout: 30_000 }).toEqual(["body-unreadable"]);
  expect((await sendOverHttp(served, { body: asked(0) })).status).toBe(200);
  await served.close();
});
