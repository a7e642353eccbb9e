export type { Access } from "./access/access.ts";
export { type ApiKey, createApiKey, type NewApiKey } from "./access/api-key.ts";
export type { DevelopmentAccess } from "./access/development-gate.ts";
export { type App, type AppOptions, createApp, type RequestInfo } from "./app.ts";
export { type StartUpCode, StartUpError } from "./errors.ts";
export { jsonLines, type LogRecord } from "./http/log.ts";
export type { ProblemBody, ProblemEntry } from "./http/problem.ts";
export type { ProblemCode } from "./http/problems.ts";
export { type Limits, type Served, type ServeOptions, serve } from "./node/serve.ts";
