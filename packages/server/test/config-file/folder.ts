import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createApiKey } from "@countersign/server";
import { SECRETS, temporaryFolder } from "../../../../test/canary/support/suite.ts";

export const SDK_SECRET = "q8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Ds";
export const KEYS = Buffer.from(new Uint8Array(32).map((_, index) => index + 1)).toString("base64");
export const WEBHOOK_SECRET = "hT4nQ9wZx2LkV7pRs8mB1c";

/** A folder with a configuration's files in it. */
export class Folder {
  readonly #folder = temporaryFolder("config");
  readonly path: string = this.#folder.path;

  constructor() {
    SECRETS.add("sdkSecret", SDK_SECRET);
    SECRETS.add("keys", KEYS);
    SECRETS.add("webhookSecret", WEBHOOK_SECRET);
    this.write("sdk-secret", `${SDK_SECRET}\n`);
    this.write("audit-keys", `${KEYS}\n`);
    this.write("webhook-secret", WEBHOOK_SECRET);
  }

  write(name: string, text: string, mode = 0o600): string {
    const path = join(this.path, name);
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), "utf8");
  }

  config(config: unknown, name = "countersign.config.json"): string {
    return this.write(name, JSON.stringify(config));
  }

  async apiKey(id: string, maxRole: 0 | 1 = 0, file = "api-keys.json"): Promise<string> {
    const { key, record } = await createApiKey({ id, meetings: ["87270695528"], maxRole });
    this.write(file, JSON.stringify([record]));
    return key;
  }

  remove(): void {
    this.#folder.remove();
  }
}

export const APP = { sdkKey: "kQ3vT8mZ1xWc5Lr7", sdkSecret: { file: "sdk-secret" } } as const;
export const DEVELOPMENT = { app: APP, callers: { development: { meetings: ["87270695528"] } } } as const;
