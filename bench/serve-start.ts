// The servers that are compared: each a process of its own, started as its users start it.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createApiKey } from "@countersign/server";
import { build } from "esbuild";

export const SDK_KEY = "Ab3xK9_mQ2ySTUvWcD4eFg";
/** Of the shape Zoom gives out; nobody was given it. */
export const SDK_SECRET = "h7Rk2Qz9LmT4vXc8Wb1NsPd5Yg3JfA6e";

export type ServerName =
  | "express sample"
  | "ours"
  | "ours, with metrics"
  | "raw, createHmac"
  | "raw, our signer";

export const SERVERS: readonly ServerName[] = [
  "ours",
  "ours, with metrics",
  "raw, our signer",
  "raw, createHmac",
  "express sample",
];

export const DOES: Readonly<Record<ServerName, string>> = {
  ours: "`countersign serve`: API key, strict reading, policy, limits, a log line to a file for each request",
  "ours, with metrics": "the same, and counts for Prometheus at a port of its own",
  "raw, our signer": "`node:http`, JSON.parse, a check by hand, our signer; no authentication, limits or log",
  "raw, createHmac": "the same with `createHmac` and `JSON.stringify`",
  "express sample":
    "Express 5, cors, express.json, jsrsasign, as Zoom's sample; no authentication, limits or log",
};

const FILES = {
  "express sample": "express-sample",
  "raw, createHmac": "raw-hmac",
  "raw, our signer": "raw-ours",
} as const;

export interface Running {
  readonly name: ServerName;
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

export interface Stand {
  /** Sent to all of them; only ours looks at it. */
  readonly apiKey: string;
  start(name: ServerName, core?: number): Promise<Running>;
  remove(): void;
}

export interface StandOptions {
  /** Packages as they are installed, or the sources. */
  readonly from: "built" | "sources";
  /** More flags for the node of ours, to profile it. */
  readonly nodeFlags?: readonly string[];
}

const ROOT = fileURLToPath(new URL("../", import.meta.url));
/** Below the workspace, so that the peers find their packages. */
const PEERS = join(ROOT, "node_modules/.cache/bench-serve");

/** What all of them need: an API key, the configuration of ours, the peers as the JavaScript their users would run. */
export async function prepare({ from, nodeFlags = [] }: StandOptions): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), "bench-serve-"));
  const { key: apiKey, record } = await createApiKey({ id: "bench", meetings: "any" });
  writeFileSync(join(folder, "api-keys.json"), JSON.stringify([record]), { mode: 0o600 });
  for (const metrics of [false, true]) {
    const config = {
      app: { sdkKey: SDK_KEY, sdkSecret: { env: "BENCH_SECRET" } },
      callers: { apiKeys: { file: "api-keys.json" } },
      limits: { server: 1_000_000_000, meeting: 1_000_000_000 },
      ...(metrics && { metrics: { host: "127.0.0.1", port: 0 } }),
    };
    writeFileSync(join(folder, configName(metrics)), JSON.stringify(config), { mode: 0o600 });
  }
  mkdirSync(PEERS, { recursive: true });
  await build({
    entryPoints: Object.values(FILES).map((file) => join(ROOT, `bench/servers/${file}.ts`)),
    outdir: PEERS,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node22",
  });
  const conditions = from === "sources" ? ["--conditions=countersign-source"] : [];
  const cli = from === "sources" ? "packages/cli/src/bin.ts" : "packages/cli/dist/bin.js";

  return {
    apiKey,
    async start(name, core) {
      const port = await freePort();
      const ours = name === "ours" || name === "ours, with metrics";
      const node = ours
        ? [...conditions, ...nodeFlags, join(ROOT, cli), "serve", "--config", configName(name !== "ours")]
        : [...conditions, join(PEERS, `${FILES[name]}.mjs`)];
      const command =
        core === undefined ? [process.execPath] : ["taskset", "-c", `${core}`, process.execPath];
      const [program = "", ...args] = [...command, ...node, ...(ours ? ["--port", `${port}`] : [])];
      const log = openSync(join(folder, "log"), "a");
      const child = spawn(program, args, {
        cwd: folder,
        stdio: ["ignore", log, "ignore"],
        env: {
          PATH: process.env.PATH,
          PORT: ours ? undefined : `${port}`,
          NODE_ENV: "production",
          BENCH_SECRET: ours ? SDK_SECRET : undefined,
          ZOOM_MEETING_SDK_KEY: ours ? undefined : SDK_KEY,
          ZOOM_MEETING_SDK_SECRET: ours ? undefined : SDK_SECRET,
        },
      });
      closeSync(log);
      return { name, pid: child.pid ?? 0, port, stop: () => stop(child) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function configName(metrics: boolean): string {
  return metrics ? "with-metrics.config.json" : "countersign.config.json";
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}
