import { configured } from "@countersign/server/run";
import type { ExitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { untilStopped } from "../listening.ts";
import { pageFromEnv } from "../page/page-setting.ts";
import { TOOLS_PATH } from "../page/tools-page.ts";
import { withPage } from "../page/with-page.ts";
import { visible } from "../words/visible.ts";
import { refuseBeside } from "./config-path.ts";
import { requestLog } from "./request-log.ts";
import { serveWithMetrics } from "./with-metrics.ts";

export interface ServeConfigured {
  readonly path: string;
  readonly env: Io["env"];
  /** From the command line; they win over the file. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly json: boolean;
}

/** Serves what a configuration file says, and reads it again when the system wants that. */
export async function serveConfigured(options: ServeConfigured, io: Io): Promise<ExitCode> {
  const { path, env, host, port } = options;
  refuseBeside(env);
  const log = requestLog(io);
  const say = (line: string): void => void io.stderr.write(`${visible(line)}\n`);
  const warn = (warnings: readonly string[]): void => {
    for (const warning of warnings) say(`warning: ${warning}`);
  };
  const html = pageFromEnv(env);
  const service = await configured({ path, env, host, port, log, tell: say, now: io.now });
  const fetch = html === undefined ? service.fetch : withPage(service.fetch, { html, log, now: io.now });
  warn(service.warnings);
  say(`configuration from ${path}`);
  try {
    return await untilStopped(io, async () => {
      const { metrics, metricsListener } = service;
      const { host, port } = service;
      const served = await serveWithMetrics({ fetch, host, port, log, metrics }, metricsListener, say);
      io.onReload?.(() => {
        service.reload().then((reloaded) => {
          if (reloaded.ok) warn(reloaded.warnings);
          else say(`  ${reloaded.help}`);
        });
      });
      say(`listening on ${served.url}`);
      if (html !== undefined) say(`the page of tools is ${served.url}${TOOLS_PATH}`);
      if (options.json) io.stdout.write(`${JSON.stringify({ url: served.url })}\n`);
      return served;
    });
  } finally {
    await service.close();
  }
}
