import { connect, type Socket } from "node:net";
import { createApp, serve } from "@countersign/server";
import { expect, test } from "vitest";
import { DEVELOPMENT, sendOverHttp } from "../support.ts";

const app = createApp(DEVELOPMENT);

test("says where it listens, and listens there until it is closed", async () => {
  const served = await serve({ fetch: app, port: 0 });
  expect(served).toEqual({
    url: `http://127.0.0.1:${served.port}`,
    host: "127.0.0.1",
    port: expect.any(Number),
    close: expect.any(Function),
  });
  expect((await fetch(`${served.url}/healthz`)).status).toBe(200);
  await Promise.all([served.close(), served.close()]);
  await expect(fetch(`${served.url}/healthz`)).rejects.toThrow();
});

test("lets an answer under way finish before it closes", async () => {
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  let finish = () => {};
  const mayFinish = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const served = await serve({
    port: 0,
    fetch: async () => {
      begun();
      await mayFinish;
      return new Response("late");
    },
  });
  const answer = sendOverHttp(served, { method: "GET" });
  await hasBegun;
  const closed = served.close();
  finish();
  expect((await answer).text).toBe("late");
  await closed;
});

test("closes what does not finish", async () => {
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const served = await serve({
    port: 0,
    limits: { closeTimeout: 50 },
    fetch: () => {
      begun();
      return new Promise(() => {});
    },
  });
  const refused = expect(sendOverHttp(served, { method: "GET" })).rejects.toThrow();
  await hasBegun;
  await served.close();
  await refused;
});

test("hands over requests to change protocol, and closes their connections in the end", async () => {
  const served = await serve({
    fetch: app,
    port: 0,
    onUpgrade: (request, socket) => {
      socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${request.headers.upgrade}\r\n\r\n`);
    },
  });
  const socket: Socket = connect(served.port, served.host);
  socket.write("GET /socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
  const first = await new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
  expect(first).toMatch(/^HTTP\/1\.1 101 .*\r\nUpgrade: echo\r\n/);
  const ended = new Promise((resolve) => socket.once("close", resolve));
  await served.close();
  await ended;
});

test("a port that is taken is said so", async () => {
  const first = await serve({ fetch: app, port: 0 });
  await expect(serve({ fetch: app, port: first.port })).rejects.toMatchObject({
    name: "StartUpError",
    code: "address-in-use",
    field: "PORT",
    message: `127.0.0.1:${first.port} is taken by another program`,
  });
  await first.close();
});

test("an address that is not this machine's is said so", async () => {
  await expect(serve({ fetch: app, port: 0, host: "192.0.2.1" })).rejects.toMatchObject({
    name: "StartUpError",
    code: "address-not-available",
    field: "HOST",
    message: "this machine has no address 192.0.2.1",
  });
});
