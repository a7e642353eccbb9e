// For Node: the app behind serve(), with the variables that the examples of docs/deploy read.
import { credentialsFromEnv } from "@countersign/core";
import { createApp, serve } from "@countersign/server";

const app = createApp({
  credentials: credentialsFromEnv(process.env),
  access: { kind: "api-keys", keys: JSON.parse(process.env.API_KEYS ?? "[]") },
});
await serve({ fetch: app, port: Number(process.env.PORT) });
