import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { App } from "../app.ts";
import type { Log } from "../http/log.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { listenError } from "./listen-error.ts";
import { type WireRefusals, wireRefusals } from "./malformed.ts";
import { received } from "./received.ts";

export interface ServeOptions {
  readonly fetch: App;
  /** The address to listen on: 127.0.0.1 unless given. */
  readonly host?: string;
  /** 4000 unless given; 0 takes any that is free. */
  readonly port?: number;
  /** Gets requests to change protocol, WebSockets above all. Without it they are answered as plain requests. */
  readonly onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Gets one record for each request that is refused before it reaches the app; the app logs its own. */
  readonly log?: Log;
  /** Counts those, too. */
  readonly metrics?: Metrics | undefined;
  readonly limits?: Partial<Limits>;
}

export interface Served {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /**
   * Takes no more connections, lets requests under way finish, then closes what is left.
   *
   * @param lingerMilliseconds Before that the server goes on for so long, says at `/readyz` that it is not ready, and
   *   ends each connection with its answer, so that whoever shares out requests goes elsewhere. 0 unless given.
   */
  close(lingerMilliseconds?: number): Promise<void>;
}

/** Whoever sends slowly holds a connection, so each step has an end and the connections are counted. */
export interface Limits {
  /** Milliseconds for the headers of a request. */
  readonly headersTimeout: number;
  /** Milliseconds for the whole of a request. */
  readonly requestTimeout: number;
  /** Milliseconds that a connection may stay without a request. */
  readonly keepAliveTimeout: number;
  /** Milliseconds between two looks at the times above. */
  readonly connectionsCheckingInterval: number;
  /** Bytes of all headers of a request. */
  readonly maxHeaderSize: number;
  readonly maxConnections: number;
  /** Milliseconds that requests under way have when the server closes. */
  readonly closeTimeout: number;
}

const READINESS = "/readyz";

const LIMITS: Limits = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8 * 1024,
  maxConnections: 1_000,
  closeTimeout: 5_000,
};

/**
 * Puts an app on Node's HTTP server.
 *
 * @throws StartUpError `address-in-use`, `address-not-available`, `address-not-permitted`
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const { fetch, host = "127.0.0.1", port = 4000, onUpgrade } = options;
  const { maxConnections, closeTimeout, ...limits } = { ...LIMITS, ...options.limits };
  const refusals: WireRefusals = wireRefusals(options.log, options.metrics?.requests);
  let stopping = false;
  const listener = getRequestListener(
    async (request, env) => {
      const { incoming, outgoing } = env as HttpBindings;
      if (stopping) {
        outgoing.shouldKeepAlive = false;
        if (new URL(request.url).pathname === READINESS) return refusals.stopping();
      }
      const response = await fetch(request, { remoteAddress: incoming.socket.remoteAddress });
      if (!incoming.complete) await received(incoming);
      return response;
    },
    { errorHandler: refusals.badRequest },
  );
  const server = createServer(
    // The missing Host is answered by the listener, as every other malformed request is.
    { ...limits, requireHostHeader: false },
    listener,
  );
  server.maxConnections = maxConnections;
  server.on("clientError", refusals.clientError);
  server.on("checkExpectation", refusals.expectation);

  const upgraded = new Set<Duplex>();
  if (onUpgrade) {
    server.on("upgrade", (request, socket, head) => {
      upgraded.add(socket);
      socket.once("close", () => upgraded.delete(socket));
      // Node leaves these sockets to us altogether: without this, a caller who breaks off ends the process.
      socket.on("error", () => socket.destroy());
      onUpgrade(request, socket, head);
    });
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;

  /** Whoever was told to go on elsewhere has time to. */
  async function linger(milliseconds: number): Promise<void> {
    stopping = true;
    if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  function end(): Promise<void> {
    return new Promise((resolve) => {
      // Connections that become idle while others finish are closed too, or they would hold the end up.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      const late = setTimeout(() => server.closeAllConnections(), closeTimeout);
      for (const socket of upgraded) socket.destroy();
      server.close(() => {
        clearInterval(sweep);
        clearTimeout(late);
        resolve();
      });
    });
  }

  let closing: Promise<void> | undefined;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    host,
    port: address.port,
    close: (lingerMilliseconds = 0) => {
      closing ??= linger(lingerMilliseconds).then(end);
      return closing;
    },
  };
}
