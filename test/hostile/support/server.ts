import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Canaries, newCanaries, texts } from "../../canary/support/canaries.ts";
import { configurationOf, environmentOf, writeSecrets } from "../../canary/support/configuration.ts";
import { startIssuer } from "../../canary/support/issuer.ts";
import { Scanner } from "../../canary/support/scanner.ts";
import { lookThrough, SECRETS, temporaryFolder } from "../../canary/support/suite.ts";
import { OWN_MEETING, type RecordedZoom, startZoom } from "../../canary/support/zoom.ts";
import { type ServerProcess, startServerProcess } from "../../support/server-process.ts";
import { postRoutes } from "./routes.ts";

export const WEBHOOKS = "/v1/webhooks";

export interface HostileServer {
  readonly process: ServerProcess;
  /** Where POST is taken. */
  readonly routes: readonly string[];
  /** Header lines that say who calls, as a caller who may do everything: what is refused is refused for its form. */
  readonly credential: (route: string, body: Uint8Array) => readonly string[];
  /** A signature for a participant, asked for as it should be. @throws where it is not given */
  readonly sign: () => Promise<void>;
  /** Finds whatever is secret here. */
  readonly scanner: () => Scanner;
  readonly close: () => Promise<void>;
}

export interface Prepared {
  readonly canaries: Canaries;
  readonly zoom: RecordedZoom;
  /** Of a configuration with every route there is. */
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  /** Finds whatever is secret here. */
  readonly scanner: () => Scanner;
  readonly close: () => Promise<void>;
}

/** What a server with every route needs around it. */
export async function prepare(): Promise<Prepared> {
  const folder = temporaryFolder("hostile");
  const canaries = await newCanaries();
  for (const [name, value] of texts(canaries)) SECRETS.add(name, value);
  writeSecrets(folder.path, canaries);
  const issuer = await startIssuer();
  const redirectUri = "http://127.0.0.1:4000/oauth/callback";
  const zoom = await startZoom(canaries, redirectUri);
  const places = { audit: "sqlite" } as const;
  const config = configurationOf(canaries, { port: 0, zoomUrl: zoom.url, issuerUrl: issuer.url, places });
  const path = join(folder.path, "countersign.config.json");
  writeFileSync(path, JSON.stringify({ ...config, zoom: { ...config.zoom, redirectUri } }));
  return {
    canaries,
    zoom,
    path,
    env: environmentOf(canaries),
    scanner() {
      const scanner = new Scanner();
      for (const [name, value] of texts(canaries)) scanner.add(name, value);
      return scanner;
    },
    async close() {
      await zoom.close();
      await issuer.close();
      for (const tokens of zoom.given.values()) for (const token of tokens) SECRETS.note(token);
      folder.remove();
    },
  };
}

/** A server with every route there is, in a process of its own. */
export async function startHostileServer(): Promise<HostileServer> {
  const prepared = await prepare();
  const { canaries } = prepared;
  const server = await startServerProcess({ config: prepared.path, env: prepared.env });
  const bearer = `Authorization: Bearer ${canaries.apiKeys.host.key}`;

  return {
    process: server,
    routes: await postRoutes(server.url),
    credential(route, body) {
      if (route !== WEBHOOKS) return [bearer];
      const at = String(Math.floor(Date.now() / 1000));
      const mac = createHmac("sha256", canaries.webhookSecret).update(`v0:${at}:`).update(body).digest("hex");
      return [`X-Zm-Request-Timestamp: ${at}`, `X-Zm-Signature: v0=${mac}`];
    },
    async sign() {
      const response = await fetch(`${server.url}/v1/signature`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${canaries.apiKeys.plain.key}`,
        },
        body: JSON.stringify({ meetingNumber: OWN_MEETING, role: 0 }),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      if (response.status !== 200 || !text.includes('"signature":"eyJ')) {
        throw new Error(`the server does not sign any more: ${response.status} ${text}`);
      }
    },
    scanner: prepared.scanner,
    async close() {
      await server.stop();
      lookThrough("stdout", server.stdout());
      lookThrough("stderr", server.stderr());
      await prepared.close();
    },
  };
}
