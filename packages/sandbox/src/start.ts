import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { STAND_IN_HEADER } from "./answers.ts";
import { ConnectionReset } from "./api/failure.ts";
import { toRequest, writeResponse } from "./node-http.ts";
import type { Sandbox } from "./sandbox.ts";

export interface StartOptions {
  readonly sandbox: Sandbox;
  /** 0 for any free port. */
  readonly port: number;
  /** Loopback unless given. */
  readonly host?: string;
  /** A certificate and its key, as PEM: the SDK asks over https, so a browser whose host names are mapped needs one. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

export interface StartedSandbox {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Listens on a socket: the host a request names is taken for the Zoom host that was meant. */
export async function startSandbox(options: StartOptions): Promise<StartedSandbox> {
  const { sandbox, port, host = "127.0.0.1", tls } = options;
  const scheme = tls ? "https" : "http";
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    try {
      const request = toRequest(req, scheme);
      await writeResponse(await sandbox.fetch(request, new URL(request.url).hostname), res);
    } catch (error) {
      if (error instanceof ConnectionReset) {
        req.socket.resetAndDestroy();
        return;
      }
      // A target or a host that is no URL, or a client that went away: nothing of it is worth telling.
      if (!res.headersSent) res.writeHead(400, STAND_IN_HEADER);
      res.end();
    }
  };
  const listener = (req: IncomingMessage, res: ServerResponse): void => void answer(req, res);
  const server: Server = tls ? createHttpsServer(tls, listener) : createHttpServer(listener);
  server.on("upgrade", (req: IncomingMessage, socket, head) => {
    sandbox.upgrade(req, socket, head, (req.headers.host ?? "").replace(/:\d+$/, ""));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `${scheme}://${host.includes(":") ? `[${host}]` : host}:${listening}`,
    port: listening,
    close: () => {
      sandbox.close();
      return new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
    },
  };
}
