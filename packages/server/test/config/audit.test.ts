import { randomBytes } from "node:crypto";
import { createApiKey, createApp, memoryLimiter, serverConfigFromEnv } from "@countersign/server";
import { describe, expect, it } from "vitest";
import { CREDENTIALS, MEETING } from "../support.ts";

const KEY = randomBytes(32);
const record = async (more: object): Promise<unknown> =>
  (await createApiKey({ id: "billing", meetings: [MEETING], ...more })).record;

async function read(keyMay: object, more: Record<string, string>) {
  const files: Record<string, string> = {
    "keys.json": JSON.stringify([await record(keyMay)]),
    "audit-keys": `${KEY.toString("base64")}\n`,
    empty: "\n",
  };
  return serverConfigFromEnv(
    {
      ZOOM_MEETING_SDK_KEY: CREDENTIALS.sdkKey,
      ZOOM_MEETING_SDK_SECRET: CREDENTIALS.sdkSecret,
      COUNTERSIGN_API_KEYS_FILE: "keys.json",
      ...more,
    },
    { readFile: (path) => files[path] ?? "" },
  );
}

const AUDIT = { COUNTERSIGN_AUDIT_FILE: "audit.sqlite", COUNTERSIGN_AUDIT_KEYS_FILE: "audit-keys" };
const NATIVE = { COUNTERSIGN_ALLOW_NATIVE: "1" };

describe("the audit of the environment", () => {
  it.each<[string, object, Record<string, string>]>([
    ["a key that may host", { maxRole: 1 }, {}],
    ["a key that may sign for native SDKs, where that is on", { native: true }, NATIVE],
  ])("%s does not start without one", async (_, keyMay, more) => {
    await expect(read(keyMay, more)).rejects.toMatchObject({
      code: "audit-missing",
      field: "COUNTERSIGN_AUDIT_FILE",
    });
    expect((await read(keyMay, { ...more, ...AUDIT })).audit?.place).toBe("audit.sqlite");
  });

  it.each<[string, object, Record<string, string>]>([
    ["a key for participants", {}, {}],
    ["a key for native SDKs, where nothing native is signed", { native: true }, {}],
  ])("%s needs none", async (_, keyMay, more) => {
    expect((await read(keyMay, more)).audit).toBeUndefined();
  });

  it.each<[string, string]>([
    ["audit.sqlite", "sqlite"],
    ["audit.jsonl", "jsonl"],
    ["audit", "sqlite"],
  ])("%s is %s", async (place, kind) => {
    const { audit } = await read({}, { ...AUDIT, COUNTERSIGN_AUDIT_FILE: place });
    expect(audit).toEqual({ kind, place, keys: [new Uint8Array(KEY)] });
  });

  it.each<[string, Record<string, string>, string]>([
    ["a file without keys", { COUNTERSIGN_AUDIT_FILE: "audit" }, "COUNTERSIGN_AUDIT_KEYS_FILE"],
    ["keys without a file", { COUNTERSIGN_AUDIT_KEYS_FILE: "audit-keys" }, "COUNTERSIGN_AUDIT_FILE"],
    [
      "an empty file of keys",
      { ...AUDIT, COUNTERSIGN_AUDIT_KEYS_FILE: "empty" },
      "COUNTERSIGN_AUDIT_KEYS_FILE",
    ],
  ])("%s does not start", async (_, more, field) => {
    await expect(read({}, more)).rejects.toMatchObject({ code: "setting-invalid", field });
  });
});

it("an app of API keys that may host does not start without an audit either", async () => {
  const { record: host } = await createApiKey({ meetings: [MEETING], maxRole: 1 });
  const options = { credentials: CREDENTIALS, access: { kind: "api-keys", keys: [host] } } as const;
  expect(() => createApp(options)).toThrow(expect.objectContaining({ code: "audit-missing" }));
  const state = { limiter: memoryLimiter(), audit: { append: async () => undefined } };
  expect(createApp({ ...options, state })).toBeTypeOf("function");
});
