import { dirname, resolve } from "node:path";
import type { Environment } from "@countersign/core";
import { remindOfDevelopment } from "../access/reminder.ts";
import type { App } from "../app.ts";
import { readHost, readPort } from "../config/settings.ts";
import type { Log } from "../http/log.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { besideApp, type OpenMetrics, openMetrics } from "../metrics/open.ts";
import type { MetricsSettings } from "../metrics/settings.ts";
import { checkClock } from "./clock.ts";
import { compose } from "./compose.ts";
import { closeState, type OpenState, openState } from "./open-state.ts";
import { parseConfig } from "./parse.ts";
import { readConfig } from "./read.ts";
import { secretReader } from "./secrets.ts";
import { type Settings, settingsOf } from "./settings.ts";

export interface ConfiguredOptions {
  /** The configuration file. */
  readonly path: string;
  readonly env?: Environment | undefined;
  /** From the command line; they win over `HOST` and `PORT` of the environment, and those over the file. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly log?: Log | undefined;
  /** Gets what an operator should know: a store that goes, a reload. No secret is in it. */
  readonly tell?: ((line: string) => void) | undefined;
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: (() => number) | undefined;
}

export interface Configured {
  readonly fetch: App;
  readonly host: string;
  readonly port: number;
  readonly warnings: readonly string[];
  /** For `serve`, which counts what is refused before it reaches the app. */
  readonly metrics: Metrics;
  /** Where the metrics want a listener of their own, and what answers there. */
  readonly metricsListener: (NonNullable<MetricsSettings["listen"]> & { readonly fetch: App }) | undefined;
  /**
   * Reads the configuration again. Requests under way keep what they began with; one that is broken changes nothing.
   * Never rejects.
   */
  readonly reload: () => Promise<Reloaded>;
  readonly close: () => Promise<void>;
}

export type Reloaded =
  | { readonly ok: true; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly help: string };

/** What was opened for a configuration that is no more stays for the requests that began with it. */
const OLD_STATE_MILLISECONDS = 15_000;

interface Current {
  readonly settings: Settings;
  readonly state: OpenState;
  readonly app: App;
}

/** Reads a configuration and everything it refers to. Opens no socket to listen on. @throws StartUpError */
export async function readSettings(options: ConfiguredOptions): Promise<Settings> {
  const { path, env = process.env } = options;
  const host = options.host ?? (env.HOST?.trim() ? readHost(env) : undefined);
  const port = options.port ?? (env.PORT?.trim() ? readPort(env) : undefined);
  const read = secretReader({ folder: dirname(resolve(path)), env });
  const production = env.NODE_ENV === "production";
  return settingsOf(parseConfig(await readConfig(path)), { read, production, host, port });
}

/**
 * Makes everything that a server with this configuration would be made of, and lets it go again. It can be run beside
 * that server.
 *
 * @throws StartUpError, CountersignError where it is not safe or not possible to serve with it
 */
export async function checkConfigured(options: ConfiguredOptions): Promise<Settings> {
  const { tell = () => undefined, now = systemClock } = options;
  checkClock(now());
  const settings = await readSettings(options);
  const state = await openState(settings, { tell, now, onlyToCheck: true });
  try {
    await compose(settings, state, { now, tell });
  } finally {
    await closeState(state);
  }
  return settings;
}

/**
 * A service from a configuration file.
 *
 * @throws StartUpError, CountersignError where it is not safe or not possible to serve with it
 */
export async function configured(options: ConfiguredOptions): Promise<Configured> {
  const { tell = () => undefined, now = systemClock } = options;
  /** Those of configurations that are no more, with what still waits to close them. */
  const old = new Map<OpenState, NodeJS.Timeout>();
  let measuring: OpenMetrics | undefined;
  let tokens: readonly string[] = [];
  let current = await make(undefined);

  /** All of the next one is made before anything of it counts. */
  async function make(before: Current | undefined): Promise<Current> {
    checkClock(now());
    const settings = await readSettings(options);
    measuring ??= await openMetrics({
      forPrometheus: settings.metrics !== undefined,
      tokens: () => tokens,
      now,
    });
    const { metrics } = measuring;
    const state = await openState(settings, { tell, now, metrics }, before?.state);
    try {
      const app = await compose(settings, state, { now, tell, log: options.log, metrics });
      return { settings, state, app };
    } catch (error) {
      await closeState(state, before ? [before.state, ...old.keys()] : []);
      throw error;
    }
  }

  const { metrics, route } = measured();
  tokens = current.settings.metrics?.tokens ?? [];
  metrics.configuration.read("first");

  function measured(): OpenMetrics {
    if (measuring === undefined) throw new TypeError("nothing was made yet");
    return measuring;
  }

  let reloading: Promise<Reloaded> | undefined;

  async function reload(): Promise<Reloaded> {
    const before = current;
    try {
      current = await make(before);
    } catch (error) {
      metrics.configuration.read("refused");
      const { message, help } = wordsOf(error);
      tell(`the configuration was not reloaded, and the one before goes on: ${message}`);
      return { ok: false, message, help };
    }
    metrics.configuration.read("reloaded");
    closeLater(before.state);
    const { settings } = current;
    if (isElsewhere(settings.metrics, before.settings.metrics)) {
      tell("metrics is another now; that takes effect at the next start");
    } else {
      tokens = settings.metrics?.tokens ?? [];
    }
    tell("the configuration was reloaded");
    if (settings.host !== before.settings.host || settings.port !== before.settings.port) {
      tell("listen is another now; that takes effect at the next start");
    }
    return { ok: true, warnings: settings.warnings };
  }

  function closeLater(state: OpenState): void {
    const timer = setTimeout(() => {
      old.delete(state);
      closeState(state, [current.state, ...old.keys()]).catch(() => undefined);
    }, OLD_STATE_MILLISECONDS);
    timer.unref();
    old.set(state, timer);
  }

  const forget = remindOfDevelopment(tell, () => current.settings.config.callers.development);
  const { host, port, warnings } = current.settings;
  const listen = current.settings.metrics?.listen;
  // One reference, read once a request.
  const fetch: App = (request, info) => current.app(request, info);
  return {
    fetch: route !== undefined && listen === undefined ? besideApp(fetch, route) : fetch,
    host,
    port,
    warnings,
    metrics,
    metricsListener: listen && route && { ...listen, fetch: route },
    reload: () => {
      reloading = (reloading ?? Promise.resolve()).then(reload);
      return reloading;
    },
    async close() {
      forget();
      measuring?.close();
      for (const [state, timer] of old) {
        clearTimeout(timer);
        old.delete(state);
        await closeState(state, [current.state, ...old.keys()]);
      }
      await closeState(current.state);
    },
  };
}

/** A token for one place is none for another: a listener on this machine may have none. */
function isElsewhere(now: MetricsSettings | undefined, before: MetricsSettings | undefined): boolean {
  const place = (settings: MetricsSettings | undefined) =>
    JSON.stringify(settings && { ...settings, tokens: [] });
  return place(now) !== place(before);
}

/** Ours say what is wrong; of any other only the kind is told, since it may quote anything. */
function wordsOf(error: unknown): { readonly message: string; readonly help: string } {
  if (error instanceof Error && "help" in error && typeof error.help === "string") {
    return { message: error.message, help: error.help };
  }
  const kind = error instanceof Error ? error.name : typeof error;
  return { message: `something unforeseen went wrong (${kind})`, help: "Run countersign config check." };
}

function systemClock(): number {
  return Date.now() / 1000;
}
