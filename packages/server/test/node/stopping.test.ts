import { Agent, request } from "node:http";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { createApp, type LogRecord, type Served, serve } from "@countersign/server";
import { expect, test } from "vitest";
import { codesOf, DEVELOPMENT, MEETING, sendOverHttp } from "../support.ts";

const GOOD = { body: JSON.stringify({ meetingNumber: MEETING, role: 0 }) };

async function started(log: LogRecord[] = []): Promise<Served> {
  const limits = { closeTimeout: 1_000 };
  const write = (record: LogRecord) => void log.push(record);
  return serve({ fetch: createApp({ ...DEVELOPMENT, log: write }), log: write, port: 0, limits });
}

test("who is to end says so where its readiness is asked for, and goes on meanwhile", async () => {
  const log: LogRecord[] = [];
  const served = await started(log);
  const before = await sendOverHttp(served, { method: "GET", path: "/readyz" });
  const closed = served.close(400);
  const ready = await sendOverHttp(served, { method: "GET", path: "/readyz" });
  const alive = await sendOverHttp(served, { method: "GET", path: "/healthz" });
  const signed = await sendOverHttp(served, GOOD);
  await closed;
  expect([before.status, ready.status, alive.status, signed.status]).toEqual([200, 503, 200, 200]);
  expect(codesOf(ready)).toEqual(["not-ready"]);
  expect(JSON.parse(ready.text).detail).toBe("this server is about to end");
  expect(ready.headers["content-type"]).toBe("application/problem+json");
  expect(log.map(({ status, outcome }) => [status, outcome])).toContainEqual([503, "not-ready"]);
  await expect(sendOverHttp(served, GOOD)).rejects.toThrow("ECONNREFUSED");
});

test("a connection that is kept ends with its next answer", async () => {
  const served = await started();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise<string | undefined>((resolve, reject) => {
      const asked = request({ port: served.port, host: served.host, path: "/healthz", agent }, (answer) => {
        answer.resume().on("end", () => resolve(answer.headers.connection));
      });
      asked.on("error", reject).end();
    });
  const before = await ask();
  const closed = served.close(400);
  expect([before, await ask()]).toEqual(["keep-alive", "close"]);
  agent.destroy();
  await closed;
});

test("whoever sends a megabyte is told that it is too much, and not cut off", async () => {
  const served = await started();
  const body = " ".repeat(1_000_000);
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  const statuses = await Promise.all(
    Array.from(
      { length: 20 },
      () =>
        new Promise<string>((resolve) => {
          let got = "";
          const socket = connect(served.port, served.host, () => socket.write(head + body));
          socket.on("data", (chunk) => {
            got += chunk.toString("latin1");
          });
          socket.on("error", () => undefined);
          socket.on("close", () => resolve(got.slice(0, 12)));
        }),
    ),
  );
  await served.close();
  expect(new Set(statuses)).toEqual(new Set(["HTTP/1.1 413"]));
});

test("whoever says how much comes and does not send it is not waited for", async () => {
  const served = await started();
  const socket = connect(served.port, served.host, () =>
    socket.write(
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n{",
    ),
  );
  const first = await Promise.race([
    new Promise<string>((resolve) => socket.once("data", (chunk) => resolve(chunk.toString("latin1")))),
    pause(5_000).then(() => "nothing"),
  ]);
  socket.destroy();
  await served.close();
  expect(first.slice(0, 12)).toBe("HTTP/1.1 413");
});
