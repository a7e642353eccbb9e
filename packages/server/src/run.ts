// What runs a server whose settings come from a file or from the environment, as `countersign serve` does: the entry
// `@countersign/server/run`. The entry above it has everything that a program composes a server of, and so loads it all;
// from here a way in, a store or a page of Zoom's is loaded where the settings name it.
export { remindOfDevelopment } from "./access/reminder.ts";
export { type App, type AppOptions, createApp, type RequestInfo } from "./app.ts";
export { type ServerConfig, type ServerConfigOptions, serverConfigFromEnv } from "./config/env.ts";
export {
  type Configured,
  type ConfiguredOptions,
  configured,
  type Reloaded,
} from "./config-file/configured.ts";
export { openAudit } from "./config-file/open-state.ts";
export { type StartUpCode, StartUpError } from "./errors.ts";
export { jsonLines, type Log, type LogRecord } from "./http/log.ts";
export type { Metrics } from "./metrics/metrics.ts";
export { besideApp, type OpeningMetrics, type OpenMetrics, openMetrics } from "./metrics/open.ts";
export { boundedLines, type LineOutput } from "./node/bounded-lines.ts";
export { type LinesPerTurn, linesPerTurn } from "./node/lines-per-turn.ts";
export { type Limits, type Served, type ServeOptions, serve } from "./node/serve.ts";
export { memoryState, type State } from "./state/state.ts";
