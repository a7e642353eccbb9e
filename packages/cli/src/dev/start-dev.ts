import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Environment } from "@countersign/core";
import { createSandbox, formatEvent, SANDBOX_MEETINGS, type Sandbox } from "@countersign/sandbox";
import { createApp, type LogRecord, StartUpError, serve } from "@countersign/server";
import { devFetch } from "./routes.ts";
import { sandboxTarget } from "./sandbox-route.ts";
import { installedSdks } from "./sdk-files.ts";
import { type World, worldOf } from "./world.ts";

export interface DevOptions {
  /** 4000 unless given; 0 for any free one. */
  readonly port?: number;
  /** A loopback address: 127.0.0.1 unless given. */
  readonly host?: string;
  readonly env: Environment;
  /** Gets one line a request, without secrets. */
  readonly log?: (line: string) => void;
  /** Where the SDK is looked for first. The working directory unless given. */
  readonly folder?: string;
  /** Reads what a `…_FILE` variable names. */
  readonly readFile?: (path: string) => string;
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: () => number;
}

export interface Dev {
  /** To be opened in a browser. `localhost`, because a browser trusts that name without a certificate. */
  readonly url: string;
  readonly port: number;
  /** Where joins go: to the stand-in, or through Zoom with the credentials of the environment. */
  readonly mode: "sandbox" | "zoom";
  /** The variables the credentials came from; none where they were made up now. */
  readonly credentialsFrom?: { readonly sdkKey: string; readonly sdkSecret: string };
  /** What an operator should know. */
  readonly warnings: readonly string[];
  /** The numbers that may be signed for. */
  readonly meetings: readonly string[];
  /** The versions of Zoom's SDK that were found; none: the page says what to install. */
  readonly sdkVersions: readonly string[];
  readonly sandbox?: Sandbox;
  readonly close: () => Promise<void>;
}

const PAGE = fileURLToPath(new URL("../../page", import.meta.url));
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/**
 * Signature server, page and stand-in on one loopback port.
 *
 * @throws StartUpError where it is not safe or not possible to serve so
 * @throws CountersignError where the environment's credentials cannot sign
 */
export async function startDev(options: DevOptions): Promise<Dev> {
  const { port = 4000, host = "127.0.0.1", log = () => {}, now, folder = process.cwd() } = options;
  if (!LOOPBACK.test(host)) {
    throw new StartUpError(
      "setting-invalid",
      "host",
      "countersign dev asks nobody who they are, so it listens on loopback only",
      "Leave the host out, or run countersign serve with API keys.",
    );
  }
  const world = worldOf(options.env, options.readFile);
  const app = createApp({
    credentials: world.credentials,
    access: { kind: "development", meetings: world.meetings, maxRole: world.maxRole },
    log: (record) => log(requestLine(record)),
    ...(now && { now }),
  });
  const sandbox = world.mode === "sandbox" ? standIn(world, log, now) : undefined;
  const sdks = installedSdks(folder);
  const fetch = devFetch({
    app,
    meetings: sandbox ? SANDBOX_MEETINGS : [],
    sdks,
    page: PAGE,
    ...(sandbox && { sandbox }),
  });
  const served = await serve({
    fetch,
    host,
    port,
    onUpgrade: (request, socket, head) => upgrade(sandbox, request, socket, head),
  });
  const { mode, credentialsFrom, warnings, meetings } = world;
  return {
    url: `http://localhost:${served.port}/`,
    port: served.port,
    mode,
    warnings,
    meetings,
    sdkVersions: sdks.map((sdk) => sdk.version),
    ...(credentialsFrom && { credentialsFrom }),
    ...(sandbox && { sandbox }),
    close: () => {
      sandbox?.close();
      return served.close();
    },
  };
}

function standIn(world: World, log: (line: string) => void, now: (() => number) | undefined): Sandbox {
  return createSandbox({
    apps: [world.credentials],
    meetings: SANDBOX_MEETINGS,
    log: (event) => log(formatEvent(event)),
    ...(now && { now }),
  });
}

/** A page elsewhere could open a WebSocket here, and the browser would not stop it: only our own page may. */
function upgrade(sandbox: Sandbox | undefined, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const target = sandboxTarget(request.url ?? "");
  const { origin, host } = request.headers;
  if (!sandbox || !target || (origin !== undefined && origin !== `http://${host}`)) {
    socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
    return;
  }
  request.url = target.target;
  sandbox.upgrade(request, socket, head, target.host);
}

function requestLine({ method, route, status, ms, outcome }: LogRecord): string {
  return `${method} ${route} ${status} ${outcome} ${ms} ms`;
}
