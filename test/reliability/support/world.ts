import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createApiKey } from "@countersign/server";
import { SECRETS as CANARIES, lookThrough, temporaryFolder } from "../../canary/support/suite.ts";
import { type ProcessOptions, type ServerProcess, startServerProcess } from "../../support/server-process.ts";

export const MEETING = "87270695528";
export const SDK_KEY = "kQ3vT8mZ1xWc5Lr7";
export const SECRETS = ["q8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Ds", "m5Kd9Xs2Wq7Tz4Rb8Yn1Ug6Ec3Lh0Pf"] as const;
export const AUDIT_KEY: Uint8Array = new Uint8Array(32).map((_, index) => index + 1);

/** One configuration on disk: a participant `guest` and a host, an audit, no limits. */
export interface World {
  readonly folder: string;
  /** Of the configuration. */
  readonly path: string;
  readonly guest: string;
  readonly host: string;
  readonly port: number;
  /** Puts a file of the configuration in place of the one before, whole. */
  readonly put: (name: string, text: string) => void;
  readonly config: Readonly<Record<string, unknown>>;
  readonly start: (options?: Partial<ProcessOptions>) => Promise<ServerProcess>;
  /** Kills what a test that failed has left running. */
  readonly end: () => Promise<void>;
  /** Looks for secrets in what servers have written and kept, and removes it. */
  readonly remove: () => void;
}

/** @param more Members of the configuration, instead of or beside those. @param hostOf The meeting of the host's key. */
export async function createWorld(
  more: Readonly<Record<string, unknown>> = {},
  hostOf: string = MEETING,
): Promise<World> {
  const temporary = temporaryFolder("reliability");
  const folder = temporary.path;
  mkdirSync(join(folder, "data"));
  const put = (name: string, text: string): void => {
    const beside = join(folder, `${name}.next`);
    writeFileSync(beside, text);
    chmodSync(beside, 0o600);
    renameSync(beside, join(folder, name));
  };
  const guest = await createApiKey({ id: "guest", meetings: [MEETING], scopes: ["join:mint"] });
  const host = await createApiKey({
    id: "host",
    meetings: [hostOf],
    maxRole: 1,
    scopes: ["join:mint", "host:mint"],
  });
  const port = await freePort();
  SECRETS.forEach((secret, index) => {
    CANARIES.add(`sdkSecret ${index + 1}`, secret);
  });
  CANARIES.add("key of the audit", AUDIT_KEY);
  CANARIES.add("the guest's key", guest.key);
  CANARIES.add("the host's key", host.key);
  const started = new Set<ServerProcess>();
  const all: ServerProcess[] = [];
  const config = {
    listen: { host: "127.0.0.1", port },
    app: { sdkKey: SDK_KEY, sdkSecret: { file: "sdk-secret" } },
    callers: { apiKeys: { file: "api-keys.json" } },
    limits: {
      address: false,
      person: false,
      server: false,
      meeting: false,
      hostsPerMinute: 1_000_000,
      hostsPerHour: 1_000_000,
    },
    state: { audit: { sqlite: "data/audit.sqlite", keys: { file: "audit-key" } } },
    ...more,
  };
  put("sdk-secret", SECRETS[0]);
  put("audit-key", Buffer.from(AUDIT_KEY).toString("base64"));
  put("api-keys.json", JSON.stringify([guest.record, host.record]));
  put("countersign.config.json", JSON.stringify(config));
  const path = join(folder, "countersign.config.json");
  return {
    folder,
    path,
    guest: guest.key,
    host: host.key,
    port,
    put,
    config,
    async start(options = {}) {
      const server = await startServerProcess({ config: path, ...options });
      started.add(server);
      all.push(server);
      server.ended.then(() => started.delete(server));
      return server;
    },
    async end() {
      for (const server of started) await server.kill();
    },
    remove() {
      for (const { stdout, stderr } of all) {
        lookThrough("stdout", stdout());
        lookThrough("stderr", stderr());
      }
      temporary.remove();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address ? address.port : 0;
}
