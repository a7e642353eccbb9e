import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface Listening {
  readonly port: number;
  readonly url: string;
  /** Connections taken so far. */
  readonly connections: () => number;
}

/** A server that says what it is told, byte by byte. Ends with the test. */
export async function rawServer(onSocket: (socket: Socket) => void): Promise<Listening> {
  return listen(
    createServer((socket) => {
      socket.on("error", () => undefined);
      onSocket(socket);
    }),
  );
}

/** Gives these bytes once a request has begun to come, and ends the connection unless told otherwise. */
export function answering(
  bytes: string | Buffer,
  then: "end" | "keep" | "reset" = "end",
): Promise<Listening> {
  return rawServer((socket) => {
    socket.once("data", () => {
      socket.write(bytes, () => {
        if (then === "end") socket.end();
        if (then === "reset") socket.resetAndDestroy();
      });
    });
  });
}

/** Whole HTTP/1.1 answers, without one header that was not asked for. */
export function http(
  status: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): Buffer {
  const head = Object.entries({ "Content-Length": String(Buffer.byteLength(body)), ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${head}\r\n`), Buffer.from(body)]);
}

export async function httpServer(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
  host?: string,
): Promise<Listening> {
  return listen(createHttpServer(listener), host);
}

/** A port of loopback on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(server: Server, host = "127.0.0.1"): Promise<Listening> {
  let taken = 0;
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    taken += 1;
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, resolve);
  });
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, connections: () => taken };
}
