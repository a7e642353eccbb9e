import type { Command } from "../command.ts";

/** Each command is loaded when it is called: signing must not wait for a server to be read. */
export const COMMANDS: { readonly [name: string]: () => Promise<Command> } = {
  sign: async () => (await import("./sign.ts")).sign,
  inspect: async () => (await import("./inspect.ts")).inspectCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  doctor: async () => (await import("./doctor.ts")).doctor,
  compare: async () => (await import("./compare.ts")).compareCommand,
  explain: async () => (await import("./explain.ts")).explain,
  plan: async () => (await import("./plan.ts")).plan,
  dev: async () => (await import("./dev.ts")).dev,
  init: async () => (await import("./init.ts")).init,
  config: async () => (await import("./config.ts")).config,
  serve: async () => (await import("./serve.ts")).serveCommand,
  page: async () => (await import("./page.ts")).page,
  grant: async () => (await import("./grant.ts")).grant,
  key: async () => (await import("./key.ts")).key,
  sandbox: async () => (await import("./sandbox.ts")).sandbox,
};
