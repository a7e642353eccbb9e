import { resolve } from "node:path";
import {
  besideApp,
  createApp,
  memoryState,
  openAudit,
  openMetrics,
  remindOfDevelopment,
  type ServerConfig,
  type State,
  serverConfigFromEnv,
} from "@countersign/server/run";
import { portOf } from "../args/port.ts";
import type { Arguments, Command } from "../command.ts";
import type { ExitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { untilStopped } from "../listening.ts";
import { pageFromEnv } from "../page/page-setting.ts";
import { TOOLS_PATH } from "../page/tools-page.ts";
import { withPage } from "../page/with-page.ts";
import { type Surroundings, surroundings } from "../secrets/environment.ts";
import { namedConfig } from "../setup/config-path.ts";
import { requestLog } from "../setup/request-log.ts";
import { serveConfigured } from "../setup/serve-configured.ts";
import { serveWithMetrics } from "../setup/with-metrics.ts";
import { visible } from "../words/visible.ts";

const HELP = `countersign serve: the server that your apps ask for signatures

  $ COUNTERSIGN_API_KEYS_FILE=api-keys.json countersign serve
  $ COUNTERSIGN_DEVELOPMENT=1 COUNTERSIGN_MEETINGS=87270695528 countersign serve --port 4000
  $ countersign serve --config countersign.config.json

      --config FILE  COUNTERSIGN_CONFIG: one file that says it all; countersign init writes a first one
      --port N       PORT, or 4000
      --host HOST    HOST, or 127.0.0.1; 0.0.0.0 for every network this machine is on
      --json         print { url } first, as one line

Without a file settings come from the environment, then from .env:
  ZOOM_MEETING_SDK_KEY, ZOOM_MEETING_SDK_SECRET    the Zoom app; _FILE names a file instead
  COUNTERSIGN_API_KEYS_FILE    who may have signatures: records that countersign key create --file writes
  COUNTERSIGN_AUDIT_FILE, COUNTERSIGN_AUDIT_KEYS_FILE
                               where it is recorded who got what they can host with, and the key of its rows;
                               needed as soon as a key may host
  COUNTERSIGN_DEVELOPMENT=1    or whoever is on this machine, for COUNTERSIGN_MEETINGS only
  COUNTERSIGN_MAX_ROLE         in development: 1 to sign for hosts too
  COUNTERSIGN_ALLOW_NATIVE=1   signatures for native SDKs too, which name no meeting
  COUNTERSIGN_MEETINGS_OF=own  the meetings are of the account that owns the app, so that a join needs no OBF token
  COUNTERSIGN_METRICS_PORT     numbers for Prometheus at /metrics of this port, 9464 say, on 127.0.0.1 or
                               COUNTERSIGN_METRICS_HOST; COUNTERSIGN_METRICS_TOKEN_FILE: for whoever brings it as a
                               bearer token. COUNTERSIGN_METRICS_WITH_APP=1: at the server's own port, with a token
  CORS_ALLOW_ORIGIN            origins whose pages may read answers
  COUNTERSIGN_PAGE=1           the page of tools too, under /tools

Without one of the first two ways nobody could be allowed anything, so it does not start. One JSON line for each
request goes to standard output. SIGTERM and SIGINT let requests under way finish. With a file, SIGHUP reads it and
all that it refers to again; if anything is wrong with it, the one before goes on.
`;

export const serveCommand: Command = {
  help: HELP,
  flags: {
    config: { type: "string" },
    port: { type: "string" },
    host: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: 0,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  const port = portOf(args.text("port"));
  const host = args.text("host");
  const around = surroundings(io);
  const path = namedConfig(args.text("config"), around.env, io.cwd);
  if (path !== undefined) {
    return serveConfigured({ path, env: around.env, host, port, json: args.is("json") }, io);
  }
  const env = {
    ...withPaths(around.env, io.cwd),
    ...(port !== undefined && { PORT: String(port) }),
    ...(host && { HOST: host }),
  };
  const config = serverConfigFromEnv(env);
  const audit = config.audit && (await openAudit(config.audit));
  try {
    return await serveWith(config, { ...memoryState(), audit }, { around, env, json: args.is("json") }, io);
  } finally {
    await audit?.close();
  }
}

interface Serving {
  readonly around: Surroundings;
  readonly env: Io["env"];
  readonly json: boolean;
}

async function serveWith(
  config: ServerConfig,
  state: State,
  { around, env, json }: Serving,
  io: Io,
): Promise<ExitCode> {
  const { credentials, access, allowNative, corsOrigins, meetingsOf } = config;
  const log = requestLog(io);
  const html = pageFromEnv(env);
  const tokens = config.metrics?.tokens ?? [];
  const measuring = await openMetrics({
    forPrometheus: config.metrics !== undefined,
    tokens: () => tokens,
    now: io.now,
  });
  const { metrics, route } = measuring;
  const listen = config.metrics?.listen;
  const signing = createApp({
    credentials,
    access,
    allowNative,
    corsOrigins,
    meetingsOf,
    state,
    now: io.now,
    log,
    metrics,
  });
  const paged = html === undefined ? signing : withPage(signing, { html, log, now: io.now });
  const app = route !== undefined && listen === undefined ? besideApp(paged, route) : paged;
  for (const warning of config.warnings) io.stderr.write(`warning: ${visible(warning)}\n`);
  io.stderr.write(origins(config, around));
  const forget = remindOfDevelopment(
    (line) => void io.stderr.write(`${visible(line)}\n`),
    () => (access.kind === "development" ? access : undefined),
  );
  try {
    return await untilStopped(io, async () => {
      const served = await serveWithMetrics(
        { fetch: app, host: config.host, port: config.port, log, metrics },
        listen && route && { ...listen, fetch: route },
        (line) => io.stderr.write(`${line}\n`),
      );
      io.stderr.write(`listening on ${served.url}\n`);
      if (html !== undefined) io.stderr.write(`the page of tools is ${served.url}${TOOLS_PATH}\n`);
      if (json) io.stdout.write(`${JSON.stringify({ url: served.url })}\n`);
      return served;
    });
  } finally {
    forget();
  }
}

/** Variables that name a file, seen from the working directory. */
function withPaths(env: Io["env"], cwd: string): Io["env"] {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value && /^(?:ZOOM|COUNTERSIGN)_.*_FILE$/.test(name) ? resolve(cwd, value) : value,
    ]),
  );
}

/** What the operator may have forgotten they set. Names and places only: a value may be a secret. */
function origins(
  { credentials: { from, previousSecret } }: ServerConfig,
  { env, fromDotenv }: Surroundings,
): string {
  const previous = Object.keys(env).filter((name) => name.startsWith("ZOOM_MEETING_SDK_SECRET_PREVIOUS"));
  const settings = Object.keys(env).filter((name) => name.startsWith("COUNTERSIGN_"));
  return [
    from.sdkKey,
    from.sdkSecret,
    ...(previousSecret === undefined ? [] : previous),
    ...["HOST", "PORT", "CORS_ALLOW_ORIGIN"],
    ...settings.sort(),
  ]
    .filter((name) => env[name])
    .map((name) => `${name} from ${fromDotenv.has(name) ? ".env" : "the environment"}\n`)
    .join("");
}
